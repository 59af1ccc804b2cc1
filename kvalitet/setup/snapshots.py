"""Reads a municipality's organisation as it is at a moment, in a fixed number of queries."""

from datetime import date

from django.db.models import Count

from kvalitet.access.choices import Role
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.access.rules import VERBS, verbs_of
from kvalitet.deadlines.choices import Role as Task
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import Leadership, Municipality, Person, Position, Unit, UnitMembership
from kvalitet.setup.rules import Holder, Snapshot, UnitAt


def snapshot(municipality: Municipality, day: date) -> Snapshot:
    """Return units, roles with those who stand in, leaders and posts on a day."""
    units = {
        unit.pk: UnitAt(unit.pk, str(unit.uuid), unit.name, unit.path, unit.closed is None or unit.closed > day)
        for unit in Unit.objects.filter(municipality=municipality).order_by("path")
    }
    leaders = _leaders(municipality, day)
    holders = [*_given(municipality, day), *leaders]
    posts = Position.objects.valid_on(day).filter(unit__municipality=municipality, person__is_active=True)
    titles = [(title.strip().lower(), unit_id) for title, unit_id in posts.values_list("title", "unit_id")]
    by_unit = {holder.unit_id: holder for holder in leaders}
    rows = UnitMembership.objects.valid_on(day).filter(unit__municipality=municipality)
    members = frozenset(rows.values_list("municipality__name", "unit_id"))
    return Snapshot(units, [*holders, *_stand_ins(holders, day)], by_unit, titles, members)


def _name(person: Person) -> tuple[int, str, str]:
    return person.pk, str(person), str(person.uuid)


def _given(municipality: Municipality, day: date) -> list[Holder]:
    rows = RoleAssignment.objects.valid_on(day).filter(unit__municipality=municipality, person__is_active=True)
    return [
        Holder(
            row.person_id,
            str(row.person),
            str(row.person.uuid),
            row.role,
            row.get_role_display(),
            VERBS[row.role],
            row.unit_id,
        )
        for row in rows.select_related("person").order_by("id")
    ]


def _leaders(municipality: Municipality, day: date) -> list[Holder]:
    rows = Leadership.objects.valid_on(day).filter(unit__municipality=municipality, person__is_active=True)
    label, verbs = str(Role.LEADER.label), VERBS[Role.LEADER]
    return [
        Holder(*_name(row.person), Role.LEADER, label, verbs, row.unit_id)
        for row in rows.select_related("person").order_by("id")
    ]


def _stand_ins(holders: list[Holder], day: date) -> list[Holder]:
    """Those who stand in hold what they are lent."""
    people = {holder.person_id for holder in holders}
    rows = Deputy.objects.valid_on(day).filter(principal__in=people, deputy__is_active=True).select_related("deputy")
    found = []
    for row in rows.order_by("id"):
        for held in holders:
            lent = verbs_of(held.role, is_lent=True)
            if held.person_id == row.principal_id and lent:
                found.append(Holder(*_name(row.deputy), held.role, held.label, lent, held.unit_id))
    return found


def tasks_of_leaders(municipality: Municipality) -> dict[int, int]:
    """Count the open tasks that the leader of each unit answers for."""
    rows = Deadline._base_manager.filter(municipality=municipality, done_at=None, cancelled_at=None, role=Task.LEADER)
    return dict(rows.order_by().values_list("unit_id").annotate(Count("pk")))


def tasks_of_posts(municipality: Municipality) -> dict[tuple[int, str], int]:
    """Count the open tasks that the holders of a title in each unit answer for."""
    rows = Deadline._base_manager.filter(municipality=municipality, done_at=None, cancelled_at=None, role=Task.POSITION)
    counted = rows.order_by().values_list("unit_id", "position_title").annotate(number=Count("pk"))
    found: dict[tuple[int, str], int] = {}
    for unit_id, title, number in counted:
        key = (unit_id, title.strip().lower())
        found[key] = found.get(key, 0) + number
    return found
