"""Groups that can be responsible. [G4]"""

from collections.abc import Iterable

from django.db import transaction

from goals.actions.tasks import sync_tasks
from goals.choices import PlanStatus
from goals.models import Group, Measure
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person, Unit


@transaction.atomic
def save_group(
    group: Group | None,
    *,
    municipality: Municipality,
    name: str,
    rule: str,
    units: Iterable[Unit] = (),
    people: Iterable[Person] = (),
    by: Person | None,
) -> Group:
    """Make or change a group; measures given to it get or lose tasks at once."""
    if group is None:
        group = history.create(Group, by=by, municipality=municipality, name=name, rule=rule)
    group = history.apply(group, {"name": name, "rule": rule, "units": list(units), "people": list(people)}, by=by)
    measures = Measure._base_manager.filter(responsibles__group=group).exclude(plan__status=PlanStatus.CLOSED)
    for measure in measures.select_related("plan", "municipality", "unit").distinct():
        sync_tasks(measure, by=by)
    return group
