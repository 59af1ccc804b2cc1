"""The day an adaptation is looked at is a deadline of the nearest leader's alone, neutral in every word. [S4, S5]"""

from collections.abc import Iterable

from kvalitet.deadlines import actions as deadlines
from kvalitet.organisation.models import Person
from sickleave.models import Adaptation, Case
from sickleave.rules.words import TASK_TITLE

REMINDERS = (-2, 0)


def remind(adaptation: Adaptation, leader: Person | None, *, by: Person | None) -> None:
    """Let the leader look at whether it helps on its day; nobody does when there is no day or no leader."""
    case = adaptation.case
    if adaptation.evaluate_on is None or leader is None:
        close = deadlines.complete if adaptation.effect else deadlines.cancel
        close(adaptation, by=by)
        return
    deadlines.set_deadlines(
        adaptation,
        due=adaptation.evaluate_on,
        assignees=[deadlines.Assignee(person=leader)],
        title=str(TASK_TITLE),
        url=adaptation.get_absolute_url(),
        municipality=case.municipality,
        unit=case.unit,
        by=by,
        steps=REMINDERS,
        may_be_lent=False,
    )


def follow_leaders(cases: Iterable[Case], *, by: Person | None) -> None:
    """Let what is still to be looked at follow its case to the leader of today."""
    ids = [case.pk for case in cases]
    if not ids:
        return
    waiting = Adaptation.objects.filter(case__in=ids, evaluate_on__isnull=False).defer("what", "evaluation")
    for adaptation in waiting.select_related("case__municipality", "case__unit", "case__last_leader"):
        remind(adaptation, adaptation.case.last_leader, by=by)
