"""A person's posts, sign-in and password. [P3]"""

from uuid import UUID

from allauth.account.forms import ResetPasswordForm
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kvalitet.organisation import actions
from kvalitet.organisation.models import Position
from kvalitet.setup.forms.people import AddPositionForm, EndForm
from kvalitet.setup.views.people import person_to_change
from kvalitet.setup.views.reach import units_of
from kvalitet.signin.actions import visits
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


@require_http_methods(["GET", "POST"])
def position_add(request: Request, pk: UUID) -> HttpResponse:
    """Give a person a post."""
    person = person_to_change(request, pk)
    units = units_of(request, person.municipality)
    form = AddPositionForm(request.POST or None, units=units, initial={"starts": timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            actions.add_position(person, by=request.user, **form.cleaned_data)
            return done(request, person, _("Stillingen er lagt til."))
    return page(request, "setup/position_add.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
def position_end(request: Request, pk: UUID, position: UUID) -> HttpResponse:
    """Say which day is the last of a post."""
    person = person_to_change(request, pk)
    post: Position = get_or_404(person.positions.select_related("unit"), position)
    form = EndForm(request.POST or None, initial={"ends": post.ends or timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            actions.end_position(post, by=request.user, **form.cleaned_data)
            return done(request, person, _("Siste dag i stillingen er lagret."))
    return page(request, "setup/position_end.html", {"form": form, "person": person, "position": post})


@require_POST
def person_deactivate(request: Request, pk: UUID) -> HttpResponse:
    """Stop a person from signing in."""
    person = person_to_change(request, pk)
    try:
        actions.set_active(person, is_active=False, by=request.user)
        visits.end_all_visits(person, by=request.user)
    except Refused as refusal:
        return failed(request, person, str(refusal))
    return done(request, person, _("%(person)s kan ikke lenger logge inn.") % {"person": person})


@require_POST
def person_activate(request: Request, pk: UUID) -> HttpResponse:
    """Let a person sign in again."""
    person = person_to_change(request, pk)
    actions.set_active(person, is_active=True, by=request.user)
    return done(request, person, _("%(person)s kan logge inn igjen.") % {"person": person})


@require_POST
def person_password_link(request: Request, pk: UUID) -> HttpResponse:
    """Send a person an e-mail with a link to a new password."""
    person = person_to_change(request, pk)
    form = ResetPasswordForm({"email": person.email})
    if not person.email or not person.is_active or not form.is_valid():
        return failed(request, person, _("Lenken kan ikke sendes. Personen må være aktiv og ha en e-postadresse."))
    form.save(request)
    return done(request, person, _("Lenke til nytt passord er sendt til %(email)s.") % {"email": person.email})
