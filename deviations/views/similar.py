"""Earlier events like this one, and gathering them. [D10]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions.patterns import add_events, create_pattern
from deviations.forms.patterns import GatherForm
from deviations.models import Deviation, Pattern
from deviations.queries.patterns import open_patterns, units_to_gather_over
from deviations.queries.representatives import cleaned
from deviations.queries.similar import Similar, similar_to
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import may, require
from kvalitet.web.shortcuts import Request, done, page


@require_http_methods(["GET", "POST"])
def similar(request: Request, uuid: UUID) -> HttpResponse:
    """Show the events like this one; those who follow the unit tick and gather them. htmx gets the list alone."""
    event = find_event(request, uuid)
    can_gather = bool(may(request.user, "deviations.handle", event)) and may_gather(request, event)
    if request.method == "POST":
        require(request.user, "deviations.handle", event)
    cleaned([event], request.user, names=("title", "description"))
    found = similar_to(request.user, event)
    cleaned([event, *(one.event for one in found)], request.user)
    form = _form(request, event, found) if can_gather and found else None
    if form is not None and form.is_valid():
        pattern = stored(form, lambda: _gather(form, event, request))
        if pattern is not None:
            return done(request, pattern, _("Hendelsene er samlet. Nå kan de få et felles tiltak."))
    context = {"event": event, "found": found, "form": form, "ticked": request.POST.getlist("events")}
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return page(request, "deviations/similar_list.html", context, fragment="found", status=status)


def may_gather(request: Request, event: Deviation) -> bool:
    """Whether there is a unit over the event that the person may gather events for."""
    return bool(units_to_gather_over(request.user, event.unit).exists())


def _form(request: Request, event: Deviation, found: list[Similar]) -> GatherForm:
    events = Deviation.objects.visible_to(request.user).filter(pk__in=[one.event.pk for one in found])
    units = units_to_gather_over(request.user, event.unit)
    data = request.POST if request.method == "POST" else None
    return GatherForm(
        data,
        events=events,
        patterns=open_patterns(request.user, event.unit),
        units=units,
        initial={"unit": event.unit.uuid},
    )


def _gather(form: GatherForm, event: Deviation, request: Request) -> Pattern:
    fields = form.cleaned_data
    events = [event, *fields["events"]]
    known: Pattern | None = fields.get("pattern")
    if known is not None:
        add_events(known, events, by=request.user)
        return known
    return create_pattern(unit=fields["unit"], title=fields["title"], description="", events=events, by=request.user)
