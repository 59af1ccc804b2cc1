"""The only writer of the organisation. [P1, P3]"""

from kvalitet.organisation.actions.municipality import (
    add_member,
    close_service_area,
    edit_municipality,
    end_member,
    save_service_area,
)
from kvalitet.organisation.actions.people import (
    add_position,
    create_person,
    edit_person,
    end_position,
    move_posts,
    set_active,
)
from kvalitet.organisation.actions.units import (
    apply_placements,
    close_unit,
    create_municipality,
    create_unit,
    edit_unit,
    merge_unit,
    move_unit,
    rename_unit,
    set_leader,
)

__all__ = [
    "add_member",
    "add_position",
    "apply_placements",
    "close_service_area",
    "close_unit",
    "create_municipality",
    "create_person",
    "create_unit",
    "edit_municipality",
    "edit_person",
    "edit_unit",
    "end_member",
    "end_position",
    "merge_unit",
    "move_posts",
    "move_unit",
    "rename_unit",
    "save_service_area",
    "set_active",
    "set_leader",
]
