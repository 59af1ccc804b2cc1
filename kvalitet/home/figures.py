"""What the administrator's start page counts: how much of the set-up is lacking, each number with its rows."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.access.models import RoleAssignment
from kvalitet.access.scopes import scope_of
from kvalitet.figures.figure import Figure
from kvalitet.organisation.models import Person, Unit

SOON_DAYS = 60


def setup_lacks(user: Person, today: date) -> list[Figure]:
    """Count what the administrator should put right; nothing for anyone else."""
    held = scope_of(user).municipalities("setup.edit")
    if not held:
        return []
    municipalities = sorted(held)
    units = Unit.objects.visible_to(user).filter(municipality__in=municipalities).open_on(today)
    people = Person.objects.visible_to(user).filter(municipality__in=municipalities).active()
    roles = RoleAssignment.objects.visible_to(user).filter(municipality__in=municipalities)
    overview = reverse("setup:overview")
    return [
        _lack(_("Enheter uten leder"), units.without_leader(today).count(), overview, _("Velg leder")),
        _lack(
            _("Personer uten stilling"),
            people.without_position(today).count(),
            f"{reverse('setup:person-list')}?vis=uten-stilling",
            _("Legg til stilling"),
        ),
        _lack(
            _("Roller som snart utløper"),
            roles.ending_within(today, SOON_DAYS).count(),
            overview,
            _("Forleng eller avslutt"),
        ),
    ]


def _lack(name: str, count: int, url: str, todo: str) -> Figure:
    return Figure(
        name, count, url=url, state=todo if count else _("Ingenting mangler"), tone="warning" if count else "success"
    )
