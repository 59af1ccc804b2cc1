"""A step with its day, and the day explained in plain Norwegian. [S2]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sickleave.choices import Requirement
from sickleave.rules.law import Actor, Text

DAYS = (
    gettext_lazy("mandag"),
    gettext_lazy("tirsdag"),
    gettext_lazy("onsdag"),
    gettext_lazy("torsdag"),
    gettext_lazy("fredag"),
    gettext_lazy("lørdag"),
    gettext_lazy("søndag"),
)
MONTHS = (
    gettext_lazy("januar"),
    gettext_lazy("februar"),
    gettext_lazy("mars"),
    gettext_lazy("april"),
    gettext_lazy("mai"),
    gettext_lazy("juni"),
    gettext_lazy("juli"),
    gettext_lazy("august"),
    gettext_lazy("september"),
    gettext_lazy("oktober"),
    gettext_lazy("november"),
    gettext_lazy("desember"),
)


class Told(StrEnum):
    """What else made the day what it is; each has a sentence of its own."""

    NET = "net"
    GROSS = "gross"
    FULLY_ABSENT = "fully_absent"
    PARTLY_ABSENT = "partly_absent"
    FULL_SINCE = "full_since"
    ACTIVE = "active"
    NO_CALL = "no_call"
    CALLED = "called"
    HOLIDAY = "holiday"


SENTENCES: Mapping[Told, Text] = {
    Told.NET: gettext_lazy(
        "Dager på jobb midt i fraværet er ikke talt med. I kalenderdager fra første fraværsdag er det %(day)s, "
        "og det er trygt å gjøre det da."
    ),
    Told.GROSS: gettext_lazy(
        "Kommunen regner kalenderdager fra første fraværsdag. Talt i dager med fravær ville det vært %(day)s."
    ),
    Told.FULLY_ABSENT: gettext_lazy("Den ansatte er helt borte denne dagen, så møtet skal holdes."),
    Told.PARTLY_ABSENT: gettext_lazy(
        "Den ansatte er delvis i arbeid denne dagen, så møtet holdes hvis den ansatte, lederen eller sykmelder ser "
        "nytte av det. Noter svaret."
    ),
    Told.FULL_SINCE: gettext_lazy("Dagene er talt fra %(day)s, da den ansatte ble helt borte, og møtet skal holdes."),
    Told.ACTIVE: gettext_lazy("Den ansatte er delvis i arbeid denne dagen, og da er plikten oppfylt."),
    Told.NO_CALL: gettext_lazy(
        "NAV har ikke kalt inn ennå, og uten innkalling er det ingen plikt. Dagen er anslått ut fra den siste dagen "
        "NAV kan holde møtet."
    ),
    Told.CALLED: gettext_lazy("NAV har kalt inn til møte %(day)s."),
    Told.HOLIDAY: gettext_lazy("Dagen faller i en ferie, så gjør det før ferien, senest %(day)s."),
}


@dataclass(frozen=True)
class Due:
    """One step of a case: `due` is the legal day, `act_by` the working day to do it by.

    `gross` counts calendar days from the first day and is the strictest reading; `net` counts days with absence, and
    is None for steps nobody counts so. `day` is the number of the day, where the step has one.
    """

    step: str
    due: date
    gross: date
    net: date | None
    act_by: date
    actor: Actor
    legal_basis: Text
    requirement: Requirement
    because: Text
    day: int | None = None
    told: tuple[tuple[Told, date | None], ...] = ()
    title: str = ""

    @property
    def why(self) -> str:
        """Say which day it is and why, in whole sentences: «Uke 4: 1. februar 2026, fordi …»."""
        words = {"when": self.when, "day": long_day(self.due), "because": self.because, "basis": self.legal_basis}
        parts = [_("%(when)s: %(day)s, fordi %(because)s (%(basis)s).") % words]
        parts += [SENTENCES[told] % {"day": long_day(day) if day else ""} for told, day in self.told]
        is_to_do = self.requirement is not Requirement.INFORMATION
        if is_to_do and self.act_by != self.due and all(told is not Told.HOLIDAY for told, _day in self.told):
            words = {
                "weekday": DAYS[self.due.weekday()],
                "act_by": f"{DAYS[self.act_by.weekday()]} {long_day(self.act_by)}",
            }
            parts.append(_("Fristen faller på en fridag (%(weekday)s), så gjør det senest %(act_by)s.") % words)
        return " ".join(parts)

    @property
    def when(self) -> str:
        """Name the point in time: «Uke 4» where the day ends a week, else «Dag 22», else the date tells enough."""
        if self.day is None:
            return _("Dato")
        if self.day % 7 == 0:
            return _("Uke %(number)s") % {"number": self.day // 7}
        return _("Dag %(number)s") % {"number": self.day}


def long_day(day: date) -> str:
    """Write a day as people say it: «1. februar 2026»."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
