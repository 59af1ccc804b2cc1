"""Follow-up in the menu and on the start page: for those who lead somebody who is away, and for the employee. [S3]"""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kvalitet.access.scopes import scope_of
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from sickleave.queries.follow_up import follows_up
from sickleave.queries.mine import cases_this_week, leads_a_unit, leads_anybody, steps_this_week
from sickleave.queries.own import has_open_case

GROUP = gettext_lazy("Sykefravær")


def leads(user: Any) -> bool:
    """Whether the person leads a unit, and somebody in it; asked of leaders alone."""
    return bool(scope_of(user).led_units) and leads_anybody(user)


def belongs(user: Any) -> bool:
    """Everyone who belongs to a municipality."""
    return bool(scope_of(user).member_of)


def to_follow_up(request: Request, obj: object) -> dict[str, Any] | None:
    """Tell a leader how many steps wait this week; nothing when none of their own is away."""
    if not leads(request.user):
        return None
    late, soon = steps_this_week(request.user, timezone.localdate())
    if not late and not soon:
        return None
    total = late + soon
    parts = [ngettext("%(n)s steg i oppfølgingen denne uken.", "%(n)s steg i oppfølgingen denne uken.", total)]
    words = parts[0] % {"n": total}
    if late:
        words += " " + ngettext("%(n)s er over fristen.", "%(n)s er over fristen.", late) % {"n": late}
    return {
        "template": "sickleave/home_panel.html",
        "title": _("Oppfølging av sykmeldte"),
        "text": words,
        "tone": "danger" if late else "",
        "url": reverse("sickleave:mine"),
        "label": _("Mine sykmeldte"),
    }


def to_follow_up_as_hr(request: Request, obj: object) -> dict[str, Any] | None:
    """Tell HR how many cases are late, and how many have a step this week."""
    if not follows_up(request.user):
        return None
    late, soon = cases_this_week(request.user, timezone.localdate())
    if not late and not soon:
        return None
    words = [ngettext("%(n)s sak har et steg over fristen.", "%(n)s saker har steg over fristen.", late) % {"n": late}]
    if soon:
        words += [ngettext("%(n)s har et steg denne uken.", "%(n)s har steg denne uken.", soon) % {"n": soon}]
    return {
        "template": "sickleave/home_panel.html",
        "title": _("Saker i oppfølging"),
        "text": " ".join(words[0 if late else 1 :]),
        "tone": "danger" if late else "",
        "url": reverse("sickleave:follow-up"),
        "label": _("Se sakene"),
    }


def own_case(request: Request, obj: object) -> dict[str, Any] | None:
    """Lead the employee to their own open case."""
    if not has_open_case(request.user):
        return None
    return {
        "template": "sickleave/home_panel.html",
        "title": _("Oppfølgingen din"),
        "text": _("Se hva som skjer, hva du kan bidra med, og hvem som har lest saken din."),
        "tone": "",
        "url": reverse("sickleave:own"),
        "label": _("Åpne oppfølgingen din"),
    }


register_menu(MenuEntry(gettext_lazy("Mine sykmeldte"), "sickleave:mine", "Bandage", GROUP, 29, leads_a_unit))
register_menu(MenuEntry(gettext_lazy("Mitt fravær"), "sickleave:own", "PersonCircle", GROUP, 29, belongs))
register_panel("home.work", to_follow_up)
register_panel("home.work", to_follow_up_as_hr)
register_panel("home.work", own_case)
