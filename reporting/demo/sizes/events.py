"""Categories, and events with their timelines, of a size; the newest have lines, as those are what people open."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.utils import timezone

from deviations.choices import HSE_TRACKS, Circle, EntryKind, Source, State
from deviations.models import Category, Deviation, Entry, Numbering
from deviations.rules.default_categories import DEFAULT_CATEGORIES
from deviations.rules.matrix import default_band
from deviations.rules.words import title_of
from reporting.demo.events.course import Course, course
from reporting.demo.events.telling import EVERYWHERE, Told
from reporting.demo.sizes.copying import Writer
from reporting.demo.sizes.shape import Place, Size

YEARS = 3
ROOMS = 80
WITH_LINES = 0.05
CATEGORIES = {default.key: index for index, default in enumerate(DEFAULT_CATEGORIES)}
TRACKS = {default.key: list(default.tracks) for default in DEFAULT_CATEGORIES}
COLUMNS = (
    *("id", "municipality_id", "number", "unit_id", "reporter_id", "source", "kind", "category_id", "title"),
    *("description", "immediate_action", "happened_on", "circle", "track_kinds", "is_hse", "created_at", "opened_at"),
    *("causes", "closing_text", "seriousness", "state", "received_at", "answered_at", "closed_at", "reopened_count"),
    *("likelihood", "consequence", "risk_score", "risk_band", "idempotency_key"),
)


class Events:
    """Writes what has happened in the last three years, the oldest first."""

    def __init__(self, writer: Writer, size: Size, places: list[Place]) -> None:
        self.writer, self.places, self.total, self.chance = writer, places, size.events, writer.chance
        self.now = timezone.now()
        self.first = self.now - timedelta(days=365 * YEARS)
        self.weights = list(accumulate(place.people for place in places))
        self.numbers: Counter[int] = Counter()
        self.lines: list[tuple[Any, ...]] = []

    def write(self) -> None:
        """Write categories, events, the lines of the newest, and the last number of each municipality."""
        copy = self.writer.copy
        listed = (
            (place.number * len(CATEGORIES) + index + 1, place.number + 1, default.name, default.examples, index)
            for place in self.places
            for index, default in enumerate(DEFAULT_CATEGORIES)
        )
        columns: tuple[str, ...] = ("id", "municipality_id", "name", "examples", "position")
        copy(Category, columns, listed, total=len(self.places) * len(CATEGORIES))
        copy(Deviation, COLUMNS, self._events(), total=self.total, whys=[], hides_reporter=False)
        columns = ("deviation_id", "municipality_id", "kind", "at", "text", "by_id", "is_for_reporter")
        copy(Entry, columns, iter(self.lines), total=len(self.lines))
        copy(Numbering, ("municipality_id", "last"), iter(self.numbers.items()), total=len(self.numbers))

    def _events(self) -> Iterator[tuple[Any, ...]]:
        chance, span = self.chance, (self.now - self.first) / max(self.total, 1)
        newest = self.total * (1 - WITH_LINES)
        for pk in range(1, self.total + 1):
            place = chance.choices(self.places, cum_weights=self.weights)[0]
            moment = self.first + span * (pk - chance.random())
            told = chance.choice(EVERYWHERE)
            went = course(chance, told, moment, self.now)
            if pk > newest:
                self._lines(pk, place, moment, went, told)
            yield (pk, *self._row(place, told, went, moment))

    def _row(self, place: Place, told: Told, went: Course, moment: datetime) -> tuple[Any, ...]:
        chance, municipality = self.chance, place.number + 1
        self.numbers[municipality] += 1
        text = told.text.format(sted=f"rom {chance.randrange(1, ROOMS)}")
        reporter = place.first_person + chance.randrange(place.people)
        is_anonymous = chance.random() < 0.03
        is_ended = went.closed_at is not None and went.state != State.REJECTED
        tracks = TRACKS[told.category]
        risk = went.likelihood, went.consequence
        return (
            *(municipality, self.numbers[municipality], place.first_unit + chance.randrange(1, place.units)),
            *((None, Source.ANONYMOUS) if is_anonymous else (reporter, Source.SIGNED_IN)),
            *(told.kind, place.number * len(CATEGORIES) + CATEGORIES[told.category] + 1, title_of(text), text),
            *(told.at_once, moment.date(), Circle.CONFIDENTIAL if chance.random() < 0.05 else Circle.NORMAL),
            *(tracks, bool(HSE_TRACKS.intersection(tracks)), moment),
            None if is_anonymous else moment - timedelta(seconds=25 + chance.expovariate(1 / 40)),
            *(list(told.causes) if is_ended else [], told.answer if is_ended else "", went.seriousness, went.state),
            *(went.received_at, went.answered_at, went.closed_at, went.reopened_count, *risk, went.risk_score),
            default_band(risk[0], risk[1]) if risk[0] and risk[1] else "",
            self.writer.key(),
        )

    def _lines(self, pk: int, place: Place, moment: datetime, went: Course, told: Told) -> None:
        municipality, leader = place.number + 1, place.first_person
        self.lines.append((pk, municipality, EntryKind.RECEIPT, moment, "Meldingen er tatt imot.", None, True))
        if went.received_at:
            self.lines.append((pk, municipality, EntryKind.STATE, went.received_at, "Saken er mottatt.", leader, True))
        if went.closed_at:
            self.lines.append((pk, municipality, EntryKind.CLOSING, went.closed_at, told.answer, leader, True))
