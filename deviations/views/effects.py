"""Did it help? The question, and the list of those that wait for an answer. [D10]"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from deviations.actions import effects as effect_actions
from deviations.choices import CheckState, Circle, Effect
from deviations.forms.effects import EffectForm, OmitForm
from deviations.models import EffectCheck
from deviations.queries.effects import Recurrence, recurrence
from deviations.queries.measures import measure_rows
from deviations.rules.effects import answer_problem, compared, is_demanded, tone_of
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page
from kvalitet.web.words import deadline_words

EFFECT_COLORS = {Effect.YES: "success", Effect.PARTLY: "warning", Effect.NO: "danger"}


@dataclass(frozen=True)
class CheckRow:
    """A check as the list shows it."""

    title: str
    url: str
    unit: str
    step: int
    due: Any
    effect: str
    color: str


@require_safe
def effect_list(request: Request) -> HttpResponse:
    """List the checks of the events the person handles: first those whose day has come."""
    today = timezone.localdate()
    scope = scope_of(request.user)
    handled = scope.q("deviations.handle", unit="deviation__unit_id") & ~Q(deviation__circle=Circle.RESTRICTED)
    handled |= Q(deviation__handler__in=[scope.person_id, *scope.principals])
    rows = EffectCheck.objects.visible_to(request.user).filter(handled)
    shown = request.GET.get("vis", "")
    kinds = {
        "": rows.filter(state=CheckState.PLANNED, due__lte=today).order_by("due", "pk"),
        "senere": rows.filter(state=CheckState.PLANNED, due__gt=today).order_by("due", "pk"),
        "vurdert": rows.filter(state=CheckState.ANSWERED).order_by("-answered_at", "-pk"),
    }
    shown = shown if shown in kinds else ""
    found = listing(request, kinds[shown].select_related("deviation__unit"))
    context = {
        "checks": found,
        "rows": [_check_row(check, today) for check in found.rows],
        "shown": shown,
        "chips": [("", _("Venter på svar")), ("senere", _("Kommer senere")), ("vurdert", _("Vurdert"))],
        "conclusion": _conclusion(found.total) if shown == "" else "",
    }
    return page(request, "deviations/effect_list.html", context)


def _conclusion(count: int) -> str:
    if not count:
        return _("Ingen saker venter på at du vurderer om det virket.")
    text = ngettext(
        "%(count)s sak venter på at noen vurderer om det virket.",
        "%(count)s saker venter på at noen vurderer om det virket.",
        count,
    )
    return text % {"count": count}


def _check_row(check: EffectCheck, today: Any) -> CheckRow:
    event = check.deviation
    is_answered = check.state == CheckState.ANSWERED
    return CheckRow(
        title=f"{event.number} · {event.title}",
        url=check.get_absolute_url(),
        unit=event.unit.name,
        step=check.step,
        due=deadline_words(check.due, today, is_done=is_answered),
        effect=str(check.get_effect_display()) if is_answered else "",
        color=EFFECT_COLORS[Effect(check.effect)] if is_answered else "neutral",
    )


def find_check(request: Request, uuid: UUID) -> EffectCheck:
    """Find a check of an event the person may see."""
    parts = ("deviation__unit", "deviation__municipality", "deviation__category", "deviation__handler", "by")
    return get_or_404(EffectCheck.objects.visible_to(request.user).select_related(*parts), uuid)


@require_http_methods(["GET", "POST"])
def effect_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Ask whether it helped, beside what has happened since; a «no» leads to opening the case or a new measure."""
    check = find_check(request, uuid)
    require(request.user, "deviations.handle", check)
    today = timezone.localdate()
    is_answered = check.state == CheckState.ANSWERED
    found = recurrence(request.user, check, timezone.localdate(check.answered_at) if check.answered_at else today)
    problem = answer_problem(check.due, today, is_answered=is_answered, is_live=check.state == CheckState.PLANNED)
    form = EffectForm(request.POST if request.method == "POST" else None, instance=check)
    if form.is_valid():
        effect, text = form.cleaned_data["effect"], form.cleaned_data["text"]
        answered = stored(
            form,
            lambda: effect_actions.answer_check(
                check, effect=effect, text=text, since=found.since, before=found.before, by=request.user
            ),
        )
        if answered is not None:
            return done(request, answered if answered.effect == Effect.NO else check.deviation, _message(answered))
    return page(request, "deviations/effect_answer.html", {"form": form, **_about(request, check, found, problem)})


def _message(check: EffectCheck) -> str:
    if check.effect == Effect.NO:
        return _("Saken er lukket uten effekt. Velg hva dere gjør nå.")
    return _("Vurderingen er lagret.")


def _about(request: Request, check: EffectCheck, found: Recurrence, problem: str | None) -> dict[str, Any]:
    event, today = check.deviation, timezone.localdate()
    links = list(event.measure_links.visible_to(request.user))
    is_answered = check.state == CheckState.ANSWERED
    since = check.events_since if is_answered and check.events_since is not None else found.since
    before = check.events_before if is_answered and check.events_before is not None else found.before
    return {
        "check": check,
        "event": event,
        "found": found,
        "problem": problem,
        "is_answered": is_answered,
        "is_without_effect": is_answered and check.effect == Effect.NO,
        "sentence": compared(since, before, found.windows.days),
        "tone": tone_of(since, before),
        "rows_url": _rows_url(check, found),
        "measures": measure_rows(request.user, links, today),
    }


def _rows_url(check: EffectCheck, found: Recurrence) -> str:
    """Return the list of the same events; those of a pattern stand on its own page."""
    event = check.deviation
    first, last = found.windows.since
    asked = {"vis": "alle", "enhet": event.unit.uuid, "fra": f"{first:%Y-%m-%d}", "til": f"{last:%Y-%m-%d}"}
    asked |= {"kategori": event.category.uuid} if event.category else {"type": event.kind}
    return f"{reverse('deviations:deviation-list')}?{urlencode(asked)}"


@require_http_methods(["GET", "POST"])
def effect_omit(request: Request, uuid: UUID) -> HttpResponse:
    """Leave the checks out, with a reason; never where the risk was high."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    form = OmitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        stored(form, lambda: effect_actions.omit_checks(event, reason=reason, by=request.user))
        if form.is_valid():
            return done(request, event, _("Effekten blir ikke sjekket."))
    demanded = is_demanded(event.seriousness, event.risk_score, event.risk_band)
    return page(request, "deviations/effect_omit.html", {"form": form, "event": event, "is_demanded": demanded})
