"""Why it happened. [D3]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions.causes import set_cause
from deviations.forms.causes import CauseForm
from deviations.rules.causes import blames_only_people
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import require
from kvalitet.web.shortcuts import Request, done, page


@require_http_methods(["GET", "POST"])
def cause_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Ask why, up to five times, and for the classes of cause; «neste hvorfor» saves nothing."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    asks_more = request.method == "POST" and "mer" in request.POST
    if asks_more:
        typed = request.POST.dict() | {"causes": request.POST.getlist("causes")}
        form = CauseForm(instance=event, initial=typed)
        form.initial["version"] = typed.get("version")
    else:
        form = CauseForm(request.POST if request.method == "POST" else None, instance=event)
        if form.is_valid():
            fields = form.cleaned_data
            if stored(form, lambda: set_cause(event, **fields, by=request.user)) is not None:
                return done(request, event, _message(fields["causes"]))
    return page(request, "deviations/cause_form.html", {"form": form, "event": event, "asks_more": asks_more})


def _message(causes: list[str]) -> str:
    if blames_only_people(causes):
        return _("Årsaken er lagret. Se også om noe i arbeidet gjorde feilen lett å gjøre.")
    return _("Årsaken er lagret.")
