"""What pages that change something have in common."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _

from goals.forms.goals import ReasonForm
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, done, page

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


def confirmed(
    request: Request, act: Callable[[str], Any], *, to: Any, message: str, words: dict[str, Any]
) -> HttpResponse:
    """Ask once on a page of its own, with a reason, and do it."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        stored(form, lambda: act(form.cleaned_data["reason"]))
        if form.is_valid():
            return done(request, to, message)
    return page(request, "goals/confirm.html", {"form": form, **words})
