"""What the search finds of events. Only what the person may see is ever asked, also for «Mente du …». [P9]"""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deviations.choices import Circle, Kind, State
from deviations.models import Deviation
from deviations.queries.representatives import NEEDED, cleaned
from deviations.queries.veils import veil_of
from kvalitet.organisation.models import Unit
from kvalitet.search.registry import Hit, SearchSource
from kvalitet.web.templatetags.ds import dato, tall


def deviation_hit(event: Deviation) -> Hit:
    """Show an event to one who may see it; what isn't for all is said to be so."""
    facts = [_("Nr. %(number)s") % {"number": event.number}, event.unit.name, dato(event.created_at)]
    if event.kind != Kind.DEVIATION:
        facts.insert(0, str(event.get_kind_display()))
    if event.circle != Circle.NORMAL:
        facts.append(str(Circle(event.circle).label))
    return Hit(event.title, event.get_absolute_url(), tuple(facts), (event.description,), str(State(event.state).label))


def _rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    shown = ("uuid", "number", "title", "kind", "state", "circle", "created_at", "description", "unit__name")
    return rows.select_related("unit", "municipality").only(*shown, *NEEDED)


def _clean(events: list[Any], user: Any) -> None:
    """Take names and health out for those who only represent others."""
    cleaned(events, user, names=("title", "description"))


def _in_unit(unit: Unit) -> Q:
    return Q(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~")


def _year(year: int) -> Q:
    """Match what was reported in a year."""
    starts, ends = (timezone.make_aware(datetime.combine(date(one, 1, 1), time())) for one in (year, year + 1))
    return Q(created_at__gte=starts, created_at__lt=ends)


SOURCES = (
    SearchSource(
        key="avvik",
        model=Deviation,
        label=gettext_lazy("Avvik og forbedring"),
        counted=lambda n: ngettext("%(n)s sak", "%(n)s saker", n) % {"n": tall(n)},
        icon="ExclamationmarkTriangle",
        order=5,
        hit=deviation_hit,
        rows=_rows,
        clean=_clean,
        veil=veil_of,
        sort=("-created_at",),
        in_unit=_in_unit,
        in_year=_year,
    ),
)
WORDS = {
    "deviations:deviation-list": gettext_lazy("avvik forbedring hendelser nestenulykker klager forslag hms saker"),
    "deviations:report": gettext_lazy("melde avvik varsle si fra hendelse forslag klage"),
}
"""Other words people use for the entries of the menu."""
