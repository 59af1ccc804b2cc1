"""Did it help? On the page of a case, in people's tasks, and planned when a case is closed. [D10]"""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.actions.effects import cancel_checks, plan_checks
from deviations.actions.flow import register_after
from deviations.choices import CheckState, Effect, Kind, State
from deviations.models import Deviation, EffectCheck
from deviations.queries.representatives import cleaned
from deviations.rules.effects import is_demanded
from deviations.rules.flow import Step
from deviations.views.effects import EFFECT_COLORS
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines.registry import register_source
from kvalitet.organisation.models import Person
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from kvalitet.web.templatetags.ds import dato

GONE = frozenset({CheckState.CANCELLED})


def effect_panel(request: Request, event: Deviation) -> dict[str, Any] | None:
    """Show when the question comes, and what was answered."""
    rows = EffectCheck.objects.visible_to(request.user).filter(deviation=event).exclude(state__in=sorted(GONE))
    checks = list(rows.select_related("by").order_by("due", "pk"))
    if not checks:
        return None
    cleaned([event], request.user, entries=checks, names=())
    can_handle = bool(may(request.user, "deviations.handle", event))
    is_planned = any(check.state == CheckState.PLANNED for check in checks)
    demanded = is_demanded(event.seriousness, event.risk_score, event.risk_band)
    is_without_effect = event.state == State.CLOSED_NO_EFFECT
    return {
        "template": "deviations/effect_panel.html",
        "event": event,
        "rows": [_row(check, can_handle=can_handle) for check in checks],
        "is_without_effect": is_without_effect,
        "tone": "danger" if is_without_effect else "",
        "can_omit": can_handle and is_planned and not demanded,
    }


def _row(check: EffectCheck, *, can_handle: bool) -> dict[str, Any]:
    words = {"step": check.step, "due": dato(check.due)}
    is_due = check.state == CheckState.PLANNED and check.due <= timezone.localdate()
    state, color = str(check.get_state_display()), "neutral"
    meta = _("Vurderes %(due)s") % words
    if check.state == CheckState.ANSWERED:
        state, color = str(check.get_effect_display()), EFFECT_COLORS[Effect(check.effect)]
        meta = _("Vurdert %(day)s av %(by)s") % {"day": dato(check.answered_at), "by": check.by or _("systemet")}
    elif is_due:
        state, color = _("Venter på svar"), "warning"
    return {
        "title": _("%(step)s dager etter lukking") % words,
        "url": check.get_absolute_url() if can_handle and check.state != CheckState.OMITTED else "",
        "meta": meta,
        "text": check.text,
        "state": state,
        "color": color,
    }


def plan_after_closing(event: Deviation, by: Person | None) -> None:
    """Date the checks; a proposal is checked only where a day was agreed on."""
    if event.kind != Kind.PROPOSAL or event.effect_due is not None:
        plan_checks(event, by=by)


def cancel_after_reopening(event: Deviation, by: Person | None) -> None:
    """Let the checks go; the next closing dates new ones."""
    cancel_checks(event, by=by, reason=_("Saken er åpnet igjen."))


def answer_url(check: EffectCheck) -> str:
    """Return the page of the one question."""
    return reverse("deviations:effect-answer", args=[check.uuid])


def handles_events(user: Any) -> bool:
    """Whether the person's role lets them handle events somewhere."""
    return scope_of(user).has("deviations.handle")


register_after(Step.CLOSE, plan_after_closing)
register_after(Step.REOPEN, cancel_after_reopening)
register_panel("deviation", effect_panel)
register_source(
    EffectCheck,
    label=gettext_lazy("Effektsjekk"),
    action_label=gettext_lazy("Vurder effekten"),
    action_url=answer_url,
    load=lambda pks: EffectCheck._base_manager.in_bulk(pks),
    neutral_title=gettext_lazy("Vurder effekten i en lukket sak"),
)
register_menu(
    MenuEntry(
        label=gettext_lazy("Effektsjekker"),
        url_name="deviations:effect-list",
        icon="CheckmarkCircle",
        group=gettext_lazy("Kvalitet"),
        order=27,
        visible=handles_events,
    )
)
