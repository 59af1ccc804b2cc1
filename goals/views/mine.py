"""Which tasks a person answers for, whatever else the person's roles allow."""

from dataclasses import dataclass

from django.db.models import Q

from goals.choices import PlanStatus
from goals.models import MeasureTask
from goals.policies import responsible_for
from goals.querysets import MeasureTaskQuerySet
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person


@dataclass(frozen=True)
class Answers:
    """The units a person (or one they stand in for) leads, and the measures where they are named."""

    units: frozenset[int]
    measures: frozenset[int]

    def covers(self, task: MeasureTask) -> bool:
        """Whether the task is theirs."""
        return task.measure_id in self.measures if task.is_shared else task.unit_id in self.units


def answers_of(user: Person) -> Answers:
    """Look up what the person answers for today."""
    scope = scope_of(user)
    return Answers(scope.led_units, responsible_for(scope))


def my_tasks(user: Person) -> MeasureTaskQuerySet:
    """Return the open tasks of published plans the person answers for, soonest first."""
    answers = answers_of(user)
    mine = Q(is_shared=False, unit__in=sorted(answers.units)) | Q(is_shared=True, measure__in=sorted(answers.measures))
    found = MeasureTask.objects.visible_to(user).open().filter(mine, measure__plan__status=PlanStatus.PUBLISHED)
    return found.for_list().order_by("due", "pk")
