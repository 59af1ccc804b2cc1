"""A step marked as done, excepted from with a reason, or taken back; the nearest leader's alone. [S3]"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.web.shortcuts import Request, done, failed, page
from sickleave.actions import milestones as actions
from sickleave.choices import MilestoneState, Step
from sickleave.forms.milestones import DoneForm, ExceptForm
from sickleave.models import Case, Milestone
from sickleave.rules.exceptions import reasons_for
from sickleave.rules.step_pages import MARKED
from sickleave.rules.step_words import WORDS
from sickleave.views.acting import stored
from sickleave.views.opening import of_case

PAGE = gettext_lazy("Et steg i oppfølgingen")
BOTH = ("GET", "POST")


def _find(request: Request, case: Case, step: str) -> Milestone:
    """Return a step of the case for its nearest leader; 404 for what the case hasn't come to."""
    require(request.user, "sickleave.lead", case)
    found: Milestone | None = case.milestones.filter(step=step).first()
    if found is None:
        raise Http404
    found.case = case
    return found


@require_http_methods(BOTH)
@of_case(PAGE)
def milestone_done(request: Request, case: Case, step: str) -> HttpResponse:
    """Ask for the day a step without a form of its own was done."""
    row = _find(request, case, step)
    if step not in MARKED:
        raise PermissionDenied(_("Dette steget har sitt eget skjema. Gå til saken og åpne det der."))
    form = DoneForm(request.POST or None, instance=row)
    if form.is_valid():
        on = form.cleaned_data["on"]
        if stored(form, lambda: actions.complete(case, step, on=on, by=request.user)):
            return done(request, case, _("Steget er merket som gjort. Fristen er borte fra oppgavene dine."))
    return page(request, "sickleave/milestone_done.html", _context(case, row, form))


@require_http_methods(BOTH)
@of_case(PAGE)
def milestone_except(request: Request, case: Case, step: str) -> HttpResponse:
    """Ask why a step is obviously unnecessary: a reason the law knows, and a few words. [A4]"""
    row = _find(request, case, step)
    reasons = reasons_for(step, case.law_version, row.requirement)
    if not reasons:
        raise PermissionDenied(_("Det er ikke unntak fra dette steget."))
    form = ExceptForm(request.POST or None, instance=row, reasons=reasons)
    if form.is_valid():
        told = form.cleaned_data
        if stored(form, lambda: actions.except_from(case, step, **told, by=request.user, as_read=row)):
            return done(request, case, _("Unntaket er lagret. Det kan vises til Arbeidstilsynet og NAV."))
    return page(request, "sickleave/milestone_except.html", _context(case, row, form))


@require_http_methods(BOTH)
@of_case(PAGE)
def milestone_undo(request: Request, case: Case, step: str) -> HttpResponse:
    """Take back a mark or an exception, after asking once."""
    row = _find(request, case, step)
    if request.method == "POST":
        if row.state not in {MilestoneState.DONE, MilestoneState.EXCEPTED}:
            return failed(request, case, _("Steget venter allerede. Ingenting er endret."))
        actions.reopen(case, step, by=request.user)
        return done(request, case, _("Steget venter igjen, med den samme fristen."))
    return page(request, "sickleave/milestone_undo.html", {"case": case, "row": row, "label": Step(step).label})


def _context(case: Case, row: Milestone, form: DoneForm | ExceptForm) -> dict[str, object]:
    words = WORDS[row.step]
    return {
        **{"case": case, "row": row, "form": form, "label": row.get_step_display(), "words": words},
        "conflict": form.conflict,
    }
