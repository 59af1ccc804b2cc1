"""Deadlines of steps: the nearest leader's alone, neutral in every word. [S2, S5]"""

from collections.abc import Iterable

from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import Person
from sickleave.choices import LEADER_STEPS, STATUTORY_STEPS, CaseState, MilestoneState
from sickleave.models import Milestone
from sickleave.rules.words import TASK_TITLE

REMINDERS = (-7, -2, 0, 1)
"""Days from the legal day. One miss only, so that no leader above is ever told; HR is, by the nightly pass."""


def set_for(steps: Iterable[Milestone], *, by: Person | None) -> None:
    """Let the deadlines of these steps be what the steps say: open for the leader, moved, done or gone."""
    fresh = []
    rows = [row for row in steps if row.step in LEADER_STEPS]
    known = _known(rows)
    for row in rows:
        if row.state == MilestoneState.DONE:
            deadlines.complete(row, by=by)
        elif row.state != MilestoneState.WAITING or row.case.state != CaseState.OPEN or not row.case.last_leader_id:
            if row.pk in known:
                deadlines.cancel(row, by=by)
        elif row.pk in known:
            _set(row, by)
        else:
            fresh.append(row)
    deadlines.set_new(_wanted(row) for row in fresh)


def _known(rows: list[Milestone]) -> set[int]:
    return set(Deadline.objects.of_many(Milestone, [row.pk for row in rows]).values_list("object_id", flat=True))


def _set(row: Milestone, by: Person | None) -> None:
    one = _wanted(row)
    deadlines.set_deadlines(
        row,
        due=one.due,
        assignees=one.assignees,
        title=one.title,
        url=one.url,
        municipality=one.municipality,
        unit=one.unit,
        by=by,
        statutory=one.statutory,
        steps=one.steps,
        may_be_lent=False,
    )


def _wanted(row: Milestone) -> deadlines.NewDeadline:
    case = row.case
    return deadlines.NewDeadline(
        obj=row,
        due=row.due,
        assignees=[deadlines.Assignee(person=Person(pk=case.last_leader_id))],
        title=str(TASK_TITLE),
        url=case.get_absolute_url(),
        municipality=case.municipality,
        unit=case.unit,
        statutory=row.step in STATUTORY_STEPS,
        steps=REMINDERS,
        may_be_lent=False,
    )
