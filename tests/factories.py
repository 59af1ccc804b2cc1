"""Extra rows beside the named people, made through actions."""

from datetime import date

import factory

from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Person, Position, Unit

OPENED = date(2020, 1, 1)


class UnitFactory(factory.Factory):
    """A unit below `parent` (required)."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"Enhet {number}")
    kind = UnitKind.UNIT
    opened = OPENED
    by = None

    @classmethod
    def _create(cls, model_class, *args, **fields):
        return organisation.create_unit(**fields)


class PersonFactory(factory.Factory):
    """A person of `municipality` (required)."""

    class Meta:
        model = Person

    username = factory.Sequence(lambda number: f"person{number}")
    first_name = factory.Sequence(lambda number: f"Fornavn{number}")
    last_name = factory.Sequence(lambda number: f"Etternavn{number}")
    email = factory.LazyAttribute(lambda made: f"{made.username}@fjordvik.example")
    by = None

    @classmethod
    def _create(cls, model_class, *args, **fields):
        return organisation.create_person(**fields)


class PositionFactory(factory.Factory):
    """A post for `person` in `unit` (both required)."""

    class Meta:
        model = Position

    title = "Fagarbeider"
    percentage = 100
    starts = OPENED
    by = None

    @classmethod
    def _create(cls, model_class, *args, person, **fields):
        return organisation.add_position(person, **fields)
