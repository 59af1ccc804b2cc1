"""Registering, changing and withdrawing an absence. [S1]"""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, get_or_404, page, untraced
from sickleave.actions import absences as actions
from sickleave.choices import Source
from sickleave.forms.absences import (
    OWN_BACK,
    AbsenceForm,
    ChangeAbsenceForm,
    ChangeOwnForm,
    PeriodForm,
    WithdrawForm,
)
from sickleave.models import Absence
from sickleave.policies.cases import led_by
from sickleave.queries.absences import has_staff, staff_of

MOST_CHOICES = 60
PREVIEW = "forhandsvis"
FIELDS = ("kind", "starts", "ends", "grade")


@require_http_methods(["GET", "POST"])
def absence_new(request: Request) -> HttpResponse:
    """Register an absence of one's own staff; HR with many finds the person first."""
    if not has_staff(request.user):
        raise Http404
    today, staff = timezone.localdate(), staff_of(request.user, timezone.localdate())
    person = _chosen(request, staff)
    if person is None and staff[: MOST_CHOICES + 1].count() > MOST_CHOICES:
        return untraced(page(request, "sickleave/absence_find.html", _found(request, staff)))
    data = request.POST if request.method == "POST" else None
    form = AbsenceForm(data, staff=staff, person=person, today=today, initial={"starts": today, "ends": today})
    if is_ready(request, form):
        with told_on(form):
            return _registered(request, form, person or form.cleaned_data["person"])
    return shown(request, "sickleave/absence_form.html", form, {"person": person, "title": _("Registrer fravær")})


def _registered(request: Request, form: PeriodForm, person: Person) -> HttpResponse:
    source = Source.LEADER if person.pk in led_by(scope_of(request.user)) else Source.HR
    told = {name: form.cleaned_data[name] for name in FIELDS}
    absence = actions.register_absence(person=person, **told, source=source, by=request.user)
    return done(request, next_page(request, absence), f"{_('Fraværet er registrert.')} {said(form)}".strip())


def _chosen(request: Request, staff: Any) -> Person | None:
    """The person the address names; 404 for anybody the person doesn't register for."""
    wanted = request.GET.get("ansatt", "")
    if not wanted:
        return None
    try:
        found: Person = get_or_404(staff.select_related("municipality"), UUID(wanted))
    except ValueError as error:
        raise Http404 from error
    return found


def _found(request: Request, staff: Any) -> dict[str, Any]:
    """Return who fits what was looked for; every word must begin a name, or be the number."""
    words = request.GET.get("q", "").split()[:5]
    hits = staff
    for word in words:
        hits = hits.filter(
            Q(first_name__istartswith=word)
            | Q(first_name__icontains=f" {word}")
            | Q(last_name__istartswith=word)
            | Q(employee_number=word)
        )
    return {"q": " ".join(words), "people": list(hits[:20]) if words else []}


def is_ready(request: Request, form: PeriodForm) -> bool:
    """Whether it may be stored: right, not a mere preview, and every warning has been shown."""
    return form.is_valid() and not form.must_see and PREVIEW not in request.POST


def shown(request: Request, template: str, form: PeriodForm, context: dict[str, Any]) -> HttpResponse:
    """Answer with the form, or with what it leads to alone when the browser asks while it is filled in."""
    is_preview = PREVIEW in request.POST
    waits = form.is_bound and form.is_valid() and form.must_see and not is_preview
    status = 200 if is_preview else 422 if waits else None
    context |= {"form": form, "waits": waits, "is_preview": is_preview}
    return untraced(page(request, template, context, fragment="outcome" if is_preview else None, status=status))


def said(form: PeriodForm) -> str:
    """Say once more what it led to."""
    return form.outcome.headline if form.outcome else ""


def next_page(request: Request, absence: Absence) -> str:
    """Return where to go on: the case, for those who see it, or the list."""
    if absence.case_id is not None and absence.case is not None and absence.person_id != request.user.pk:
        return absence.case.get_absolute_url()
    return reverse("sickleave:absences")


def _absence(request: Request, uuid: UUID) -> Absence:
    """Find an absence the person may change: somebody else's by role, one's own when one registered it oneself."""
    rows = Absence.objects.visible_to(request.user)
    absence: Absence = get_or_404(rows.select_related("person__municipality", "unit", "case", "municipality"), uuid)
    if absence.person_id != request.user.pk:
        require(request.user, "sickleave.register", absence)
    elif absence.source != Source.EMPLOYEE or absence.ends < timezone.localdate() - OWN_BACK:
        raise PermissionDenied(_("Be lederen din eller HR rette dette fraværet."))
    return absence


@require_http_methods(["GET", "POST"])
def absence_change(request: Request, uuid: UUID) -> HttpResponse:
    """Change an absence."""
    absence = _absence(request, uuid)
    form = _change_form(request, absence, timezone.localdate())
    if is_ready(request, form):
        with told_on(form):
            changes = {name: form.cleaned_data[name] for name in FIELDS}
            changed = actions.change_absence(absence, changes, by=request.user)
            return done(request, _after(request, changed), f"{_('Fraværet er endret.')} {said(form)}".strip())
    context = {"person": absence.person, "title": _("Endre fravær"), "absence": absence}
    context["is_from_payroll"] = absence.source == Source.IMPORT
    return shown(request, "sickleave/absence_form.html", form, context)


def _change_form(request: Request, absence: Absence, today: date) -> PeriodForm:
    data = request.POST if request.method == "POST" else None
    if absence.person_id == request.user.pk:
        return ChangeOwnForm(data, instance=absence, today=today)
    return ChangeAbsenceForm(data, instance=absence, today=today)


def _after(request: Request, absence: Absence) -> str:
    if absence.person_id == request.user.pk:
        return reverse("sickleave:self-certify")
    return next_page(request, absence)


@require_http_methods(["GET", "POST"])
def absence_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take away an absence that was registered by mistake, after asking once."""
    absence = _absence(request, uuid)
    form = WithdrawForm(request.POST if request.method == "POST" else None, instance=absence)
    if form.is_valid():
        with told_on(form):
            is_own = absence.person_id == request.user.pk
            actions.withdraw_absence(absence, by=request.user)
            back = reverse("sickleave:self-certify" if is_own else "sickleave:absences")
            return done(request, back, _("Fraværet er tatt bort, og saken er regnet på nytt."))
    context = {"form": form, "absence": absence, "is_from_payroll": absence.source == Source.IMPORT}
    return untraced(page(request, "sickleave/absence_withdraw.html", context))
