"""The one way to open a case: seen or 404, looked at and logged, and by HR only for a reason. [S5]"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_POST

from kvalitet.access.decisions import may
from kvalitet.privacy.fields import InvalidToken, seal, unseal
from kvalitet.web.shortcuts import Request, get_or_404, page, untraced
from sickleave.actions.looks import log_look
from sickleave.choices import LookRole
from sickleave.forms.opening import ReasonForm
from sickleave.models import Case

SECONDS_OPEN = 60 * 60
KEY = "sickleave.reasons"
View = Callable[..., HttpResponse]


def of_case(name: str | Promise, *, content: bool = False) -> Callable[[View], View]:
    """Let a view take the case instead of its key: 404 for those who don't see it, and the look is logged.

    `name` is the page as the employee reads it in the log. With `content`, HR says why first, for this case and an
    hour; the nearest leader and the employee don't. Nothing of the answer is kept by caches or the log of auditors.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: Request, uuid: UUID, **rest: Any) -> HttpResponse:
            case = get_or_404(
                Case.objects.visible_to(request.user).select_related("person", "unit", "municipality"), uuid
            )
            role = role_in(request.user, case)
            reason = _reason(request, case) if role == LookRole.HR else ""
            if content and role == LookRole.HR and not reason:
                return untraced(_ask(request, case, request.get_full_path()))
            log_look(case, request.user, role=role, page=str(name), reason=reason if content else "")
            return untraced(view(request, case, **rest))

        return opened

    return decorate


def role_in(user: Any, case: Case) -> LookRole:
    """Return as what a person, who sees the case, sees it."""
    if case.person_id == user.pk:
        return LookRole.EMPLOYEE
    return LookRole.LEADER if may(user, "sickleave.lead", case) else LookRole.HR


def has_reason(request: Request, case: Case) -> bool:
    """Whether the content may be shown: to the two it belongs to, and to HR once a reason is given."""
    return role_in(request.user, case) != LookRole.HR or bool(_reason(request, case))


def _reason(request: Request, case: Case) -> str:
    until, sealed = request.session.get(KEY, {}).get(str(case.uuid), (0, ""))
    try:
        return unseal(sealed) if until > timezone.now().timestamp() else ""
    except InvalidToken:  # the key was changed meanwhile: HR is asked again
        return ""


@require_POST
def case_open(request: Request, uuid: UUID) -> HttpResponse:
    """Take HR's reason, and go on to what was asked for; that page may itself be one that is only read."""
    case = get_or_404(Case.objects.visible_to(request.user).select_related("person", "unit", "municipality"), uuid)
    to = request.POST.get("to", "")
    to = to if to.startswith(case.get_absolute_url()) else case.get_absolute_url()
    if role_in(request.user, case) != LookRole.HR:
        return HttpResponseRedirect(to, status=303)
    return untraced(_ask(request, case, to))


def _ask(request: Request, case: Case, to: str) -> HttpResponse:
    asked = request.method == "POST" and "look_reason" in request.POST
    form = ReasonForm(request.POST if asked else None, guard=case.municipality)
    if asked and form.is_valid():
        _keep(request, case, form.cleaned_data["look_reason"])
        return HttpResponseRedirect(to, status=303)
    return page(request, "sickleave/reason.html", {"form": form, "case": case, "to": to})


def _keep(request: Request, case: Case, reason: str) -> None:
    """Keep the reason for an hour, sealed, in the session; those that have run out are let go."""
    now = timezone.now().timestamp()
    kept = {**request.session.get(KEY, {}), str(case.uuid): (now + SECONDS_OPEN, seal(reason))}
    request.session[KEY] = {key: value for key, value in kept.items() if value[0] > now}
