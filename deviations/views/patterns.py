"""Patterns: listed, shown with their events over time, given a common measure, ended. [D10]"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deviations.actions import patterns as pattern_actions
from deviations.choices import PatternState
from deviations.forms.measures import WhyForm
from deviations.forms.patterns import ClosePatternForm, PatternForm
from deviations.models import Deviation, Pattern, PatternEvent, PatternMeasure
from deviations.queries.measures import measure_rows, summary
from deviations.queries.patterns import chart_of, events_of, seen_of, since_words
from deviations.queries.planning import people_near
from deviations.queries.repeats import repeats, told
from deviations.views.acting import stored
from deviations.views.measures import link_form, measure_form
from kvalitet.access.decisions import may, require, who
from kvalitet.access.scopes import scope_of
from kvalitet.history.queries import timeline
from kvalitet.web.listing import listing
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, done, get_or_404, page

MOST_SHOWN = 50
REPEAT_DAYS = 90


def find_pattern(request: Request, uuid: UUID) -> Pattern:
    """Find a pattern the person may see."""
    return get_or_404(Pattern.objects.visible_to(request.user).select_related("unit", "municipality"), uuid)


@require_safe
def pattern_list(request: Request) -> HttpResponse:
    """List the patterns over the person's units, the open ones unless asked otherwise."""
    require(request.user, "deviations.view")
    shown = request.GET.get("vis", "")
    rows = Pattern.objects.visible_to(request.user).select_related("unit").order_by("-created_at", "-pk")
    states = {"": [PatternState.OPEN], "avsluttet": [PatternState.CLOSED], "alle": list(PatternState)}
    shown = shown if shown in states else ""
    found = listing(request, rows.filter(state__in=states[shown]))
    seen = seen_of(request.user, found.rows)
    now = timezone.now()
    again = repeats(request.user, _followed(request), since=now - timedelta(days=REPEAT_DAYS), until=now)
    context = {
        "conclusion": told(again, REPEAT_DAYS),
        "patterns": found,
        "rows": [{"pattern": row, "seen": seen.get(row.pk), "since": _since(seen.get(row.pk))} for row in found.rows],
        "shown": shown,
        "chips": [("", _("Åpne")), ("avsluttet", _("Avsluttet")), ("alle", _("Alle"))],
    }
    return page(request, "deviations/pattern_list.html", context)


def _followed(request: Request) -> Any:
    """Return the events of the units the person follows, as far as they may be seen."""
    return Deviation.objects.visible_to(request.user).filter(scope_of(request.user).q("deviations.view"))


def _since(seen: Any) -> str:
    return since_words(seen.last) if seen else ""


@require_safe
def pattern_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show the events over time, what is done about them, and who may see it."""
    pattern, today = find_pattern(request, uuid), timezone.localdate()
    events = list(events_of(request.user, pattern).select_related("unit", "category").order_by("-happened_on", "-pk"))
    links = {link.deviation_id: link for link in pattern.event_links.visible_to(request.user)}
    measures = measure_rows(request.user, list(pattern.measure_links.visible_to(request.user)), today)
    is_open = pattern.state == PatternState.OPEN
    context = {
        "pattern": pattern,
        "rows": [{"event": event, "link": links.get(event.pk)} for event in events[:MOST_SHOWN]],
        "count": len(events),
        "chart": chart_of(events, today, _("Hendelser over tid")),
        "measures": measures,
        "summary": summary(measures),
        "is_open": is_open,
        "can_edit": is_open and bool(may(request.user, "deviations.handle", pattern)),
        "can_reopen": not is_open and bool(may(request.user, "deviations.handle", pattern)),
        "entries": timeline(pattern),
        "viewers": who(pattern),
        "panels": panels_for("pattern", request, pattern),
    }
    return page(request, "deviations/pattern_detail.html", context)


@require_http_methods(["GET", "POST"])
def pattern_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change what the pattern is called and what is seen in it."""
    pattern = find_pattern(request, uuid)
    require(request.user, "deviations.handle", pattern)
    form = PatternForm(request.POST if request.method == "POST" else None, instance=pattern)
    if form.is_valid():
        fields = form.cleaned_data
        changed = stored(form, lambda: pattern_actions.edit_pattern(pattern, **fields, by=request.user))
        if changed is not None:
            return done(request, pattern, _("Mønsteret er lagret."))
    words = {"title": _("Rediger mønsteret"), "button": _("Lagre mønsteret")}
    return page(request, "deviations/pattern_form.html", {"form": form, "pattern": pattern, **words})


