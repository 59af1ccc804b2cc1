"""Talks between leader and employee: written down, put right, and read. [S3, S5]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import may, require
from kvalitet.web.shortcuts import Request, done, get_or_404, page
from sickleave.actions import contacts as actions
from sickleave.forms.contacts import EditTalkForm, TalkForm
from sickleave.models import Case, Contact
from sickleave.rules.talk_guide import GUIDE, NOT_TO_ASK
from sickleave.views.acting import stored
from sickleave.views.opening import of_case

BOTH = ("GET", "POST")


@require_http_methods(BOTH)
@of_case(gettext_lazy("Registrer en samtale"))
def contact_new(request: Request, case: Case) -> HttpResponse:
    """Write down a talk, with words for how to begin it."""
    require(request.user, "sickleave.lead", case)
    form = TalkForm(request.POST or None, case=case)
    if form.is_valid():
        said = form.cleaned_data
        if stored(form, lambda: actions.add_contact(case, **said, by=request.user)):
            return done(request, case, _("Samtalen er lagret. Den ansatte kan lese det du skrev."))
    context = {"case": case, "form": form, "guide": GUIDE, "not_to_ask": NOT_TO_ASK}
    return page(request, "sickleave/contact_form.html", context)


@require_http_methods(BOTH)
@of_case(gettext_lazy("Rett en samtale"), content=True)
def contact_edit(request: Request, case: Case, contact: UUID) -> HttpResponse:
    """Put right what was written of a talk."""
    require(request.user, "sickleave.lead", case)
    found = get_or_404(Contact.objects.visible_to(request.user).filter(case=case), contact)
    form = EditTalkForm(request.POST or None, case=case, instance=found)
    if form.is_valid():
        said = form.cleaned_data
        if stored(form, lambda: actions.edit_contact(found, **said, by=request.user)):
            return done(request, case, _("Samtalen er rettet."))
    context = {"case": case, "form": form, "guide": GUIDE, "not_to_ask": NOT_TO_ASK, "contact": found}
    return page(request, "sickleave/contact_form.html", {**context, "conflict": form.conflict})


@of_case(gettext_lazy("Samtalene"), content=True)
@require_safe
def contact_list(request: Request, case: Case) -> HttpResponse:
    """Read what was agreed in each talk; HR says why first."""
    contacts = Contact.objects.visible_to(request.user).filter(case=case).select_related("by")
    may_write = bool(may(request.user, "sickleave.lead", case))
    return page(request, "sickleave/contact_list.html", {"case": case, "contacts": contacts, "may_write": may_write})
