"""The yearly look at a unit's absence: who has held it, how it is prepared, and what it leads to. [S7]"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import may, require
from kvalitet.access.scopes import scope_of
from kvalitet.figures.figure import Figure
from kvalitet.output import pdf
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page
from sickleave.actions import analyses as actions
from sickleave.choices import ParticipantRole
from sickleave.exports.analyses import minutes
from sickleave.figures.cards import cards
from sickleave.figures.found import Found, figures_of, newest_whole_month
from sickleave.figures.places import Places
from sickleave.figures.words import conclusion
from sickleave.forms.analyses import AnalysisForm, AnalysisMeasureForm
from sickleave.models import Analysis
from sickleave.policies.analyses import HOLD, VIEW
from sickleave.queries import analyses as queries
from sickleave.rules.analysis_topics import (
    PHYSICAL,
    PSYCHOSOCIAL,
    RATING_COLORS,
    RATINGS,
    Topic,
    held_words,
    needs_measures,
)
from sickleave.views.acting import stored, typed


@require_safe
def analysis_list(request: Request) -> HttpResponse:
    """Show who has held the year's meeting, and who hasn't."""
    user, today = request.user, timezone.localdate()
    if not scope_of(user).has(VIEW):
        raise Http404
    years = queries.years_of(user)
    asked = request.GET.get("aar", "")
    year = int(asked) if asked in {str(one) for one in years} else next(iter(years), today.year)
    is_waiting = request.GET.get("vis") == "ikke-holdt"
    count = queries.year_of(user, year, today)
    context: dict[str, Any] = {
        "rows": listing(request, queries.listed(user, year, is_waiting=is_waiting)),
        "years": years,
        "year": year,
        "is_waiting": is_waiting,
        "words": held_words(count.held, count.late, count.total, year),
        "today": today,
        **routine_context(request),
    }
    return page(request, "sickleave/analysis_list.html", context)


def routine_context(request: Request) -> dict[str, Any]:
    """Say whether the person is asked about the routine this year, and may read the sums."""
    user, year = request.user, timezone.localdate().year
    is_asked = user.municipality_id in scope_of(user).municipalities(HOLD) or bool(scope_of(user).units(HOLD))
    return {
        "asks": is_asked and queries.own_answer(user, year) is None,
        "answers": is_asked,
        "reads_sums": bool(scope_of(user).municipalities("sickleave.setup")),
        "this_year": year,
    }


@require_safe
def analysis_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show the figures, the judgements and the measures."""
    analysis = found_one(request, uuid)
    found, measures = figures_for(request, analysis), queries.measure_rows(request.user, analysis)
    context = {
        "analysis": analysis,
        "told": conclusion(found) if found else [],
        "cards": shown_cards(found) if found else [],
        "roles": [ParticipantRole(role).label for role in analysis.roles],
        "physical": judged(PHYSICAL, analysis),
        "psychosocial": judged(PSYCHOSOCIAL, analysis),
        "measures": measures,
        "needs": needs_measures(analysis.ratings, len(measures)),
        "earlier": queries.earlier(request.user, analysis),
        "can_edit": bool(may(request.user, HOLD, analysis)),
        "is_late": not analysis.is_held and analysis.due < timezone.localdate(),
    }
    return page(request, "sickleave/analysis_detail.html", context)


@require_http_methods(["GET", "POST"])
def analysis_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Prepare the meeting, and write down what it came to."""
    analysis = found_one(request, uuid)
    require(request.user, HOLD, analysis)
    form = AnalysisForm(typed(request), instance=analysis)
    if form.is_valid():
        saved = stored(form, lambda: actions.save_analysis(analysis, fields=form.told, by=request.user))
        if saved is not None:
            words = (
                _("Gjennomgangen er holdt. Lag tiltak av det dere fant.") if saved.is_held else _("Utkastet er lagret.")
            )
            return done(request, saved, words)
    found = figures_for(request, analysis)
    context = {
        "analysis": analysis,
        "form": form,
        "conflict": form.conflict,
        "told": conclusion(found) if found else [],
    }
    return page(request, "sickleave/analysis_form.html", context)


@require_http_methods(["GET", "POST"])
def analysis_measure_new(request: Request, uuid: UUID) -> HttpResponse:
    """Make a measure of what the meeting found."""
    analysis = found_one(request, uuid)
    require(request.user, HOLD, analysis)
    people = queries.people_of(request.user, analysis.unit)
    initial = {"responsible": request.user.uuid}
    form = AnalysisMeasureForm(typed(request), people=people, municipality=analysis.municipality, initial=initial)
    if form.is_valid():
        told = form.told
        if stored(form, lambda: actions.add_measure(analysis, told=told, by=request.user)) is not None:
            return done(request, analysis, _("Tiltaket er laget. Den ansvarlige får det i sine oppgaver."))
    return page(request, "sickleave/analysis_measure.html", {"analysis": analysis, "form": form})


@require_safe
def analysis_minutes(request: Request, uuid: UUID) -> HttpResponse:
    """Give the minutes on paper."""
    analysis = found_one(request, uuid)
    found = figures_for(request, analysis)
    told = conclusion(found) if found else []
    content = minutes(analysis, told=told, measures=queries.measure_rows(request.user, analysis))
    return pdf.response(content, f"gjennomgang-{analysis.year}.pdf")


def found_one(request: Request, uuid: UUID) -> Analysis:
    """Find one the person sees."""
    rows = Analysis.objects.visible_to(request.user).select_related("unit", "municipality")
    return get_or_404(rows, uuid)


def figures_for(request: Request, analysis: Analysis) -> Found | None:
    """Return the figures the meeting is prepared with: those the person sees, with the same left out as elsewhere."""
    places = Places.of(request.user)
    unit = places.find(analysis.unit.uuid)
    day = min(timezone.localdate(), analysis.held_on or timezone.localdate())
    return figures_of(request.user, places, unit, newest_whole_month(day)) if unit else None


def shown_cards(found: Found) -> list[Figure]:
    """Return presence and absence, of the month and of twelve months, leading to the page of figures."""
    url = f"{reverse('sickleave:figures')}?enhet={found.unit.uuid}"
    return [replace(card, url=url) for card in cards(found)[:4]]


def judged(topics: tuple[Topic, ...], analysis: Analysis) -> list[dict[str, Any]]:
    """Return each topic with its judgement in words."""
    names = dict(RATINGS)
    rows = []
    for topic in topics:
        code = analysis.ratings.get(topic.code, "")
        words = names.get(code, _("Ikke vurdert"))
        rows.append({"label": topic.label, "words": words, "color": RATING_COLORS.get(code, "neutral")})
    return rows
