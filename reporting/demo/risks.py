"""The risks of Fjordvik kommune over three years, and its matrix in two versions. The texts are in risks.csv."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from deviations.actions.assessments import assess, assess_many
from deviations.actions.matrices import publish_draft, publish_first, save_draft, start_draft
from deviations.actions.measures import NewMeasure
from deviations.actions.risk_measures import make_measure
from deviations.actions.risks import accept_risk, close_risk, create_risk, plan_review
from deviations.choices import Moment
from deviations.models import Deviation, MatrixVersion, Risk
from deviations.rules.matrix import Definition, Kind, default_definition
from kvalitet.calendar.workdays import previous_working_day
from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo

KINDS = ("people", "things", "economy", "trust")
AREA_KINDS = {
    "economy": "economy",
    "environment": "things",
    "trust": "trust",
    "compliance": "trust",
    "privacy": "trust",
}
REASONS = (
    "Vurdert i ledermøtet ut fra avvikene det siste året.",
    "Gått gjennom med verneombud og tillitsvalgt.",
    "Tiltakene har virket, så det skjer sjeldnere.",
    "Nytt er kommet til siden sist, se årsakene.",
)


def tell(demo: Demo) -> None:
    """Begin with one matrix, assess by it, go over to the next, and assess on."""
    changed = demo.today - timedelta(days=240)
    by = demo.users["kvalitet"]
    with at(demo.today - timedelta(days=900)):
        first = publish_first(demo.municipality, definition=_first(), reason="Vedtatt i ledergruppen.", by=by)
    rows = _rows()
    risks = _register(demo, rows)
    _assess(demo, rows, risks, since=None, until=changed)
    _assess_events(demo, first, until=changed)
    with at(changed):
        draft = start_draft(demo.municipality, by=by)
        draft = save_draft(draft, definition=_second(draft.content), by=by)
        second = publish_draft(draft, reason="Fare for liv skal alltid tas på alvor, og personvern er tatt med.", by=by)
    _assess(demo, rows, risks, since=changed, until=demo.today)
    _assess_events(demo, second, until=demo.today + timedelta(days=1))
    _end(demo, rows, risks)
    with at(demo.today - timedelta(days=6)):
        draft = start_draft(demo.municipality, by=by)
        save_draft(draft, definition=_next(draft.content), by=by)


def _next(matrix: Definition) -> Definition:
    """A draft somebody has begun: one level of likelihood gets clearer words."""
    often = replace(matrix.likelihoods[3], description="Fra én gang i måneden til én gang i året, i egen enhet")
    return replace(matrix, likelihoods=(*matrix.likelihoods[:3], often, matrix.likelihoods[4]))


def _rows() -> list[dict[str, str]]:
    text = files("reporting.demo").joinpath("risks.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def _first() -> Definition:
    """Four kinds, as most begin."""
    return default_definition()


def _second(matrix: Definition) -> Definition:
    """What may cost a life is red one step earlier, and privacy is a kind of its own."""
    privacy = Kind(
        "privacy",
        "Personvern",
        (
            "Ingen opplysninger om personer",
            "Få opplysninger, ingen sensitive",
            "Sensitive opplysninger om én person",
            "Sensitive opplysninger om flere",
            "Sensitive opplysninger om mange, spredt utenfor kommunen",
        ),
    )
    second_row = (*matrix.cells[1][:4], "red")
    return replace(matrix, kinds=(*matrix.kinds, privacy), cells=(matrix.cells[0], second_row, *matrix.cells[2:]))


def _register(demo: Demo, rows: list[dict[str, str]]) -> list[Risk]:
    risks = []
    for number, row in enumerate(rows):
        told = _told(row)
        day = demo.today - timedelta(days=told[0][0] if told else 30)
        owner = demo.users[row["owner"]] if row["owner"] else None
        fields: dict[str, Any] = {"title": row["title"], "area": row["area"], "cause": row["cause"], "owner": owner}
        fields |= {"consequence_text": row["effect"], "controls": row["controls"]}
        with at(day, 9, number):
            unit = demo.units[row["unit"]]
            by = _writer(demo, row)
            risks.append(create_risk(unit, by=by, is_confidential=bool(row["confidential"]), **fields))
    return risks


def _assess(demo: Demo, rows: list[dict[str, str]], risks: list[Risk], *, since: date | None, until: date) -> None:
    """Make the assessments of a stretch of time, first without controls, then as it was each time."""
    for number, (row, risk) in enumerate(zip(rows, risks, strict=True)):
        by = _writer(demo, row)
        for index, (ago, likelihood, consequence) in enumerate(_told(row)):
            day = demo.today - timedelta(days=ago)
            if not ((since is None or day > since) and day <= until):
                continue
            if index == 0:
                _store(risk, day, row["inherent"], Moment.INHERENT, row, "Uten det vi gjør i dag.", by)
                _store(risk, day, row["target"], Moment.TARGET, row, "Dit vi vil når tiltakene virker.", by)
            cell = f"{likelihood}x{consequence}"
            _store(risk, day, cell, Moment.CURRENT, row, REASONS[(number + index) % len(REASONS)], by)


def _store(risk: Risk, day: date, cell: str, moment: str, row: dict[str, str], reason: str, by: Person) -> None:
    if not cell:
        return
    likelihood, consequence = _cell(cell)
    main = AREA_KINDS.get(row["area"], "people")
    beside = KINDS[(KINDS.index(main) + 2) % len(KINDS)]
    consequences = {main: consequence, beside: max(1, consequence - 1)}
    risk.refresh_from_db()
    with at(day, 13):
        assess(risk, likelihood=likelihood, consequences=consequences, moment=moment, reason=reason, by=by)


def _end(demo: Demo, rows: list[dict[str, str]], risks: list[Risk]) -> None:
    """Give risks their measures, when they are looked at again, and how some of them ended."""
    for row, risk in zip(rows, risks, strict=True):
        risk.refresh_from_db()
        by = _writer(demo, row)
        told = _told(row)
        latest = demo.today - timedelta(days=told[-1][0] if told else 20)
        with at(latest, 14):
            for title in filter(None, row["measures"].split("|")):
                _measure(demo, row, risk, title, by)
            if row["state"] == "accepted":
                accept_risk(risk, reason="Sannsynligheten er liten, og mer kan vi ikke gjøre.", by=by)
            elif row["state"] == "closed":
                close_risk(risk, reason="Byggearbeidene er ferdige.", by=by)
            if row["state"] != "closed":
                plan_review(risk, on=demo.today + timedelta(days=int(row["review"])), by=by)


def _measure(demo: Demo, row: dict[str, str], risk: Risk, title: str, by: Person) -> None:
    due = previous_working_day(demo.today + timedelta(days=40 + int(row["review"]) % 200))
    responsible = risk.owner or demo.leaders.get(row["unit"]) or by
    make_measure(risk, told=NewMeasure(title=title, responsible=responsible, due=due), by=by)


def _assess_events(demo: Demo, version: MatrixVersion, *, until: date) -> None:
    rows = Deviation._base_manager.filter(municipality=demo.municipality, likelihood__isnull=False)
    waiting = rows.filter(matrix_version__isnull=True, created_at__date__lt=until)
    assess_many(demo.municipality, waiting.iterator(), by=None, version=version)


def _writer(demo: Demo, row: dict[str, str]) -> Person:
    """The owner, or the leader of the unit, or the adviser where nobody leads."""
    if row["owner"]:
        return demo.users[row["owner"]]
    return demo.leaders.get(row["unit"]) or demo.users["kvalitet"]


def _told(row: dict[str, str]) -> list[tuple[int, int, int]]:
    found = [part.partition(":") for part in row["told"].split()]
    return [(int(ago), *_cell(cell)) for ago, _colon, cell in found]


def _cell(text: str) -> tuple[int, int]:
    likelihood, _by, consequence = text.partition("x")
    return int(likelihood), int(consequence)
