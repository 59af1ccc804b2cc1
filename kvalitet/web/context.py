"""What every page shell needs: menu, tenant, search, bell."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from kvalitet.web import registry

PRODUCT = "Kvalitet"


def address(name: str) -> str:
    """Return the address of a page, or nothing where no app has put it up."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the side menu by group, with the entry the page belongs to marked."""
    entries = [
        {"label": str(entry.label), "icon": entry.icon, "group": str(entry.group), "url": url}
        for entry in registry.menu_for(request.user)
        if not entry.primary and (url := address(entry.url_name))
    ]
    inside = [entry["url"] for entry in entries if request.path.startswith(entry["url"])]
    current = max(inside, key=len, default="")
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        is_current = entry["url"] == current and (current != "/" or request.path == "/")
        is_page = is_current and entry["url"] == request.path
        groups.setdefault(entry["group"], []).append(
            {**entry, "current": ("page" if is_page else "true") if is_current else ""}
        )
    return [{"label": label, "entries": found} for label, found in groups.items()]


def _primary(request: HttpRequest) -> dict[str, str] | None:
    """Return the filled button of the header, when an app has hung one up."""
    for entry in registry.menu_for(request.user):
        if entry.primary and (url := address(entry.url_name)):
            return {"label": str(entry.label), "icon": entry.icon, "url": url}
    return None


def _begin_url() -> str:
    """Return where an empty installation is begun; nothing once anybody is registered."""
    return "" if get_user_model()._base_manager.exists() else address("setup:first")


def mark_of(person: Any) -> str:
    """Return what a device may know a person by, so that drafts of one are never sent by another."""
    return salted_hmac("kvalitet.web.person", str(person.pk)).hexdigest()[:32]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the frame around the content; counts are fetched only where they are shown."""
    user = getattr(request, "user", None)
    base: dict[str, Any] = {"product": PRODUCT, "is_demo": settings.DEMO}
    if user is None or not user.is_authenticated:
        return {**base, "home_url": address("home:start") or "/", "begin_url": SimpleLazyObject(_begin_url)}
    return {
        **base,
        "home_url": address("home:start") or "/",
        "tenant": SimpleLazyObject(lambda: str(getattr(user, "municipality", None) or "")),
        "menu_groups": SimpleLazyObject(lambda: _groups(request)),
        "header_action": SimpleLazyObject(lambda: _primary(request)),
        "search_url": address("search:results"),
        "notices_url": address("notifications:list"),
        "unread_count": cache(lambda: registry.unread_for(user)),  # a lazy object can't be written as %d
        "tasks_url": address("deadlines:tasks"),
        "profile_url": address("setup:my-profile"),
        "shared_device": request.session.get("shared_device", False),
        "worker_url": address("deviations:service-worker"),
        "app_manifest_url": address("deviations:app-manifest"),
        "person_mark": SimpleLazyObject(lambda: mark_of(user)),
    }
