"""What apps hang up with the platform in their `hooks.py`."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the side menu; `visible` gets the signed-in person."""

    label: Text
    url_name: str
    icon: str
    group: Text
    order: int
    visible: Callable[[Any], bool] = lambda user: True
    primary: bool = False
    """Shown as the filled button in the header instead of in the menu."""


Panel = Callable[[Any, Any], dict[str, Any] | None]
UnreadProvider = Callable[[Any], int]

_menu: list[MenuEntry] = []
_panels: dict[str, list[Panel]] = defaultdict(list)
_unread: list[UnreadProvider] = []


def register_menu(entry: MenuEntry) -> None:
    """Hang up a menu entry; the same entry twice counts once."""
    if entry.url_name not in {known.url_name for known in _menu}:
        _menu.append(entry)
        _menu.sort(key=lambda known: known.order)


def menu_for(user: Any) -> list[MenuEntry]:
    """Return what the person may open, in order; never a dead or locked entry."""
    return [entry for entry in _menu if entry.visible(user)]


def register_panel(place: str, panel: Panel) -> None:
    """Hang up a panel for a page of a lower storey: `panel(request, obj)` gives a context with `template`, or None."""
    _panels[place].append(panel)


def panels_for(place: str, request: Any, obj: Any) -> list[dict[str, Any]]:
    """Return the panels other apps show at this place for this object."""
    return [found for panel in _panels[place] if (found := panel(request, obj)) is not None]


def register_unread(provider: UnreadProvider) -> None:
    """Hang up a counter for the bell in the header."""
    _unread.append(provider)


def unread_for(user: Any) -> int:
    """Return the number on the bell."""
    return sum(provider(user) for provider in _unread)
