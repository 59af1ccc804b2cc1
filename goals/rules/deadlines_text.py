"""Deadlines as people write them, read with an explanation a person can check. [G5]"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from goals.choices import DueKind
from goals.rules import deadline_phrases as phrases
from goals.rules.date_text import LONGEST, NoSuchDate, Span, clean, in_words
from goals.rules.deadline_phrases import Edge
from goals.rules.deadline_span import Found, Plan, due_of, find, find_inside
from kvalitet.calendar.periods import add_months

REVIEW_MONTHS = 4
FAR_YEARS = 10
ONE_DAY = timedelta(days=1)
POINTED = frozenset({Edge.WITHIN, Edge.BEFORE, Edge.END, Edge.BEGINNING, Edge.MIDDLE})
STARTING = frozenset({Edge.FROM, Edge.AFTER, Edge.START})
NO_YEAR = _("Året er ikke skrevet, så planens år er brukt.")


@dataclass(frozen=True, slots=True)
class DueReading:
    """How a written deadline was read; `certain` is False where a person should look at it."""

    kind: DueKind
    due: date | None
    starts: date | None
    review_months: int | None
    explanation: str
    certain: bool


def interpret_due(text: str, *, year: int, ends_year: int | None = None, today: date | None = None) -> DueReading:
    """Read a deadline; missing years are the plan's, and `today` moves what recurs to its next time. [G5]"""
    text = text.strip()
    if len(text) > LONGEST:
        return _unreadable(text, _("Teksten er for lang til å leses som en frist. Velg en dato."))
    plan = Plan(year, max(ends_year or year, year), today)
    words = clean(text)
    try:
        reading = _read(words, text, plan)
    except (NoSuchDate, OverflowError):
        return _unreadable(text, _("Kalenderen har ingen dato eller periode som «%(text)s». Velg en dato."))
    return _warn_when_far(reading, plan)


def _read(words: str, text: str, plan: Plan) -> DueReading:
    if phrases.NOTHING.fullmatch(words):
        return DueReading(DueKind.NONE, None, None, None, str(_("Fristen er ikke satt.")), certain=True)
    reading = _recurring(words, plan) or _ongoing(words, plan) or _relative(words, plan)
    if reading:
        return reading
    if found := find(words, plan):
        return _from_found(found, plan)
    if phrases.VAGUE.search(words):
        return _unreadable(text, _("«%(text)s» sier ikke hvilken dag. Velg en dato."))
    if phrases.STATUS.fullmatch(words):
        return _unreadable(text, _("«%(text)s» ser ut som en status og ikke en frist. Velg en dato."))
    if inside := find_inside(words, plan):
        return _from_inside(inside, plan)
    if phrases.DEPENDENT.match(words):
        message = _("Fristen følger noe annet: «%(text)s». Velg en dato hvis du kjenner den.")
        return replace(_unreadable(text, message), kind=DueKind.DEPENDENT)
    return _unreadable(text, _("«%(text)s» kan ikke leses som en frist. Velg en dato."))


def _unreadable(text: str, message: object) -> DueReading:
    shown = text if len(text) <= 80 else text[:79] + "…"
    explanation = str(message).replace("%(text)s", " ".join(shown.split()))
    return DueReading(DueKind.UNREADABLE, None, None, None, explanation, certain=False)


def _warn_when_far(reading: DueReading, plan: Plan) -> DueReading:
    near = plan.year - FAR_YEARS, plan.ends_year + FAR_YEARS
    if reading.due is None or near[0] <= reading.due.year <= near[1]:
        return reading
    warning = _("Det er langt fra planens år, så se etter at årstallet stemmer.")
    return replace(reading, certain=False, explanation=f"{reading.explanation} {warning}")


def _from_found(found: Found, plan: Plan) -> DueReading:
    span, edges = found
    if edges & STARTING and not span.is_range:
        return _only_a_start(span, edges)
    due = due_of(found)
    starts = None if span.is_day or edges & POINTED else span.starts
    if span.is_day:
        message = str(_("Leses som fristen %(due)s.")) % {"due": in_words(due)}
    elif starts is None:
        message = str(_("Leses som senest %(due)s.")) % {"due": in_words(due)}
    else:
        message = str(_("Leses som i løpet av perioden %(starts)s – %(due)s. Fristen er den siste dagen.")) % {
            "starts": in_words(starts),
            "due": in_words(due),
        }
    notes = _notes(span, edges)
    certain = notes in ([], [NO_YEAR])
    kind = DueKind.DATE if span.is_day else DueKind.WITHIN_PERIOD
    return DueReading(kind, due, starts, None, " ".join([message, *map(str, notes)]), certain)


def _notes(span: Span, edges: frozenset[Edge]) -> list[object]:
    """What a person should know about the reading, most important last."""
    notes: list[object] = [] if span.has_year else [NO_YEAR]
    whole_period = not (span.is_day or span.is_range or span.ahead)
    if whole_period and Edge.WITHIN in edges and edges.isdisjoint(POINTED - {Edge.WITHIN}):
        notes.append(_("«Innen» kan også bety før perioden begynner, så se etter at det stemmer."))
    elif not span.certain or Edge.ABOUT in edges:
        notes.append(_("Teksten kan leses på flere måter, så se etter at datoen stemmer."))
    return notes


