"""Representatives' own page, and what a case asks of them before it is closed. [D11]"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deviations.actions.flow import register_after
from deviations.actions.representatives import ask_if_needed, let_go
from deviations.choices import Circle
from deviations.models import Consultation, Deviation
from deviations.policies.deviations import sees_all
from deviations.queries.flow import register_closing_needs
from deviations.queries.representatives import closing_needs, standing
from deviations.rules.flow import Need, Step
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.attachments.models import Attachment
from kvalitet.deadlines.registry import register_source
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request


def panel(request: Request, event: Deviation) -> dict[str, Any] | None:
    """Show on a case of health and safety whom has been asked, and what they can do."""
    if not event.is_hse or not sees_all(scope_of(request.user), event):
        return None
    found, rows = standing(event, timezone.localdate())
    may_handle = bool(may(request.user, "deviations.handle", event))
    can_handle = may_handle and event.is_open
    return {
        "template": "deviations/representative_panel.html",
        "event": event,
        "standing": found,
        "rows": rows,
        "can_choose_files": may_handle
        and event.circle == Circle.NORMAL
        and Attachment.objects.on([event]).kept().exists(),
        "can_ask": can_handle and found.can_ask,
        "can_stop": can_handle and found.waits,
        "can_comment": event.is_open and bool(may(request.user, "deviations.comment", event)),
    }


def needs(event: Deviation) -> list[Need]:
    """Say on the check list whether the case waits for a representative."""
    return closing_needs(event, timezone.localdate())


def rows_by_key(pks: list[int]) -> dict[int, Any]:
    """Fetch what was asked for the list of deadlines, in one query."""
    found: dict[int, Any] = Consultation._base_manager.select_related("deviation").in_bulk(pks)
    return found


register_panel("deviation", panel)
register_closing_needs(needs)
register_after(Step.TO_MEASURES, ask_if_needed)
register_after(Step.CLOSE, let_go)
register_after(Step.REJECT, let_go)
register_source(
    Consultation,
    label=_("Uttalelse"),
    action_label=_("Uttal deg"),
    action_url=lambda row: row.get_absolute_url(),
    load=rows_by_key,
)
register_menu(
    MenuEntry(
        label=_("Mitt område"),
        url_name="deviations:representative-area",
        icon="ShieldLock",
        group=_("Kvalitet"),
        order=21,
        visible=lambda user: scope_of(user).has("deviations.comment"),
    )
)
