"""Whose figures a person may see, and of which units."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from deviations.choices import Circle
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import below_paths
from kvalitet.organisation.rules import STEP_LENGTH

VERB = "deviations.figures"
CIRCLES = {Circle.NORMAL: "deviations.view", Circle.CONFIDENTIAL: "deviations.view_confidential"}


@dataclass(frozen=True)
class Part:
    """A unit right below the one shown, with all below it; or what lies on the unit itself."""

    path: str
    name: str
    uuid: UUID
    is_self: bool = False

    @property
    def label(self) -> str:
        """What lies on the unit itself is told from what lies below it."""
        return _("%(unit)s, felles") % {"unit": self.name} if self.is_self else self.name


@dataclass
class Places:
    """The units whose figures a person may see, in the order of the tree; one query."""

    user: Person
    units: list[Unit] = field(default_factory=list)

    @classmethod
    def of(cls, user: Person) -> "Places":
        """Find them."""
        scope = scope_of(user)
        roots, paths = scope.municipalities(VERB), scope.paths(VERB)
        if not roots and not paths:
            return cls(user)
        wanted = Q(municipality__in=sorted(roots)) | below_paths(paths)
        rows = (
            Unit.objects.visible_to(user)
            .filter(wanted)
            .select_related("municipality__deviation_settings")
            .order_by("path")
        )
        return cls(user, list(rows))

    @cached_property
    def tops(self) -> list[Unit]:
        """Where the person's sight begins, the own municipality first."""
        paths = {unit.path for unit in self.units}
        tops = [unit for unit in self.units if unit.path[:-STEP_LENGTH] not in paths]
        return sorted(tops, key=lambda unit: (unit.municipality_id != self.user.municipality_id, unit.path))

    def find(self, uuid: UUID) -> Unit | None:
        """Return one of them."""
        return next((unit for unit in self.units if unit.uuid == uuid), None)

    def below(self, unit: Unit) -> list[Unit]:
        """Return a unit and all below it, closed ones too: their events are history."""
        return [one for one in self.units if one.path.startswith(unit.path)]

    def above(self, unit: Unit) -> list[Unit]:
        """Return the way down to a unit, as far as the person sees figures."""
        return [one for one in self.units if unit.path.startswith(one.path) and one is not unit]

    def parts(self, unit: Unit) -> list[Part]:
        """Return the units right below in the order of the tree, the unit itself first."""
        length = len(unit.path) + STEP_LENGTH
        below = [one for one in self.units if len(one.path) == length and one.path.startswith(unit.path)]
        return [Part(unit.path, unit.name, unit.uuid, True), *(Part(one.path, one.name, one.uuid) for one in below)]


def coverage(user: Person, unit: Unit) -> str:
    """Say which events the figures are made of: two people may see different numbers, and both be right."""
    scope = scope_of(user)

    def holds(verb: str) -> bool:
        return scope.covers(verb, municipality_id=unit.municipality_id, unit_id=unit.pk)

    if not holds(CIRCLES[Circle.NORMAL]):
        return _("Tallene omfatter HMS-sakene du har innsyn i. Andre saker er ikke talt med.")
    if holds(CIRCLES[Circle.CONFIDENTIAL]):
        return _(
            "Tallene omfatter vanlige og fortrolige saker du har innsyn i, men ikke saker som bare er for navngitte."
        )
    return _("Tallene omfatter vanlige saker. Fortrolige saker er ikke talt med.")
