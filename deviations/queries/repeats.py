"""How much of what is reported is something that goes on and on. [D7, D10]

Two events of one category in a big unit are seldom the same thing, so a category is no measure of what repeats:
an event has come again when people have put it in a pattern.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.models import Deviation, Pattern, PatternEvent
from kvalitet.organisation.models import Person


@dataclass(frozen=True)
class Repeats:
    """Events reported in a period, and those of them that belong to a pattern."""

    reported: int
    repeated: int

    @property
    def share(self) -> float | None:
        """The share that goes on and on, from 0 to 1; none where nothing was reported."""
        return self.repeated / self.reported if self.reported else None


def in_pattern(user: Person) -> Q:
    """Match events of a pattern that the person may see."""
    seen = Pattern.objects.visible_to(user).order_by().values("pk")
    return Q(Exists(PatternEvent._base_manager.filter(deviation=OuterRef("pk"), pattern__in=seen)))


def repeats(user: Person, rows: QuerySet[Deviation], *, since: datetime, until: datetime) -> Repeats:
    """Count what was reported in a period, and what of it is in a pattern; `rows` starts with `visible_to`."""
    kept = rows.filter(created_at__gte=since, created_at__lt=until).order_by()
    found = kept.aggregate(reported=Count("pk"), repeated=Count("pk", filter=in_pattern(user)))
    return Repeats(found["reported"], found["repeated"])


def told(found: Repeats, days: int) -> str:
    """«12 av 120 hendelser de siste 90 dagene hører til et mønster.»"""
    if not found.reported:
        return ""
    text = ngettext(
        "%(repeated)s av %(reported)s hendelse de siste %(days)s dagene hører til et mønster.",
        "%(repeated)s av %(reported)s hendelser de siste %(days)s dagene hører til et mønster.",
        found.reported,
    )
    return text % {"repeated": found.repeated or _("Ingen"), "reported": found.reported, "days": days}
