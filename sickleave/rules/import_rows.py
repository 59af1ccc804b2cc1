"""One row of a file of absences, as payroll systems write it. Pure. [S1]"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from kvalitet.imports.rules.values import Unclear, day_of, folded, number_of
from sickleave.choices import AbsenceKind

LONGEST = timedelta(days=3 * 366)
AHEAD = timedelta(days=366)
BACK = timedelta(days=15 * 366)
LEAST_GRADE, FULL = 20, 100
SHORT_WORDS = {
    **dict.fromkeys(("em", "e", "egen", "self certified"), AbsenceKind.SELF_CERTIFIED),
    **dict.fromkeys(("sm", "s", "sykemeldt", "sykmeldt", "certified"), AbsenceKind.CERTIFIED),
    **dict.fromkeys(("sb", "bs", "omsorgspenger", "child"), AbsenceKind.CHILD),
    **dict.fromkeys(("f", "holiday"), AbsenceKind.HOLIDAY),
    **dict.fromkeys(("p", "leave"), AbsenceKind.LEAVE),
}
PARTS = (
    ("barn", AbsenceKind.CHILD),
    ("egenmeld", AbsenceKind.SELF_CERTIFIED),
    ("sykmeld", AbsenceKind.CERTIFIED),
    ("sykemeld", AbsenceKind.CERTIFIED),
    ("legemeld", AbsenceKind.CERTIFIED),
    ("ferie", AbsenceKind.HOLIDAY),
    ("permisjon", AbsenceKind.LEAVE),
)
"""The first that stands in the word decides: «egenmelding barn» is about a child."""
GONE = ("slett", "annull", "trukket", "kansell", "makulert", "deleted", "cancel")
LIVING = frozenset({"", "aktiv", "ny", "endret", "godkjent", "registrert", "innvilget", "ok", "gyldig", "ferdig"})


class Wrong(Exception):
    """The row can't be used; the text is a whole sentence that tells what to do, without saying who."""


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A row that was understood; `is_gone` when the file says that the absence is taken back."""

    row: int
    person: int
    kind: str
    starts: date
    ends: date
    grade: int = FULL
    external_id: str = ""
    is_gone: bool = False


class RowReader:
    """Reads the rows of one file; `find` gives the person with a number, and `is_share` says that grades are 0,5."""

    def __init__(self, find: Callable[[str], int | None], *, today: date, is_share: bool) -> None:
        self.find, self.today, self.is_share = find, today, is_share

    def read(self, number: int, cells: Mapping[str, str]) -> AbsenceRow:
        """Read a row. Raises Wrong with everything that is wrong about it."""
        told: list[str] = []
        person = _tried(told, self._person, cells.get("number", ""))
        kind = _tried(told, _kind, cells.get("kind", ""))
        starts = _tried(told, _day, cells.get("starts", ""), _("Fra-datoen"))
        ends = _tried(told, _day, cells.get("ends", ""), _("Til-datoen"))
        grade = _tried(told, self._grade, cells.get("grade", ""), kind)
        is_gone = _tried(told, _is_gone, cells.get("status", ""))
        if starts is not None and ends is not None:
            _tried(told, self._check_period, starts, ends)
        if told:
            raise Wrong(" ".join(told))
        return AbsenceRow(number, person, kind, starts, ends, grade, cells.get("external_id", "").strip(), is_gone)

    def _person(self, text: str) -> int:
        if not text.strip():
            raise Wrong(_("Ansattnummer mangler."))
        found = self.find(text.strip())
        if found is None:
            raise Wrong(
                _("Ingen med stilling i kommunen har dette ansattnummeret. Hent inn ansatte, eller rett nummeret.")
            )
        return found

    def _grade(self, text: str, kind: str | None) -> int:
        try:
            value = number_of(text)
        except Unclear as error:
            raise Wrong(_("Grad må være et tall, for eksempel 50.")) from error
        if value is None:
            return FULL
        value = value * 100 if self.is_share and "%" not in text else value
        grade = int(value.quantize(type(value)(1), rounding=ROUND_HALF_UP))
        if not LEAST_GRADE <= grade <= FULL:
            raise Wrong(_("Grad må være mellom 20 og 100 prosent."))
        if grade != FULL and kind not in {AbsenceKind.CERTIFIED, None}:
            raise Wrong(_("Bare en sykmelding kan være gradert. Skriv 100, eller la grad stå tom."))
        return grade

    def _check_period(self, starts: date, ends: date) -> None:
        if ends < starts:
            raise Wrong(_("Til-datoen er før fra-datoen."))
        if starts < self.today - BACK:
            raise Wrong(_("Fra-datoen er mer enn 15 år tilbake."))
        if ends > self.today + AHEAD:
            raise Wrong(_("Til-datoen er mer enn ett år fram. Skriv den siste dagen dere kjenner."))
        if ends - starts > LONGEST:
            raise Wrong(_("Fraværet er lenger enn tre år. Del det i flere rader, eller rett datoene."))


def _tried(told: list[str], reader: Callable[..., Any], *given: Any) -> Any:
    """Read one thing; what is wrong with it is told beside what is wrong with the others."""
    try:
        return reader(*given)
    except Wrong as wrong:
        told.append(str(wrong))
        return None


def _day(text: str, name: str) -> date:
    try:
        found = _read_day(text)
    except Unclear as error:
        raise Wrong(_("%(name)s kan ikke leses. Skriv den som 04.02.2026.") % {"name": name}) from error
    if found is None:
        raise Wrong(_("%(name)s mangler. Skriv den siste dagen dere kjenner.") % {"name": name})
    return found


@lru_cache(maxsize=20_000)
def _read_day(text: str) -> date | None:
    return day_of(text)


def _kind(text: str) -> str:
    if not text.strip():
        raise Wrong(_("Type mangler."))
    found = kind_of(text)
    if found is None:
        raise Wrong(_("Typen er ukjent. Bruk egenmelding, sykmelding, barns sykdom, ferie eller permisjon."))
    return found


@lru_cache(maxsize=2000)
def kind_of(text: str) -> str | None:
    """Say which kind of absence a word means; None for what isn't known."""
    word = folded(text)
    if word in SHORT_WORDS:
        return SHORT_WORDS[word].value
    return next((kind.value for part, kind in PARTS if part in word), None)


def _is_gone(text: str) -> bool:
    word = text.strip().casefold()
    if word.startswith(GONE):
        return True
    if word in LIVING:
        return False
    raise Wrong(_("Statusen er ukjent. Skriv «slettet» eller «annullert», eller la cellen stå tom."))
