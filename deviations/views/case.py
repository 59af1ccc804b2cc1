"""The page of one case, the same for the one who reported it and for those who handle it. [D2, D13]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deviations.choices import OPEN_STATES, State
from deviations.models import Deviation
from deviations.policies.deviations import sees_all
from deviations.queries import case
from deviations.queries.case import Seen
from deviations.queries.flow import counted, due_in, facts_of, handlers_of, other_needs
from deviations.queries.representatives import sees_as_representative, shown_files
from deviations.queries.settings import settings_for
from deviations.queries.tracks import urgent
from deviations.rules.flow import Facts, Need, needs_to_begin, needs_to_close
from deviations.rules.looks import SERIOUSNESS_COLORS, STATE_COLORS
from deviations.rules.promise import promise_of
from deviations.views.case_steps import CheckList, actions_for, next_step, notice_step, with_urls
from deviations.views.flow import answer_form
from kvalitet.access.decisions import may, who
from kvalitet.access.scopes import scope_of
from kvalitet.attachments.queries import add_url, files_of
from kvalitet.history.queries import timeline
from kvalitet.notifications.actions import mark_seen
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, get_or_404, page

WAY = (State.REPORTED, State.RECEIVED, State.IN_PROGRESS, State.MEASURES, State.CLOSED)
PARTS = ("unit", "municipality", "category", "place", "handler", "reporter")
MOST_VERSIONS = 50


@require_safe
def deviation_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show what must be done now, what is known, and what has been said and done."""
    event = get_or_404(Deviation.objects.visible_to(request.user).select_related(*PARTS), uuid)
    seen = seen_by(request, event)
    mark_seen(request.user, url=event.get_absolute_url(), now=timezone.now())
    context = whole(request, event, seen) if seen.sees_all else {}
    return page(request, "deviations/deviation_detail.html", {**shared(request, event, seen), **context})


def seen_by(request: Request, event: Deviation) -> Seen:
    """Say how much of the case is theirs to see."""
    is_reporter = event.reporter_id == request.user.pk
    represents = sees_as_representative(request.user, event)
    return Seen(
        user=request.user,
        is_reporter=is_reporter,
        sees_all=sees_all(scope_of(request.user), event),
        can_handle=bool(may(request.user, "deviations.handle", event)),
        hides_reporter=(event.hides_reporter or represents) and not is_reporter,
        is_representative=represents,
    )


def shared(request: Request, event: Deviation, seen: Seen) -> dict[str, Any]:
    """Gather what everybody with access sees."""
    today = timezone.localdate()
    facts = facts_of(event, counted(event))
    needs = needs_to_close(facts, other_needs(event)) if seen.can_handle else []
    due = due_in(event)
    rules = settings_for(event.municipality_id)
    handlers = handlers_of(event, today)
    viewers = who(event)
    return {
        **{"event": event, "seen": seen, "panels": (), "actions": (), "history": None},
        "viewers": viewers,
        "people": case.shown_viewers(viewers, event, seen),
        "state_color": STATE_COLORS[event.state],
        "seriousness_color": SERIOUSNESS_COLORS[event.seriousness],
        "step": notice_step(urgent(event, timezone.now()), seen) or next_step(event, seen, facts, needs, due, today),
        "way": _way(event),
        "reporter": case.shown_reporter(event, seen),
        "handler": handlers[0] if handlers else None,
        "due": due,
        "promise": promise_of(event.created_at, event.answered_at, days=rules.answer_days, today=today),
        "files": _files(event, seen),
        "add_url": add_url(event) if may(request.user, "deviations.attach", event) else "",
        "form": answer_form(event) if seen.is_reporter else None,
        "check": _check(event, facts, needs) if seen.can_handle else None,
        **_lines(request, event, seen),
    }


def whole(request: Request, event: Deviation, seen: Seen) -> dict[str, Any]:
    """Gather what only those who handle or follow the case see."""
    return {
        "panels": panels_for("deviation", request, event),
        "history": _history(request, event, seen),
        "actions": actions_for(event, seen),
    }


def _history(request: Request, event: Deviation, seen: Seen) -> list[Any] | None:
    """Return the versions of the case for those who ask, or None: they cost as much as the rest of the page."""
    if "endringer" not in request.GET or seen.is_representative:
        return None
    return case.without_reporter(timeline(event, limit=MOST_VERSIONS), event, seen)


def _check(event: Deviation, facts: Facts, needs: list[Need]) -> CheckList | None:
    """Return what must be in place before the next step; nothing where a button is all that is needed."""
    if event.state == State.RECEIVED and (begin := needs_to_begin(facts)):
        return CheckList(_("Før du kan starte behandlingen"), with_urls(event, begin))
    if event.state in {State.IN_PROGRESS, State.MEASURES}:
        return CheckList(_("Før du kan lukke saken"), with_urls(event, needs))
    return None


def _way(event: Deviation) -> list[dict[str, Any]]:
    """Return the steps of the way, with the moment where there is one; the case stands at one of them."""
    stood = State.RECEIVED if event.state == State.RETURNED else State(event.state)
    ended = {State.REJECTED, State.CLOSED_NO_EFFECT}
    names = [stood if state == State.CLOSED and stood in ended else state for state in WAY]
    at = names.index(stood)
    moments = {State.REPORTED: event.created_at, State.RECEIVED: event.received_at, names[-1]: event.closed_at}
    return [
        {"label": state.label, "at": moments.get(state), "is_now": number == at, "is_done": number < at}
        for number, state in enumerate(names)
        if not (state == State.MEASURES and number < at and event.state not in OPEN_STATES)
    ]


def _files(event: Deviation, seen: Seen) -> dict[str, Any]:
    """Split the files into pictures to look at and the rest; representatives see those chosen for them."""
    rows = files_of([event])[event.pk]
    if seen.is_representative:
        shown = shown_files(event)
        rows = [row for row in rows if any(str(key) in row.url for key in shown)]
    pictures = [row for row in rows if row.icon == "FileImage" and row.save_url]
    return {"pictures": pictures, "others": [row for row in rows if row not in pictures]}


def _lines(request: Request, event: Deviation, seen: Seen) -> dict[str, Any]:
    """Return the timeline, and what of it is asked for."""
    lines = case.lines_of(event, seen)
    chosen = request.GET.get("logg", "")
    kept = {
        "meldinger": [line for line in lines if line.is_said],
        "melder": [line for line in lines if line.is_for_reporter],
    }
    return {
        "lines": kept.get(chosen, lines),
        "chosen": chosen if chosen in kept else "",
        "question": _question(event, lines),
    }


def _question(event: Deviation, lines: list[case.Line]) -> str:
    """Return what the one who reported was asked last, while it waits for an answer."""
    asked = (line.text for line in lines if line.is_question)
    return next(asked, "") if event.state == State.RETURNED else ""
