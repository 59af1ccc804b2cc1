"""Egenmelding by the employee, made for a phone. [S1]"""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kvalitet.access.scopes import scope_of
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done
from sickleave.actions.absences import self_certify as send
from sickleave.choices import AbsenceKind, Source
from sickleave.forms.absences import SelfCertificationForm
from sickleave.models import Absence
from sickleave.queries.absences import child_days_of, quota_of
from sickleave.rules.outcomes import CHILD_DAYS
from sickleave.views.absences import is_ready, said, shown

RECENT = timedelta(days=30)
MOST = 5


@require_http_methods(["GET", "POST"])
def self_certify(request: Request) -> HttpResponse:
    """Take an egenmelding, and say what is left."""
    if not scope_of(request.user).post_units:
        raise Http404
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    initial = {"kind": AbsenceKind.SELF_CERTIFIED, "starts": today, "ends": today}
    form = SelfCertificationForm(data, person=request.user, today=today, initial=initial)
    if is_ready(request, form):
        with told_on(form):
            names = ("kind", "starts", "ends")
            send(request.user, **{name: form.cleaned_data[name] for name in names})
            words = f"{_('Egenmeldingen er sendt, og lederen din kan se den.')} {said(form)}"
            return done(request, request.path, words)
    left, days = quota_of(request.user, today, is_own=True)
    context: dict[str, Any] = {
        "quota": left,
        "quota_days": days,
        "child_used": child_days_of(request.user, today.year),
        "child_days": CHILD_DAYS,
        "recent": _recent(request),
        "employee": Source.EMPLOYEE,
    }
    return shown(request, "sickleave/self_certify.html", form, context)


def _recent(request: Request) -> "QuerySet[Absence]":
    rows = Absence.objects.visible_to(request.user).filter(person=request.user)
    return rows.filter(ends__gte=timezone.localdate() - RECENT)[:MOST]
