"""What pages that change something in a case have in common."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, page
from sickleave.choices import MilestoneState
from sickleave.models import Case
from sickleave.rules.step_pages import MARKED
from sickleave.views.opening import role_in

T = TypeVar("T")


def stored(form: BaseForm, act: Callable[[], T]) -> T | None:
    """Do it, or say on the form why it can't be done; what was typed stays."""
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as wrong:
        form.add_error(None, ValidationError(wrong.messages))
    except ObjectDoesNotExist:
        form.add_error(None, _("Noen har slettet dette mens du skrev. Kopier det du vil ta vare på, og gå tilbake."))
    return None


def typed(request: Request) -> Any:
    """Return what was sent, or None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def mark_url(case: Case, step: str) -> str:
    """Return where a step that waits is marked as done, when the rest is written elsewhere."""
    if step not in MARKED or not case.milestones.filter(step=step, state=MilestoneState.WAITING).exists():
        return ""
    return reverse("sickleave:milestone-done", args=[case.uuid, step])


def form_page(
    request: Request,
    case: Case,
    form: BaseForm,
    *,
    title: str,
    button: str,
    lead: str = "",
    hints: tuple[str, ...] = (),
    back: str = "",
    **more: Any,
) -> HttpResponse:
    """Show a form of the case: what it is for, what the law says, and the way back."""
    context: dict[str, Any] = {
        "title": title,
        "button": button,
        "lead": lead,
        "hints": hints,
        "back": back or case.get_absolute_url(),
    }
    context |= {"case": case, "form": form, "role": role_in(request.user, case)}
    return page(request, "sickleave/case_form.html", {**context, **more})
