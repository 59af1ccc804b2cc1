"""Events on the start page, by role: report and follow one's own; what waits; what nobody takes; health and safety."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import Order, Part, Shown
from deviations.hooks.report import belongs
from deviations.queries.home import Some, hse_events, own_events, unhandled_events, waiting_events
from kvalitet.access.choices import Role
from kvalitet.access.scopes import scope_of
from kvalitet.web.context import address
from kvalitet.web.registry import register_panel
from kvalitet.web.shortcuts import Request
from kvalitet.web.templatetags.ds import dato_lang, tall

EVENTS = "deviations/home_events.html"
REPRESENTS = (Role.SAFETY, Role.UNION)


def report_first(request: Request, obj: object) -> dict[str, Any] | None:
    """Put reporting first for those whose page is about little else."""
    url = address("deviations:report")
    if not url or not belongs(request.user) or scope_of(request.user).has("deviations.view"):
        return None
    return {"template": "deviations/home_report.html", "url": url}


def waiting(request: Request, obj: object) -> dict[str, Any] | None:
    """Tell what waits for the person, also that nothing does when the person leads a unit."""
    found = waiting_events(request.user)
    if not found.count and not scope_of(request.user).led_units:
        return None
    words = ngettext("%(n)s avvik venter på deg.", "%(n)s avvik venter på deg.", found.count)
    none = _("Ingen avvik venter på deg. Nye avvik i enhetene dine vises her.")
    return _panel(_("Avvik som venter på deg"), found, words, none, hvem=Part.WAITING, sorter=Order.OLDEST)


def unhandled(request: Request, obj: object) -> dict[str, Any] | None:
    """Tell the quality adviser what nobody has received in time."""
    if not scope_of(request.user).holds(Role.QUALITY):
        return None
    found = unhandled_events(request.user, timezone.now())
    words = ngettext(
        "%(n)s avvik er ikke mottatt innen fristen.", "%(n)s avvik er ikke mottatt innen fristen.", found.count
    )
    none = _("Alle avvik er mottatt innen fristen.")
    return _panel(_("Avvik som ikke er mottatt"), found, words, none, vis=Shown.NEW, sorter=Order.OLDEST)


def health_and_safety(request: Request, obj: object) -> dict[str, Any] | None:
    """Show representatives what is open in their area."""
    scope = scope_of(request.user)
    if not any(scope.holds(role) for role in REPRESENTS) or scope.has("deviations.view"):
        return None
    found = hse_events(request.user)
    words = ngettext("%(n)s HMS-avvik er åpent i området ditt.", "%(n)s HMS-avvik er åpne i området ditt.", found.count)
    return _panel(_("HMS-avvik i området ditt"), found, words, _("Ingen HMS-avvik er åpne i området ditt."))


def own_first(request: Request, obj: object) -> dict[str, Any] | None:
    """Show the newest that an employee has reported, and how far each has come."""
    return None if scope_of(request.user).has("deviations.view") else _own(own_events(request.user))


def own_open(request: Request, obj: object) -> dict[str, Any] | None:
    """Show those who follow up others what they have reported themselves, as long as it is open."""
    if not scope_of(request.user).has("deviations.view"):
        return None
    return _own(own_events(request.user, only_open=True))


def _own(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    url = _list_url(vis=Shown.ALL, hvem=Part.MINE)
    return (
        {"template": EVENTS, "title": _("Sakene du har meldt"), "text": "", "rows": rows, "url": url} if rows else None
    )


def _panel(title: str, found: Some, words: str, none: str, **query: str) -> dict[str, Any]:
    text = none
    if found.count:
        number = _("Mer enn 1 000") if found.is_capped else tall(found.count)
        oldest = _("Det eldste ble meldt %(day)s.") % {"day": dato_lang(found.oldest)}
        text = words % {"n": number} if found.is_capped else f"{words % {'n': number}} {oldest}"
    url = _list_url(**{"vis": Shown.OPEN, **query}) if found.count else ""
    return {"template": EVENTS, "title": title, "text": text, "rows": found.rows, "url": url}


def _list_url(**query: str) -> str:
    chosen = "&".join(f"{name}={value!s}" for name, value in query.items())
    return f"{reverse('deviations:deviation-list')}?{chosen}"


for part in (report_first, own_first):
    register_panel("home.first", part)
for part in (waiting, unhandled, health_and_safety, own_open):
    register_panel("home.work", part)
