"""What the administrator does with another person's sign-in. [P11]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kvalitet.access.decisions import require
from kvalitet.organisation.models import Person
from kvalitet.signin.actions import factors, identities, visits
from kvalitet.signin.forms import ResetFactorsForm
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


def _person(request: Request, pk: UUID) -> Person:
    person: Person = get_or_404(Person.objects.visible_to(request.user), pk)
    require(request.user, "setup.edit", person)
    return person


@require_http_methods(["GET", "POST"])
def factors_reset(request: Request, pk: UUID) -> HttpResponse:
    """Take away a person's second factors, with a reason."""
    person = _person(request, pk)
    form = ResetFactorsForm(request.POST or None)
    if form.is_valid():
        with told_on(form):
            factors.reset_factors(person, by=request.user, **form.cleaned_data)
            return done(
                request,
                person,
                _("Totrinnsinnloggingen er nullstilt, og %(person)s har fått beskjed.") % {"person": person},
            )
    return page(request, "signin/factors_reset.html", {"form": form, "person": person})


@require_POST
def visit_end_all(request: Request, pk: UUID) -> HttpResponse:
    """Sign a person out everywhere."""
    person = _person(request, pk)
    ended = visits.end_all_visits(person, by=request.user)
    text = ngettext("%(person)s er logget ut ett sted.", "%(person)s er logget ut %(n)s steder.", ended)
    none = _("%(person)s var ikke logget inn noe sted.")
    return done(request, person, (text if ended else none) % {"person": person, "n": ended})


@require_POST
def identities_remove(request: Request, pk: UUID) -> HttpResponse:
    """Undo a person's links to providers, as when somebody comes back with a new account there."""
    person = _person(request, pk)
    if not identities.unlink_all(person, by=request.user):
        return failed(request, person, _("%(person)s er ikke koblet til felles innlogging.") % {"person": person})
    return done(request, person, _("Koblingen er fjernet, og %(person)s har fått beskjed.") % {"person": person})
