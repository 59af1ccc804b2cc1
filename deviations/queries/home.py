"""What the start page shows of events: one's own, those that wait for one, and those nobody has taken hold of. [P7]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import Circle, State
from deviations.models import Deviation
from deviations.queries.lists import waiting_for
from deviations.queries.representatives import clean_rows
from deviations.queries.settings import settings_for
from deviations.querysets import DeviationQuerySet
from deviations.rules.looks import SERIOUSNESS_COLORS, STATE_COLORS
from kvalitet.organisation.models import Person
from kvalitet.web.listing import COUNT_CAP, NEWEST
from kvalitet.web.templatetags.ds import dato

MOST_SHOWN = 4
FIELDS = ("uuid", "number", "title", "state", "circle", "seriousness", "created_at", "unit__name")
OLDEST_FIRST = ("created_at", "id")
NEWEST_FIRST = tuple(f"-{name}" for name in NEWEST)


@dataclass(frozen=True)
class Some:
    """How many events there are of a kind, the day of the oldest, and some of them."""

    count: int
    oldest: date | None
    rows: list[dict[str, Any]]

    @property
    def is_capped(self) -> bool:
        """Whether there are more than anybody counts."""
        return self.count > COUNT_CAP


def own_events(user: Person, *, only_open: bool = False) -> list[dict[str, Any]]:
    """Return the newest the person has reported, those that ask something of the person first; one query."""
    rows: DeviationQuerySet = Deviation.objects.visible_to(user).filter(reporter=user.pk)
    rows = (rows.open() if only_open else rows).order_by(*NEWEST_FIRST)
    found = [_row(row) for row in rows.values(*FIELDS)[:MOST_SHOWN]]
    return sorted(found, key=lambda row: not row["asks"])


def waiting_events(user: Person) -> Some:
    """Return what waits for the person, the oldest first; one query beside those that say which units are theirs."""
    return _some(Deviation.objects.visible_to(user).filter(waiting_for(user)), user)


def unhandled_events(user: Person, now: datetime) -> Some:
    """Return what nobody has received though the days for it have passed; weekends are given for free. [D2]"""
    days = settings_for(user.municipality_id or 0).receipt_working_days
    limit = now - timedelta(days=days + 2 * (days // 5 + 1))
    rows = Deviation.objects.visible_to(user).filter(state=State.REPORTED, created_at__lt=limit)
    return _some(rows, user)


def hse_events(user: Person) -> Some:
    """Return open events of health, safety and environment in the person's area, the newest first."""
    rows = Deviation.objects.visible_to(user).filter(~Q(reporter=user.pk) | Q(reporter=None), is_hse=True)
    return _some(rows.open(), user, order=NEWEST_FIRST)


def _some(rows: DeviationQuerySet, user: Person, order: tuple[str, ...] = OLDEST_FIRST) -> Some:
    found = list(rows.order_by(*order).values(*FIELDS)[: COUNT_CAP + 1])
    oldest = min((row["created_at"] for row in found), default=None)
    day = timezone.localdate(oldest) if oldest else None
    shown = found[:MOST_SHOWN]
    clean_rows(shown, user)
    return Some(len(found), day, [_row(row) for row in shown])


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Make a row; the title of what isn't for all doesn't stand on a page that is open all day."""
    is_open_to_roles = row["circle"] == Circle.NORMAL
    title = row["title"] if is_open_to_roles else _("En fortrolig sak (nr. %(number)s)") % {"number": row["number"]}
    return {
        "url": reverse("deviations:deviation-detail", args=[row["uuid"]]),
        "title": title,
        "facts": _("Meldt %(day)s · %(unit)s") % {"day": dato(row["created_at"]), "unit": row["unit__name"]},
        "state": str(State(row["state"]).label),
        "state_color": STATE_COLORS[row["state"]],
        "seriousness_color": SERIOUSNESS_COLORS[row["seriousness"]],
        "asks": row["state"] == State.RETURNED,
    }
