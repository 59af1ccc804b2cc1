"""Municipality, unit tree with dates, people and positions. [P1, P3]"""

from kvalitet.organisation.models.fields import ends_after_start, period, sort_key
from kvalitet.organisation.models.people import Leadership, Person, PersonManager, Position
from kvalitet.organisation.models.places import (
    Municipality,
    Placement,
    ServiceArea,
    Shareable,
    Unit,
    UnitMembership,
)

__all__ = [
    "Leadership",
    "Municipality",
    "Person",
    "PersonManager",
    "Placement",
    "Position",
    "ServiceArea",
    "Shareable",
    "Unit",
    "UnitMembership",
    "ends_after_start",
    "period",
    "sort_key",
]
