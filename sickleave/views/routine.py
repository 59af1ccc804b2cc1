"""What leaders and HR think of the routine itself, once a year: a short form, and the sums for HR. [S7]"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.scopes import scope_of
from kvalitet.web.shortcuts import Request, done, page
from sickleave.actions import analyses as actions
from sickleave.forms.analyses import RoutineForm
from sickleave.models import RoutineAnswer
from sickleave.policies.analyses import HOLD
from sickleave.queries import analyses as queries
from sickleave.rules.analysis_topics import FEWEST_ANSWERS, LEVELS
from sickleave.views.acting import stored, typed
from sickleave.views.settings import set_up_by


@require_http_methods(["GET", "POST"])
def routine(request: Request) -> HttpResponse:
    """Answer about the routine; the answer can be changed through the year."""
    user, year = request.user, timezone.localdate().year
    if user.municipality is None or not scope_of(user).has(HOLD):
        raise Http404
    own = queries.own_answer(user, year)
    shown = own or RoutineAnswer(municipality=user.municipality, person=user, year=year)
    form = RoutineForm(typed(request), instance=shown, guard=user.municipality)
    if form.is_valid():
        told = form.told
        if stored(form, lambda: actions.answer_routine(user, year=year, fields=told)) is not None:
            return done(request, reverse("sickleave:analyses"), _("Takk. Svaret ditt er lagret, og vises bare i sum."))
    context = {"form": form, "year": year, "has_answered": own is not None, "conflict": form.conflict}
    return page(request, "sickleave/routine.html", {**context, "fewest": FEWEST_ANSWERS})


@require_safe
def routine_sums(request: Request) -> HttpResponse:
    """Show HR how the routine is judged, and what is written; nothing from fewer than five."""
    municipality = set_up_by(request.user)
    this_year = timezone.localdate().year
    years = [this_year - number for number in range(3)]
    asked = request.GET.get("aar", "")
    year = int(asked) if asked in {str(one) for one in years} else this_year
    answered, sums, texts = queries.answers_of(municipality.pk, year)
    context = {
        "municipality": municipality,
        "years": years,
        "year": year,
        "answered": answered,
        "sums": sums,
        "levels": [label for _code, label in LEVELS],
        "nav": [text for kind, text in texts if kind == "nav"],
        "better": [text for kind, text in texts if kind == "better"],
        "fewest": FEWEST_ANSWERS,
    }
    return page(request, "sickleave/routine_sums.html", context)
