"""What holds for the whole municipality, and service areas across its units. [P1]"""

from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person, ServiceArea, Unit


@transaction.atomic
def edit_municipality(municipality: Municipality, *, name: str, stale_after_days: int, by: Person) -> Municipality:
    """Change the name, of the root unit too, and when a status counts as stale."""
    root = history.lock(Unit.objects.get(municipality=municipality, parent=None))
    history.apply(root, {"name": name}, by=by)
    changes = {"name": name, "stale_after_days": stale_after_days}
    return history.apply(history.lock(municipality, as_read=True), changes, by=by)


@transaction.atomic
def save_service_area(
    area: ServiceArea | None, *, municipality: Municipality, name: str, units: list[Unit], by: Person
) -> ServiceArea:
    """Make or change a service area and the units in it; the units are told in the reason."""
    if area is None:
        area = history.create(ServiceArea, by=by, municipality=municipality, name=name)
    else:
        area = history.lock(area, as_read=True)
    before = set(area.units.all())
    told = [_("La til %(unit)s.") % {"unit": unit} for unit in units if unit not in before]
    told += [_("Tok bort %(unit)s.") % {"unit": unit} for unit in before if unit not in units]
    return history.apply(area, {"name": name, "units": units}, by=by, reason=" ".join(told))
