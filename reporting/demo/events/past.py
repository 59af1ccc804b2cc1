"""Writes three years of events in Fjordvik, without a history for each: they were there before the system was."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import exp
from random import Random

from deviations.choices import HSE_TRACKS, Circle, EntryKind, Source, State
from deviations.models import Category, Deviation, Entry, Numbering, Place
from deviations.rules.matrix import default_band
from deviations.rules.words import title_of
from kvalitet.organisation.models import Person, Position, Unit
from reporting.demo.clock import NORWAY
from reporting.demo.events.course import Course, course
from reporting.demo.events.telling import HAPPENS_IN, SPOTS, Told
from reporting.demo.people import Demo
from reporting.demo.units import FJORDVIK

YEARS = 3
RATE = 1.5
"""Events a year for each who works in a unit, when all is as usual."""
LIVELY = {"langtid": 1.5, "nordvik": 1.2, "nord": 1.1, "okonomi": 0.5, "plan": 0.5, "personal": 0.4, "kultur": 0.5}
SEASON = (1.0, 1.05, 1.1, 0.95, 1.0, 1.0, 0.45, 0.85, 1.1, 1.1, 1.15, 0.8)
SILENT, SILENT_DAYS = "kjokken", 150
LOUD, LOUD_DAYS, LOUD_SHARE = "nordvik", 80, 3.0
"""A unit that has stopped reporting, and one where violence has grown: both are signals."""
EAGER = 0.06
CONFIDENTIAL = ("patient", "violence", "school", "privacy")


class Past:
    """Lets events happen in every unit, month after month, until now."""

    def __init__(
        self, demo: Demo, categories: dict[str, Category], places: dict[int, list[Place]], now: datetime
    ) -> None:
        self.demo, self.categories, self.places, self.now = demo, categories, places, now
        self.chance = Random(demo.today.toordinal())  # noqa: S311 — the same each time for the same day
        self.staff: dict[int, list[Person]] = {}
        for post in Position._base_manager.filter(unit__municipality=demo.municipality).select_related("person"):
            self.staff.setdefault(post.unit_id, []).append(post.person)

    def tell(self) -> list[Deviation]:
        """Write the events with their timelines, in the order they were reported."""
        happened = sorted(self._moments(), key=lambda found: found[0])
        rows, courses = [], []
        for number, (moment, key) in enumerate(happened, start=1):
            row, went = self._event(number, moment, key)
            rows.append(row)
            courses.append(went)
        made = Deviation._base_manager.bulk_create(rows, batch_size=1000)
        Numbering._base_manager.create(municipality=self.demo.municipality, last=len(made))
        lines = [
            line for row, (went, told) in zip(made, courses, strict=True) for line in self._timeline(row, went, told)
        ]
        Entry._base_manager.bulk_create(lines, batch_size=2000)
        return made

    def _moments(self) -> Iterator[tuple[datetime, str]]:
        first = date(self.demo.today.year - YEARS, self.demo.today.month, 1)
        for plan in FJORDVIK:
            if plan.key not in HAPPENS_IN:
                continue
            daily = plan.staff * RATE * LIVELY.get(plan.key, 1.0) / 365
            for offset in range((self.demo.today - first).days + 1):
                day = first + timedelta(days=offset)
                for _one in range(self._count(daily * SEASON[day.month - 1] * self._mood(plan.key, day))):
                    moment = datetime.combine(
                        day, time(self.chance.randrange(7, 22), self.chance.randrange(60)), NORWAY
                    )
                    if moment < self.now:
                        yield moment, plan.key

    def _mood(self, key: str, day: date) -> float:
        ago = (self.demo.today - day).days
        grows = 0.7 + 0.3 * (1 - ago / (YEARS * 366))
        if key == SILENT and ago < SILENT_DAYS:
            return 0.0
        return grows * (LOUD_SHARE if key == LOUD and ago < LOUD_DAYS else 1.0)

    def _count(self, mean: float) -> int:
        """Draw how many happen in a day (Poisson)."""
        limit, product, count = exp(-mean), self.chance.random(), 0
        while product > limit:
            product *= self.chance.random()
            count += 1
        return count

    def _event(self, number: int, moment: datetime, key: str) -> tuple[Deviation, tuple[Course, Told]]:
        chance, unit = self.chance, self.demo.units[key]
        happens = HAPPENS_IN[key]
        told = self._told(key, moment)
        went = course(chance, told, moment, self.now)
        text = told.text.format(sted=chance.choice(SPOTS[id(happens)]))
        category = self.categories[told.category]
        is_anonymous = chance.random() < 0.03
        hidden = told.category in CONFIDENTIAL and chance.random() < 0.12
        places = self.places.get(unit.pk)
        row = Deviation(
            municipality=self.demo.municipality,
            number=number,
            unit=unit,
            reporter=None if is_anonymous else self._reporter(unit),
            source=Source.ANONYMOUS if is_anonymous else Source.SIGNED_IN,
            kind=told.kind,
            category=category,
            place=chance.choice(places) if places and chance.random() < 0.5 else None,
            title=title_of(text),
            description=text,
            immediate_action=told.at_once,
            happened_on=(moment - timedelta(hours=chance.choice((0, 0, 0, 5, 20)))).date(),
            circle=Circle.CONFIDENTIAL if hidden else Circle.NORMAL,
            hides_reporter=chance.random() < 0.05,
            track_kinds=list(category.tracks),
            is_hse=bool(HSE_TRACKS.intersection(category.tracks)),
            created_at=moment,
            opened_at=None if is_anonymous else moment - timedelta(seconds=25 + chance.expovariate(1 / 40)),
            **self._how_it_went(went, told),
        )
        return row, (went, told)

    def _reporter(self, unit: Unit) -> Person:
        """Choose one who works there; the employee one signs in as reports more than most."""
        known = self.demo.users["ansatt"]
        staff = self.staff[unit.pk]
        return known if known in staff and self.chance.random() < EAGER else self.chance.choice(staff)

    def _told(self, key: str, moment: datetime) -> Told:
        happens = HAPPENS_IN[key]
        if key == LOUD and (self.now - moment).days < LOUD_DAYS and self.chance.random() < 0.65:
            happens = tuple(told for told in happens if told.category == "violence")
        return self.chance.choice(happens)

    def _how_it_went(self, went: Course, told: Told) -> dict[str, object]:
        is_ended = went.closed_at is not None and went.state != State.REJECTED
        knows_why = is_ended or went.state == State.MEASURES
        assessed = went.likelihood is not None and went.consequence is not None
        return {
            **went._asdict(),
            "risk_score": went.risk_score,
            "risk_band": default_band(went.likelihood or 1, went.consequence or 1) if assessed else "",
            "causes": list(told.causes) if knows_why else [],
            "closing_text": told.answer if is_ended else "",
            "no_measure_reason": "Rettet på stedet." if is_ended and went.seriousness == 1 else "",
        }

    def _timeline(self, row: Deviation, went: Course, told: Told) -> Iterator[Entry]:
        leader = self.demo.leaders.get(self.demo.key_of.get(row.unit_id, ""))

        def line(kind: str, at: datetime, text: str, *, by: Person | None, shown: bool = True) -> Entry:
            common = {"municipality": self.demo.municipality, "deviation": row, "is_for_reporter": shown}
            return Entry(kind=kind, at=at, text=text, by=by, **common)

        yield line(EntryKind.RECEIPT, row.created_at, "Meldingen er tatt imot av systemet.", by=None)
        if went.received_at:
            yield line(EntryKind.STATE, went.received_at, "Saken er mottatt.", by=leader)
        if went.answered_at and went.state == State.REJECTED:
            yield line(
                EntryKind.REJECTED, went.answered_at, "Dette følges opp et annet sted. Takk for beskjed.", by=leader
            )
        elif went.answered_at:
            yield line(
                EntryKind.MESSAGE_TO_REPORTER, went.answered_at, "Takk for at du sa fra. Vi ser på saken.", by=leader
            )
        if went.closed_at and went.state != State.REJECTED:
            yield line(EntryKind.CLOSING, went.closed_at, told.answer, by=leader)
