"""Events that follow a law, made through actions."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType

from deviations.actions.tracks import add_track
from deviations.models import Category, Track, TrackNotice
from kvalitet.deadlines.models import Deadline
from kvalitet.history import actions as history
from tests.deviations.cases import fresh, reported

OSLO = ZoneInfo("Europe/Oslo")
GOOD_FRIDAY = datetime(2026, 4, 3, 15, 30, tzinfo=OSLO)
LEAK = "Et brev med vedtak ble sendt til feil adresse."


def category(world, *tracks, name=None):
    name = name or f"Kategori {'-'.join(tracks)}"
    found = Category._base_manager.filter(municipality=world.municipality, name=name).first()
    return found or history.create(
        Category, by=None, municipality=world.municipality, name=name, tracks=list(tracks), position=0
    )


def tracked(world, *kinds, text=LEAK, **fields):
    """Report an event of a category that asks for the tracks."""
    return fresh(reported(world, text, category=category(world, *kinds), **fields))


def track_of(event, kind):
    return Track._base_manager.select_related("deviation__unit").get(deviation=event, kind=kind)


def notice_of(event, duty):
    found = TrackNotice._base_manager.select_related("track", "deviation__unit", "deviation__municipality")
    return found.get(deviation=event, duty=duty, track__removed_at=None)


def deadlines_of(notice):
    kind = ContentType.objects.get_for_model(notice)
    return Deadline._base_manager.filter(content_type=kind, object_id=notice.pk)


def with_track(world, event, kind, *, hours_ago=0, by=None):
    """Add a track by hand, as if one became aware some hours ago."""
    return add_track(
        fresh(event), kind=kind, aware_at=datetime.now(UTC) - timedelta(hours=hours_ago), by=by or world.kari
    )
