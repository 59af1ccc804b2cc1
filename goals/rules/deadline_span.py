"""Finding the date or period in a written deadline, and the day it points at."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from goals.rules import deadline_phrases as phrases
from goals.rules.date_text import NoSuchDate, Span
from goals.rules.deadline_phrases import Edge
from goals.rules.period_text import read_span
from kvalitet.calendar.periods import add_months

ONE_DAY = timedelta(days=1)
LONGEST_PHRASE = 6


class Plan(NamedTuple):
    year: int
    ends_year: int
    today: date | None


class Found(NamedTuple):
    span: Span
    edges: frozenset[Edge]


def find(words: str, plan: Plan) -> Found | None:
    """A whole text as words of direction around one date or period: «innen utgangen av | mars»."""
    edges: set[Edge] = set()
    words = words.strip(" .,;:-")
    while words:
        if span := _span(words, plan):
            return Found(span, frozenset(edges))
        shorter = phrases.TAIL.sub("", words)
        if shorter == words:
            edge, shorter = _strip_edge(words)
            edges.add(edge)
        if len(shorter) >= len(words):
            return None
        words = shorter.strip(" .,;:-")
    return None


def _strip_edge(words: str) -> tuple[Edge, str]:
    for edge, form in phrases.EDGES:
        if match := form.match(words):
            return edge, words[match.end() :]
    return Edge.FILLER, words


def _span(words: str, plan: Plan) -> Span | None:
    if re.fullmatch(r"(?:hele )?(?:plan|program|prosjekt|økonomiplan)?perioden", words):
        return Span(date(plan.year, 1, 1), date(plan.ends_year, 12, 31), certain=plan.ends_year > plan.year)
    words = re.sub(r"\b(?:neste|komande) år\b", str(plan.year + 1), words)
    return read_span(words, year=plan.year)


def find_inside(words: str, plan: Plan) -> list[Found]:
    """Dates and periods inside a longer text; bare numbers such as «sak 12/07» do not count."""
    parts = words.replace("(", " ").replace(")", " ").replace(";", " ").split()
    found: list[Found] = []
    at = 0
    while at < len(parts):
        for length in range(min(LONGEST_PHRASE, len(parts) - at), 0, -1):
            window = " ".join(parts[at : at + length]).strip(" .,:")
            if (hit := _strong(window, plan)) is not None:
                found.append(hit)
                at += length - 1
                break
        at += 1
    return found


def _strong(window: str, plan: Plan) -> Found | None:
    if not window or not any(sign.isdecimal() for sign in window):
        return None
    try:
        found = find(window, plan)
    except (NoSuchDate, OverflowError):
        return None
    if found is None or found.edges & {Edge.FROM, Edge.AFTER, Edge.START}:
        return None
    is_named = any(sign.isalpha() for sign in window)
    return found if is_named or (found.span.is_day and found.span.has_year and len(window) > 5) else None


def due_of(found: Found) -> date:
    span, edges = found
    if Edge.BEFORE in edges:
        return span.ahead or span.starts - ONE_DAY
    if Edge.WITHIN in edges and span.ahead:
        return span.ahead
    days = (span.ends - span.starts).days + 1
    if Edge.BEGINNING in edges:
        return _beginning(span, days)
    if Edge.MIDDLE in edges:
        return _middle(span, days)
    return span.ends


def _beginning(span: Span, days: int) -> date:
    """The first third, or the first quarter of a whole year: «primo juni» is 10 June."""
    if days > 360:
        return add_months(span.starts, 3) - ONE_DAY
    return span.starts + ONE_DAY * max(round(days / 3) - 1, 0)


def _middle(span: Span, days: int) -> date:
    """Half-way: «medio mai» is 15 May, «medio 2026» the end of June."""
    if days > 360:
        return add_months(span.starts, 6) - ONE_DAY
    if days in range(28, 32):
        return span.starts + ONE_DAY * 14
    return span.starts + ONE_DAY * ((days - 1) // 2)
