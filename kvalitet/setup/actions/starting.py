"""The quick forms of the first set-up: several roles, or several service areas, at once. [P15]"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.organisation.actions import save_service_area, set_leader
from kvalitet.organisation.models import Leadership, Municipality, Person, Unit


@transaction.atomic
def give_roles(municipality: Municipality, *, roles: Iterable[tuple[str, Person]], by: Person) -> int:
    """Give roles on the whole municipality; one already held is passed by. The chief executive leads it too."""
    today = timezone.localdate()
    root = Unit.objects.get(municipality=municipality, parent=None)
    held = RoleAssignment.objects.valid_on(today).filter(unit=root)
    present = set(held.values_list("role", "person_id"))
    given = 0
    for role, person in roles:
        if (role, person.pk) not in present:
            give_role(person, role=role, unit=root, starts=today, by=by, reason=_("Første oppsett."))
            present.add((role, person.pk))
            given += 1
        if role == Role.CHIEF and not Leadership.objects.valid_on(today).filter(unit=root).exists():
            set_leader(root, person=person, starts=today, by=by, reason=_("Første oppsett."))
    return given


@transaction.atomic
def add_areas(municipality: Municipality, *, names: Sequence[str], by: Person) -> int:
    """Make service areas without units; which units belong is set on each. Returns how many."""
    for name in names:
        save_service_area(None, municipality=municipality, name=name, units=[], by=by)
    return len(names)
