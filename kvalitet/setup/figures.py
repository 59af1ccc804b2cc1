"""What lacks in the set-up: each number with the rows it counts, and where it is mended. [P15]"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.organisation.querysets import valid_on

SHOWN = 8
NEEDED = (Role.CHIEF, Role.HR, Role.QUALITY, Role.SAFETY)


@dataclass(frozen=True)
class Lack:
    """A check: how many lack it, the first of them with an address each, and where all are mended."""

    name: str
    value: int
    why: str
    fine: str
    url: str
    todo: str
    rows: list[tuple[str, str]] = field(default_factory=list)


def lacks_of(user: Person, municipality: Municipality, today: date) -> list[Lack]:
    """Make every check, fine or not."""
    units = Unit.objects.visible_to(user).filter(municipality=municipality).open_on(today).order_by("path")
    people = Person.objects.visible_to(user).filter(municipality=municipality).active()
    people = people.order_by("sort_key", "first_name", "id")
    posts = valid_on(today, "positions__")
    staffed = Unit._base_manager.filter(posts, positions__person__is_active=True).values("pk")
    listed = reverse("setup:person-list")
    return [
        _roles(user, municipality, today),
        _lack(
            _("Enheter uten leder"),
            units.without_leader(today),
            _("Oppgaver til lederen går til lederen over."),
            _("Alle enheter har en leder."),
            (reverse("setup:unit-tree"), _("Velg leder")),
        ),
        _lack(
            _("Enheter uten ansatte"),
            units.exclude(pk__in=staffed).filter(children=None),
            _("Er de i bruk? Ellers kan de legges ned."),
            _("Alle enheter nederst i organisasjonen har ansatte."),
            (reverse("setup:unit-tree"), _("Se organisasjonen")),
        ),
        _lack(
            _("Personer uten stilling"),
            people.without_position(today),
            _("De har ingen enhet, og derfor ingen nærmeste leder."),
            _("Alle har en stilling."),
            (f"{listed}?vis=uten-stilling", _("Legg til stilling")),
        ),
        _lack(
            _("Personer uten e-post"),
            people.filter(email=""),
            _("De får varsler bare i Kvalitet, og kan ikke få lenke til passord."),
            _("Alle har en e-postadresse."),
            (listed, _("Legg til e-post")),
        ),
    ]


def _lack(name: str, rows: Any, why: str, fine: str, mended: tuple[str, str]) -> Lack:
    shown = [(str(row), row.get_absolute_url()) for row in rows[:SHOWN]]
    return Lack(name, rows.count(), why, fine, mended[0], mended[1], shown)


def _roles(user: Person, municipality: Municipality, today: date) -> Lack:
    held = RoleAssignment.objects.visible_to(user).valid_on(today).filter(municipality=municipality)
    present = set(held.filter(person__is_active=True).values_list("role", flat=True))
    missing: Iterable[Role] = [role for role in NEEDED if role not in present]
    url = reverse("setup:start-roles")
    rows = [(str(role.label), url) for role in missing]
    return Lack(
        _("Roller ingen har"),
        len(rows),
        _("Uten dem er det ingen som godkjenner planer, eller får varsler til rollen."),
        _("Kommunedirektør, HR, kvalitetsrådgiver og verneombud er på plass."),
        url,
        _("Gi roller"),
        rows,
    )