@require_http_methods(["GET", "POST"])
def pattern_close(request: Request, uuid: UUID) -> HttpResponse:
    """End the pattern with a word on how it went."""
    pattern = find_pattern(request, uuid)
    require(request.user, "deviations.handle", pattern)
    form = ClosePatternForm(request.POST if request.method == "POST" else None, instance=pattern)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if stored(form, lambda: pattern_actions.close_pattern(pattern, text=text, by=request.user)) is not None:
            return done(request, pattern, _("Mønsteret er avsluttet."))
    words = {"title": _("Avslutt mønsteret"), "button": _("Avslutt mønsteret")}
    return page(request, "deviations/pattern_form.html", {"form": form, "pattern": pattern, **words})


@require_http_methods(["GET", "POST"])
def pattern_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open a pattern that came back, and say why."""
    pattern = find_pattern(request, uuid)
    require(request.user, "deviations.handle", pattern)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if stored(form, lambda: pattern_actions.reopen_pattern(pattern, reason=reason, by=request.user)) is not None:
            return done(request, pattern, _("Mønsteret er åpnet igjen."))
    words = {"title": _("Åpne mønsteret igjen"), "button": _("Åpne mønsteret")}
    return page(request, "deviations/pattern_form.html", {"form": form, "pattern": pattern, **words})


@require_http_methods(["GET", "POST"])
def pattern_event_remove(request: Request, uuid: UUID, event: UUID) -> HttpResponse:
    """Ask once, and take an event the person sees out of the pattern."""
    pattern = find_pattern(request, uuid)
    require(request.user, "deviations.handle", pattern)
    seen = get_or_404(events_of(request.user, pattern), event)
    rows = PatternEvent.objects.visible_to(request.user).filter(pattern=pattern, deviation=seen)
    link = rows.select_related("pattern", "deviation").get()
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        stored(form, lambda: pattern_actions.remove_event(link, by=request.user, reason=reason))
        if form.is_valid():
            return done(request, pattern, _("Hendelsen er tatt ut av mønsteret."))
    words = {
        "title": _("Vil du ta hendelsen ut av mønsteret?"),
        "text": _("Hendelsen blir stående som den er."),
        "button": _("Ta ut hendelsen"),
    }
    return page(
        request, "deviations/measure_confirm.html", {"form": form, "thing": seen.title, "back": pattern, **words}
    )


@require_http_methods(["GET", "POST"])
def pattern_measure_create(request: Request, uuid: UUID) -> HttpResponse:
    """Register a measure that shall put an end to the pattern."""
    pattern = find_pattern(request, uuid)
    require(request.user, "deviations.handle", pattern)
    form = measure_form(request, pattern.unit, discreet=False)
    if form.is_valid():
        measure = form.told
        made = stored(form, lambda: pattern_actions.create_common_measure(pattern, told=measure, by=request.user))
        if made is not None:
            return done(request, pattern, _("Tiltaket er laget. Den ansvarlige får det i sine oppgaver."))
    context = {"form": form, "back": pattern, "people": people_near(request.user, pattern.unit)}
    return page(request, "deviations/measure_form.html", context)


@require_http_methods(["GET", "POST"])
def pattern_measure_link(request: Request, uuid: UUID) -> HttpResponse:
    """Find a measure there is, and link it to the pattern."""
    pattern = find_pattern(request, uuid)
    require(request.user, "deviations.handle", pattern)
    known = list(pattern.measure_links.visible_to(request.user).values_list("measure_id", flat=True))
    form, context = link_form(request, pattern.unit, known)
    if form.is_valid():
        chosen = form.cleaned_data["measure"]
        made = stored(form, lambda: pattern_actions.link_common_measure(pattern, chosen, by=request.user))
        if made is not None:
            return done(request, pattern, _("Tiltaket er koblet til mønsteret."))
    return page(request, "deviations/measure_link.html", {**context, "form": form, "back": pattern})


@require_http_methods(["GET", "POST"])
def pattern_measure_unlink(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and take a measure away from the pattern."""
    rows = PatternMeasure.objects.visible_to(request.user)
    link = get_or_404(rows.select_related("pattern__unit", "measure"), uuid)
    require(request.user, "deviations.handle", link)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, pattern = form.cleaned_data["reason"], link.pattern
        stored(form, lambda: pattern_actions.unlink_common_measure(link, by=request.user, reason=reason))
        if form.is_valid():
            return done(request, pattern, _("Koblingen er fjernet. Tiltaket finnes fortsatt i planen."))
    words = {
        "title": _("Vil du fjerne koblingen til tiltaket?"),
        "text": _("Tiltaket blir stående i planen, men hører ikke lenger til mønsteret."),
        "button": _("Fjern koblingen"),
    }
    context = {"form": form, "thing": link.measure, "back": link.pattern, **words}
    return page(request, "deviations/measure_confirm.html", context)
