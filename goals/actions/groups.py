"""Groups that can be responsible. [G4]"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

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
    else:
        group = history.lock(group, as_read=True)
    units, people = list(units), list(people)
    told = [*_told(set(group.units.all()), set(units)), *_told(set(group.people.all()), set(people))]
    changes = {"name": name, "rule": rule, "units": units, "people": people}
    group = history.apply(group, changes, by=by, reason=" ".join(told))
    measures = Measure._base_manager.filter(responsibles__group=group).exclude(plan__status=PlanStatus.CLOSED)
    for measure in measures.select_related("plan", "municipality", "unit").distinct():
        sync_tasks(measure, by=by)
    return group


def _told(before: set[Any], after: set[Any]) -> list[str]:
    """Say who came and went, for the history: it keeps no sets."""
    came = sorted(str(row) for row in after - before)
    went = sorted(str(row) for row in before - after)
    told = [_("La til %(names)s.") % {"names": ", ".join(came)}] if came else []
    return told + ([_("Tok bort %(names)s.") % {"names": ", ".join(went)}] if went else [])
