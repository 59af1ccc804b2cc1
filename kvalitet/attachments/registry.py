"""What the owners of objects hang up here, so that files can be attached to them. [P8]

register_attachable(Measure, kind="tiltak", place="measure", add_verb="goals.edit")
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Attachable:
    """How files are attached to one model; whoever sees the object sees its files."""

    model: type[Model]
    kind: str
    add_verb: str
    place: str
    select: tuple[str, ...]

    def rows(self) -> Any:
        """Return the model's rows, to be narrowed by `visible_to`."""
        manager: Any = self.model._default_manager
        return manager.select_related(*self.select) if self.select else manager.all()


_attachables: dict[type[Model], Attachable] = {}


def register_attachable(
    model: type[Model], *, kind: str, add_verb: str, place: str = "", select: tuple[str, ...] = ()
) -> None:
    """Let files be attached to objects of the model, by those who may `add_verb`.

    `kind` is its word in addresses. `place` is where its page shows panels, if the files are to be shown there.
    `select` names what the verb's rule and the object's address need.
    """
    _attachables[model] = Attachable(model, kind, add_verb, place, select)


def attachable_of(model: type[Model]) -> Attachable:
    """Return how files are attached to the model. Raises KeyError when they can't be."""
    return _attachables[model]


def attachable_called(kind: str) -> Attachable | None:
    """Return what an address calls by this word."""
    return next((one for one in _attachables.values() if one.kind == kind), None)


def attachables() -> list[Attachable]:
    """Return every model that files can be attached to."""
    return list(_attachables.values())
