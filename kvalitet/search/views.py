"""The search page, and what the box in the header suggests. [P9]"""

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kvalitet.access.choices import Role
from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.search.forms import Choice, years
from kvalitet.search.queries import TooSlowError
from kvalitet.search.results import Results, results_for, suggestions_for
from kvalitet.search.rules.asking import read
from kvalitet.web.shortcuts import Request, page

MOST_A_MINUTE = 240
"""One who types for a minute without a pause asks fewer times; a script asks more."""


@require_safe
@never_cache
def search(request: Request) -> HttpResponse:
    """Show what fits, kind by kind, and everything of one kind when that is chosen."""
    asked = read(request.GET.get("q", ""))
    choice = Choice(request.user, request.GET)
    results, problem, status = Results(), "", 200
    if asked and _asks_too_often(request):
        problem, status = _("Du har søkt svært mange ganger på kort tid. Vent et minutt og prøv igjen."), 429
    elif asked:
        try:
            results = results_for(request.user, asked, choice, side=request.GET.get("side", "1"))
        except TooSlowError:
            problem = _("Søket tok for lang tid. Skriv flere eller mer bestemte ord, eller velg en enhet.")
    context: dict[str, Any] = {
        "asked": asked,
        "choice": choice,
        "results": results,
        "problem": problem,
        "units": _units(request, choice.unit),
        "years": years(),
    }
    return page(request, "search/results.html", context, fragment="found", status=status)


@require_safe
@never_cache
def suggest(request: Request) -> HttpResponse:
    """Give the list under the box in the header; asked for as a page, it is the search page."""
    if not request.htmx:
        return HttpResponseRedirect(f"{reverse('search:results')}?{urlencode({'q': request.GET.get('q', '')})}")
    if scope_of(request.user).holds(Role.AUDITOR):
        return HttpResponse(status=204)  # each look is logged: one line a search, not one a letter
    asked = read(request.GET.get("q", ""))
    context: dict[str, Any] = {"asked": asked, "groups": [], "problem": ""}
    status = 200
    if asked and _asks_too_often(request):
        context["problem"], status = _("Vent et minutt og prøv igjen."), 429
    elif asked:
        try:
            context |= suggestions_for(request.user, asked)
        except TooSlowError:
            context["problem"] = _("Søket tok for lang tid. Skriv flere ord.")
    return page(request, "search/suggestions.html", context, status=status)


def _units(request: Request, chosen: Unit | None) -> SafeString:
    return unit_options(request.user, Unit.objects.visible_to(request.user).filter(closed=None), chosen)


def _asks_too_often(request: Request) -> bool:
    key = f"search:{request.user.pk}:{timezone.now():%H%M}"
    cache.add(key, 0, timeout=90)
    try:
        return bool(cache.incr(key) > MOST_A_MINUTE)
    except ValueError:  # the key ran out between the two lines
        return False
