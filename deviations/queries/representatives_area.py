"""«Mitt område»: what a representative has to answer, the events, measures and red risks of the area. [D11]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import CLOSED_STATES, LIVE_RISKS, OPEN_STATES, Seriousness, State
from deviations.models import Consultation, Deviation, DeviationMeasure, Risk
from deviations.queries.lists import next_due
from deviations.queries.matrices import Versions
from deviations.queries.measures import MeasureRow, measure_rows
from deviations.queries.representatives import area, cleaned
from deviations.rules.looks import SERIOUSNESS_COLORS, STATE_COLORS
from goals.choices import OPEN_STATUSES
from goals.models import Measure
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person
from kvalitet.web.words import DeadlineWords, deadline_words

RECENT = timedelta(days=90)
MOST_MEASURES = 10
MOST_RISKS = 10
SHOWN = {"": OPEN_STATES, "lukket": CLOSED_STATES}


@dataclass(frozen=True)
class EventRow:
    """An event of the area, with nothing in it that tells who."""

    event: Deviation
    seriousness: str
    seriousness_color: str
    state: str
    state_color: str
    due: DeadlineWords | None


def events_of(user: Person, shown: str) -> Any:
    """Return the events of the area, newest first."""
    rows = Deviation.objects.visible_to(user).filter(area(scope_of(user)), state__in=sorted(SHOWN[shown]))
    return rows.select_related("unit", "municipality").order_by("-created_at", "-pk")


def event_rows(events: Sequence[Deviation], user: Person, today: date) -> list[EventRow]:
    """Make rows of the events of a page, cleaned of names and health."""
    cleaned(events, user)
    due = next_due([event.pk for event in events])
    return [
        EventRow(
            event=event,
            seriousness=str(Seriousness(event.seriousness).label),
            seriousness_color=SERIOUSNESS_COLORS[Seriousness(event.seriousness)],
            state=str(State(event.state).label),
            state_color=STATE_COLORS[State(event.state)],
            due=deadline_words(due[event.pk], today) if event.pk in due else None,
        )
        for event in events
    ]


def waiting_for(user: Person) -> list[Consultation]:
    """Return the cases the person is asked about and hasn't answered, the first due first."""
    rows = Consultation.objects.visible_to(user).filter(person=user, answered_at=None, ended_at=None)
    open_ones = rows.filter(deviation__state__in=sorted(OPEN_STATES)).select_related("deviation__unit")
    found = list(open_ones.select_related("deviation__municipality").order_by("due", "pk")[:50])
    cleaned([row.deviation for row in found], user)
    return found


def measures_of_area(user: Person, today: date) -> tuple[list[MeasureRow], int]:
    """Return the open measures after events of the area, the first due first, and how many there are."""
    scope = scope_of(user)
    here = scope.q("deviations.comment", unit="deviation__unit_id")
    links = DeviationMeasure.objects.visible_to(user).filter(here, deviation__is_hse=True)
    ids = list(links.order_by().values_list("measure_id", flat=True).distinct()[:2000])
    found: Any = Measure.objects.filter(pk__in=ids).with_status()
    waiting = [row for row in found if row.status in OPEN_STATUSES]
    waiting.sort(key=lambda row: (row.due is None, row.due or today, row.pk))
    first = {row.pk: number for number, row in enumerate(waiting[:MOST_MEASURES])}
    shown = {link.measure_id: link for link in links.filter(measure__in=list(first)).order_by("-pk")}
    rows = sorted(shown.values(), key=lambda link: first[link.measure_id])
    return measure_rows(user, rows, today), len(waiting)


def red_risks(user: Person) -> list[tuple[Risk, str]]:
    """Return the risks of the area in the highest band of the matrix they were assessed by, the greatest first."""
    here = scope_of(user).q("deviations.comment")
    rows = Risk.objects.visible_to(user).filter(here, state__in=sorted(LIVE_RISKS), risk_score__isnull=False)
    found = list(rows.select_related("unit").order_by("-risk_score", "-pk")[:200])
    versions = Versions({risk.municipality_id for risk in found})
    red = []
    for risk in found:
        matrix = versions.content(risk.matrix_version_id, risk.municipality_id)
        if matrix.bands and risk.risk_band == matrix.bands[-1].key:
            red.append((risk, f"{matrix.bands[-1].name} ({risk.risk_score})"))
    return red[:MOST_RISKS]


def conclusion(user: Person, today: date) -> str:
    """Say in a sentence how it stands in the area; one query."""
    rows = Deviation.objects.visible_to(user).filter(area(scope_of(user)))
    count = rows.aggregate(
        open=Count("pk", filter=Q(state__in=sorted(OPEN_STATES))),
        closed=Count("pk", filter=Q(state__in=sorted(CLOSED_STATES), closed_at__date__gte=today - RECENT)),
        serious=Count("pk", filter=Q(state__in=sorted(OPEN_STATES), seriousness__gte=Seriousness.SERIOUS)),
    )
    text = ngettext("%(open)s åpen HMS-sak i området ditt", "%(open)s åpne HMS-saker i området ditt", count["open"])
    rest = _("%(serious)s alvorlige eller kritiske. %(closed)s er lukket de siste 90 dagene.")
    return f"{text % count}, {rest % count}"
