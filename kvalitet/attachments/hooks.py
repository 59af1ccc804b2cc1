"""Hangs the panel of files up on the pages of those who have asked for it; they come before this app."""

from typing import Any

from kvalitet.attachments.queries import panel_of
from kvalitet.attachments.registry import attachables
from kvalitet.web.registry import register_panel


def files_panel(request: Any, obj: Any) -> dict[str, Any] | None:
    """Show the files of an object, and the way to add more."""
    return panel_of(request.user, obj)


for place in {one.place for one in attachables()} - {""}:
    register_panel(place, files_panel)