def _only_a_start(span: Span, edges: frozenset[Edge]) -> DueReading:
    message = str(_("Teksten sier at arbeidet starter %(starts)s, men ikke når det skal være ferdig."))
    starts = span.ends + ONE_DAY if Edge.AFTER in edges and not span.is_day else span.starts
    explanation = message % {"starts": in_words(starts)}
    if Edge.FROM in edges:
        return DueReading(DueKind.ONGOING, None, starts, REVIEW_MONTHS, explanation, certain=False)
    return DueReading(DueKind.UNREADABLE, None, starts, None, explanation, certain=False)


def _recurring(words: str, plan: Plan) -> DueReading | None:
    for months, form in phrases.RECURRING:
        if match := form.search(words):
            rest = f"{words[: match.start()]} {words[match.end() :]}".strip(" .,;:-/()og")
            found = find(rest, plan)
            first = max(map(due_of, [found] if found else find_inside(rest, plan)), default=None)
            due = _next(first, months, plan)
            message = _("Leses som noe som gjentas %(often)s. Neste frist er %(due)s.")
            weekly = months == 1 and phrases.WEEKLY.search(match[0]) is not None
            values = {"often": _often(months, weekly), "due": in_words(due)}
            certain = not weekly and (not rest or found is not None)
            return DueReading(DueKind.RECURRING, due, None, months, str(message) % values, certain)
    return None


def _next(first: date | None, months: int, plan: Plan) -> date:
    """The first time not yet past; without a written date each stretch ends with a month."""
    base, step = (first, 0) if first else (date(plan.year - 1, 12, 31), 1)
    if plan.today and plan.today > base:
        gone = (plan.today.year - base.year) * 12 + plan.today.month - base.month
        step = max(step, gone // months)
        while add_months(base, months * step) < plan.today:
            step += 1
    return add_months(base, months * step)


def _often(months: int, weekly: bool) -> str:
    if weekly:
        return str(_("hver uke, og følges opp hver måned"))
    names = {
        1: _("hver måned"),
        2: _("annenhver måned"),
        3: _("hvert kvartal"),
        4: _("hvert tertial"),
        6: _("hvert halvår"),
        12: _("hvert år"),
        24: _("hvert andre år"),
        36: _("hvert tredje år"),
        48: _("hvert fjerde år"),
    }
    return str(names[months])


def _ongoing(words: str, plan: Plan) -> DueReading | None:
    match = phrases.ONGOING.search(words) or phrases.ONGOING_ALONE.fullmatch(words)
    if not match:
        onward = find(phrases.ONWARD.sub("", words), plan) if phrases.ONWARD.search(words) else None
        return _only_a_start(onward.span, frozenset({Edge.FROM})) if onward else None
    rest = f"{words[: match.start()]} {words[match.end() :]}".strip(" .,;:-/()")
    found = find(rest, plan) or next(iter(find_inside(rest, plan)), None) if rest else None
    if found is None:
        message = str(_("Leses som løpende arbeid uten sluttdato, som ses gjennom hvert tertial."))
        certain = not rest and phrases.ONGOING_ALONE.fullmatch(words) is None
        return DueReading(DueKind.ONGOING, None, None, REVIEW_MONTHS, message, certain or words == "hele året")
    if Edge.FROM in found.edges and not found.span.is_range:
        message = str(_("Leses som løpende arbeid fra %(starts)s, som ses gjennom hvert tertial."))
        starts = found.span.starts
        return DueReading(
            DueKind.ONGOING, None, starts, REVIEW_MONTHS, message % {"starts": in_words(starts)}, certain=True
        )
    message = str(_("Leses som løpende arbeid med en frist %(due)s, som ses gjennom hvert tertial."))
    due = due_of(found)
    return DueReading(DueKind.ONGOING, due, None, REVIEW_MONTHS, message % {"due": in_words(due)}, certain=False)


def _relative(words: str, plan: Plan) -> DueReading | None:
    match = phrases.RELATIVE.fullmatch(words)
    if not match or plan.today is None:
        return None
    count = int(match["n"]) if match["n"].isdecimal() else phrases.COUNTS[match["n"]]
    unit = match["unit"]
    if unit in ("dag", "uke", "veke"):
        due = plan.today + ONE_DAY * (count if unit == "dag" else count * 7)
    else:
        due = add_months(plan.today, count * (12 if unit == "år" else 1))
    message = str(_("Leses som fristen %(due)s, regnet fra i dag.")) % {"due": in_words(due)}
    return DueReading(DueKind.DATE, due, None, None, message, certain=False)


def _from_inside(inside: list[Found], plan: Plan) -> DueReading:
    reading = _from_found(max(inside, key=due_of), plan)
    if len(inside) > 1:
        note = _("Teksten nevner flere datoer, og den siste er brukt.")
    else:
        note = _("Resten av teksten er ikke lest.")
    return replace(reading, certain=False, explanation=f"{reading.explanation} {note}")
