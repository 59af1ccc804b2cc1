"""What a unit still has to do, told to the one who closes it."""

from django.db.models import Count
from django.utils.translation import ngettext

from kvalitet.deadlines.models import Deadline
from kvalitet.deadlines.querysets import OPEN
from kvalitet.organisation.models import Unit


def open_tasks_of(unit: Unit) -> str:
    """Say how many open tasks lie on the unit itself, each counted once however many answer for it.

    What may be lent to nobody is told to nobody: it follows its person, not the unit.
    """
    rows = Deadline._base_manager.filter(OPEN, unit=unit, may_be_lent=True)
    number: int = rows.aggregate(number=Count("object_id", distinct=True))["number"]
    if not number:
        return ""
    return ngettext("%(n)d åpen oppgave", "%(n)d åpne oppgaver", number) % {"n": number}
