"""The ways a view ends: a page, a redirect with a message, or 404."""

from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from kvalitet.organisation.models import Person

    class Request(HttpRequest):
        """A request past the middleware: a signed-in person, and what htmx told."""

        htmx: HtmxDetails
        user: Person
else:
    Request = HttpRequest

M = TypeVar("M", bound=Model)


def page(
    request: Request,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int | None = None,
) -> HttpResponse:
    """Answer with the whole page, or with `template#fragment` to htmx; 422 when `form` is bound and wrong."""
    context = context or {}
    form = context.get("form")
    if status is None:
        status = 422 if isinstance(form, BaseForm) and form.is_bound and not form.is_valid() else 200
    wants_part = fragment and request.htmx and not (request.htmx.boosted or request.htmx.history_restore_request)
    name = f"{template}#{fragment}" if wants_part else template
    response = HttpResponse(render_to_string(name, context, request=request), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def done(request: Request, to: Any, message: str) -> HttpResponse:
    """Say what happened and go to `to`: an address, or an object that has one."""
    messages.success(request, message)
    return _go(request, to)


def failed(request: Request, to: Any, message: str) -> HttpResponse:
    """Say why nothing happened and go to `to`; for a button that has no form to show it on."""
    messages.error(request, message)
    return _go(request, to)


def _go(request: Request, to: Any) -> HttpResponse:
    url = to if isinstance(to, str) else to.get_absolute_url()
    if request.htmx:
        return HttpResponseClientRedirect(url)
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def untraced(response: HttpResponse) -> HttpResponse:
    """Let nothing tell that the person was here: no look is logged, and no cache keeps the page."""
    response.is_untraced = True  # type: ignore[attr-defined]  # read by the look log
    response.headers["Cache-Control"] = "no-store, private"
    return response


def get_or_404(queryset: QuerySet[M], uuid: UUID) -> M:
    """Find by address key among what the queryset already lets the person see."""
    found = queryset.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found
