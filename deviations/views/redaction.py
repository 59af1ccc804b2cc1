"""Taking words out of a case that is already reported. [D9]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from deviations.actions.redaction import redact_event
from deviations.forms.redaction import RedactForm
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import require
from kvalitet.web.shortcuts import Request, done, page


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def deviation_redact(request: Request, uuid: UUID) -> HttpResponse:
    """Let the one who handles the case take out what should never have been written."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    form = RedactForm(request.POST if request.method == "POST" else None, instance=event)
    if form.is_valid():
        words = form.cleaned_data["words"]
        if stored(form, lambda: redact_event(event, words, by=request.user)) is not None:
            return done(request, event, _("Opplysningene er fjernet fra saken og historikken."))
    return page(request, "deviations/redaction_form.html", {"form": form, "event": event})
