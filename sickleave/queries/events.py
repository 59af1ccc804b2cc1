"""What has happened in a case, newest first, without a word of what was written. [S3]"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sickleave.actions.milestones import DONE, EXCEPTED, REOPENED
from sickleave.choices import AbsenceKind, Step
from sickleave.models import Absence, Case, Milestone
from sickleave.queries.standing import Standing

MOST = 60


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    on: date
    text: str
    who: str = ""


def events_of(case: Case, standing: Standing) -> list[Event]:
    """Return the absences and what was said of the steps, in one query beside those of the page."""
    found = [*map(_absence, standing.absences), *_steps(case)]
    if case.closed_on:
        found.append(Event(case.closed_on, _("Saken ble avsluttet")))
    return sorted(found, key=lambda event: event.on, reverse=True)[:MOST]


def _absence(row: Absence) -> Event:
    words = {"kind": row.get_kind_display(), "until": f"{row.ends:%d.%m.%Y}", "grade": row.grade}
    if row.kind == AbsenceKind.CERTIFIED:
        text = _("%(kind)s, %(grade)s prosent, til og med %(until)s") % words
    else:
        text = _("%(kind)s til og med %(until)s") % words
    return Event(row.starts, text)


def _steps(case: Case) -> list[Event]:
    history: Any = Milestone.history
    rows = history.filter(case_id=case.pk, history_change_reason__in=[DONE, EXCEPTED, REOPENED])
    return [_step(row) for row in rows.select_related("history_user").order_by("-history_date", "-history_id")[:MOST]]


def _step(row: Any) -> Event:
    words = {
        DONE: _("%(step)s: gjort"),
        EXCEPTED: _("%(step)s: unntak"),
        REOPENED: _("%(step)s: åpnet igjen"),
    }[row.history_change_reason]
    on = row.done_on if row.history_change_reason == DONE and row.done_on else row.history_date.date()
    return Event(on, words % {"step": Step(row.step).label}, str(row.history_user or ""))
