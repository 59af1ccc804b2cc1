"""Of which units a person sees the figures of sick leave."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import below_paths
from kvalitet.organisation.rules import STEP_LENGTH

VERB = "sickleave.figures"


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
        return cls(user, list(Unit.objects.visible_to(user).filter(wanted).order_by("path")))

    @cached_property
    def tops(self) -> list[Unit]:
        """Where the person's sight begins, the own municipality first."""
        paths = {unit.path for unit in self.units}
        tops = [unit for unit in self.units if unit.path[:-STEP_LENGTH] not in paths]
        return sorted(tops, key=lambda unit: (unit.municipality_id != self.user.municipality_id, unit.path))

    def find(self, uuid: UUID) -> Unit | None:
        """Return one of them."""
        return next((unit for unit in self.units if unit.uuid == uuid), None)

    def above(self, unit: Unit) -> list[Unit]:
        """Return the way down to a unit from where the sight begins, without the unit itself."""
        return [one for one in self.units if unit.path.startswith(one.path) and one.pk != unit.pk]

    def way(self, unit: Unit) -> list[str]:
        """Return the paths from where the sight begins down to the unit."""
        return [*(one.path for one in self.above(unit)), unit.path]

    def below(self, unit: Unit) -> list[Unit]:
        """Return the units right below, by name: no order says that one is better than another."""
        length = len(unit.path) + STEP_LENGTH
        rows = [one for one in self.units if len(one.path) == length and one.path.startswith(unit.path)]
        return sorted(rows, key=lambda one: (one.name.casefold(), one.pk))
