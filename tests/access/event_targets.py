"""Events and what hangs on them, behind the addresses of the matrix."""

from datetime import timedelta

from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.measures import link_measure
from deviations.actions.patterns import create_pattern, link_common_measure
from deviations.actions.readers import give_sight
from deviations.actions.reviews import add_item, plan_review
from deviations.choices import TrackKind
from deviations.models import DeviationSettings, EffectCheck
from deviations.queries.reviews import suggested
from deviations.rules.reviews import month_before
from kvalitet.history import actions as history
from tests.deviations.tracked import tracked
from tests.events import category_of, event, place_of


def event_targets(world) -> dict[str, dict[str, object]]:
    """Return the arguments by name: an event of the school, reported by Ola, about health and safety."""
    case = event(world)
    place = place_of(world, allows_public=True)
    with scopes_disabled():
        history.create(
            DeviationSettings, by=None, municipality=world.municipality, allows_anonymous=True, allows_public=True
        )
    return {
        **came_of(world, case),
        "avvik": {"uuid": case.uuid},
        "avvik.fortrolig": {"uuid": event(world, is_confidential=True).uuid},
        "avvik.leder": {"uuid": event(world, is_about_leader=True).uuid},
        "kategori": {"uuid": category_of(world).uuid},
        "sted": {"uuid": place.uuid},
        "sted+nøkkel": {"token": place.token},
        **review_targets(world),
        **track_targets(world),
    }


@scopes_disabled()
def track_targets(world) -> dict[str, dict[str, object]]:
    """Return a breach of privacy at the school that nobody has decided about, and one who follows such."""
    leak = tracked(world, TrackKind.PRIVACY)
    fields = {"kind": TrackKind.CYBER, "title": "Sikkerhetsleder", "starts": timezone.localdate(), "ends": None}
    reader = give_sight(world.heidi, municipality=world.municipality, **fields, by=world.kim)
    spor = {"uuid": leak.uuid, "kind": "privacy"}
    return {
        "avvik+vern": {"uuid": leak.uuid},
        "avvik+spor": spor,
        "avvik+plikt": {**spor, "duty": "datatilsynet"},
        "følger": {"uuid": reader.uuid},
    }


@scopes_disabled()
def came_of(world, case) -> dict[str, dict[str, object]]:
    """Return what an event of the school led to: a measure, a check that waits, and a pattern with a measure."""
    link = link_measure(case, world.measure, by=world.kari)
    day = timezone.localdate()
    fields = {"deviation": case, "municipality": case.municipality, "step": 30}
    check = history.create(EffectCheck, by=None, **fields, closed_on=day - timedelta(days=30), due=day)
    pattern = create_pattern(unit=world.skole, title="Fall", description="", events=[case, event(world)], by=world.kari)
    common = link_common_measure(pattern, world.measure, by=world.kari)
    return {
        "avvik.tiltak": {"uuid": link.uuid},
        "avvik.effekt": {"uuid": check.uuid},
        "mønster": {"uuid": pattern.uuid},
        "mønster+hendelse": {"uuid": pattern.uuid, "event": case.uuid},
        "mønster.tiltak": {"uuid": common.uuid},
    }


@scopes_disabled()
def review_targets(world) -> dict[str, dict[str, object]]:
    """Return the monthly review of the school, and a thing on its agenda."""
    today = timezone.localdate()
    told = {"month": month_before(today), "held_on": today, "seats": suggested(world.skole, today)}
    review = plan_review(world.skole, **told, sees=world.kari, by=world.kari)
    item = add_item(review, title="Vernerunden", by=world.kari)
    return {"gjennomgang": {"uuid": review.uuid}, "gjennomgang+sak": {"uuid": review.uuid, "item": item.uuid}}
