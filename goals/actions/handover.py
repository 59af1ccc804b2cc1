"""What people who have left still answer for, and letting another take over. [I11]"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from goals.actions.groups import save_group
from goals.actions.measures import ResponsibleChoice, edit_measure
from goals.choices import OPEN_STATUSES, PlanStatus
from goals.models import Group, Measure, Responsible
from kvalitet.organisation.models import Municipality, Person

MEASURE, GROUP = "measure", "group"


def _open_measures(measures: "QuerySet[Measure]") -> "QuerySet[Measure]":
    """Measures with something left to do, in plans that can still be changed."""
    found = measures.filter(tasks__status__in=OPEN_STATUSES).exclude(plan__status=PlanStatus.CLOSED)
    return found.order_by("due", "pk").distinct()


def waiting(municipality: Municipality) -> dict[int, int]:
    """Count the open measures, and the groups, of each person who has left."""
    rows = Responsible._base_manager.filter(
        municipality=municipality, person__is_active=False, measure__tasks__status__in=OPEN_STATUSES
    ).exclude(measure__plan__status=PlanStatus.CLOSED)
    counts = dict(rows.values_list("person").annotate(n=Count("measure", distinct=True)).order_by())
    groups = Group._base_manager.filter(municipality=municipality, people__is_active=False)
    for person, number in groups.values_list("people").annotate(n=Count("pk", distinct=True)).order_by():
        counts[person] = counts.get(person, 0) + number
    return counts


def measures_of(person: Person, user: Person) -> "QuerySet[Measure]":
    """Return the open measures a person answers for, as far as the one who looks may see them."""
    mine = Responsible._base_manager.filter(person=person).values("measure")
    return _open_measures(Measure.objects.visible_to(user).filter(pk__in=mine)).select_related("unit", "plan")


def groups_of(person: Person, user: Person) -> "QuerySet[Group]":
    """Return the groups of people a person is in."""
    return Group.objects.visible_to(user).filter(people=person).order_by("name")


@transaction.atomic
def give(person: Person, to: Person, keys: Collection[str], by: Person) -> int:
    """Let another answer for measures, and stand in groups, instead of a person. Returns how many things moved."""
    reason = _("Overtatt etter %(person)s.") % {"person": person}
    moved = 0
    for measure in measures_of(person, by):
        if f"{MEASURE}-{measure.uuid}" in keys:
            rows = list(measure.responsibles.select_related("person", "group"))
            edit_measure(measure, responsible=_replaced(rows, person, to), by=by, reason=reason)
            moved += 1
    for group in groups_of(person, by):
        if f"{GROUP}-{group.uuid}" in keys:
            people = [one for one in group.people.all() if one != person]
            people += [to] if to not in people else []
            save_group(
                group,
                municipality=group.municipality,
                name=group.name,
                rule=group.rule,
                units=group.units.all(),
                people=people,
                by=by,
            )
            moved += 1
    return moved


def _replaced(rows: list[Responsible], person: Person, to: Person) -> list[ResponsibleChoice]:
    """The same responsible as before, with one person instead of the other, and nobody twice."""
    found: list[ResponsibleChoice] = []
    for row in rows:
        one = ResponsibleChoice(
            person=to if row.person == person else row.person,
            group=row.group,
            position_title=row.position_title,
            source_text=row.source_text,
            role=row.role,
        )
        if one.person is None or one.person not in {other.person for other in found}:
            found.append(one)
    return found
