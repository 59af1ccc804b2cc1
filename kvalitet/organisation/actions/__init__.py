"""The only writer of the organisation. [P1, P3]"""

from kvalitet.organisation.actions.municipality import edit_municipality, save_service_area
from kvalitet.organisation.actions.people import add_position, create_person, edit_person, end_position, set_active
from kvalitet.organisation.actions.units import (
    apply_placements,
    close_unit,
    create_municipality,
    create_unit,
    edit_unit,
    move_unit,
    set_leader,
)

__all__ = [
    "add_position",
    "apply_placements",
    "close_unit",
    "create_municipality",
    "create_person",
    "create_unit",
    "edit_municipality",
    "edit_person",
    "edit_unit",
    "end_position",
    "move_unit",
    "save_service_area",
    "set_active",
    "set_leader",
]
