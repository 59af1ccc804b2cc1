"""What the yearly look at absence goes through, and what leaders and HR are asked about the routine. Pure. [S7]"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

Text = str | Promise

DUE_MONTH, DUE_DAY = 11, 30
FEWEST_ANSWERS = 5
"""Fewer answers than this are not shown: they could tell who answered what."""


@dataclass(frozen=True)
class Topic:
    """One thing to talk about, with what to think of."""

    code: str
    label: Text
    hint: Text


PHYSICAL = (
    Topic(
        "strain",
        gettext_lazy("Løft og arbeidsstillinger"),
        gettext_lazy("Tunge løft, gjentatte bevegelser, stillesitting"),
    ),
    Topic("equipment", gettext_lazy("Utstyr og hjelpemidler"), gettext_lazy("Finnes det, virker det, blir det brukt?")),
    Topic("rooms", gettext_lazy("Lokaler"), gettext_lazy("Luft, lys, støy, temperatur og plass")),
    Topic("exposure", gettext_lazy("Ulykker, vold og smitte"), gettext_lazy("Se avvikene fra det siste året")),
)
PSYCHOSOCIAL = (
    Topic("load", gettext_lazy("Arbeidsmengde og bemanning"), gettext_lazy("Tid nok, pauser, vikarer ved fravær")),
    Topic("hours", gettext_lazy("Arbeidstid og turnus"), gettext_lazy("Forutsigbarhet, hvile, ufrivillig deltid")),
    Topic(
        "say",
        gettext_lazy("Medvirkning og mestring"),
        gettext_lazy("Kan de ansatte påvirke eget arbeid og bruke det de kan?"),
    ),
    Topic(
        "support",
        gettext_lazy("Støtte fra leder og kolleger"),
        gettext_lazy("Tilgjengelig leder, opplæring, tilbakemelding"),
    ),
    Topic("together", gettext_lazy("Samarbeid og konflikter"), gettext_lazy("Tone, uenighet, rolleklarhet")),
    Topic(
        "demands",
        gettext_lazy("Følelsesmessige krav"),
        gettext_lazy("Møte med sorg, sinne og trusler, og oppfølgingen etterpå"),
    ),
)
TOPICS = (*PHYSICAL, *PSYCHOSOCIAL)

GOOD, WATCH, ACT, NOT_HERE = "good", "watch", "act", "none"
RATINGS: tuple[tuple[str, Text], ...] = (
    (GOOD, gettext_lazy("Bra")),
    (WATCH, gettext_lazy("Følg med")),
    (ACT, gettext_lazy("Trenger tiltak")),
    (NOT_HERE, gettext_lazy("Ikke aktuelt")),
)
RATING_COLORS = {GOOD: "success", WATCH: "warning", ACT: "danger", NOT_HERE: "neutral"}

QUESTIONS: tuple[tuple[str, Text], ...] = (
    ("clear", gettext_lazy("Det er lett å se hva jeg skal gjøre, og når.")),
    ("time", gettext_lazy("Jeg har tid til å følge opp dem som er syke.")),
    ("talks", gettext_lazy("Samtaler og planer gjør at folk kommer raskere tilbake.")),
    ("help", gettext_lazy("Jeg får den hjelpen jeg trenger fra HR og bedriftshelsetjenesten.")),
    ("nav", gettext_lazy("Samarbeidet med NAV virker.")),
)
LEVELS: tuple[tuple[str, Text], ...] = (
    ("1", gettext_lazy("Helt uenig")),
    ("2", gettext_lazy("Litt uenig")),
    ("3", gettext_lazy("Verken eller")),
    ("4", gettext_lazy("Litt enig")),
    ("5", gettext_lazy("Helt enig")),
)


def due_of(year: int) -> date:
    """Return the last day to hold the year's meeting."""
    return date(year, DUE_MONTH, DUE_DAY)


def to_act_on(ratings: Mapping[str, str]) -> list[Topic]:
    """Return the topics that need a measure."""
    return [topic for topic in TOPICS if ratings.get(topic.code) == ACT]


def needs_measures(ratings: Mapping[str, str], measures: int) -> str:
    """Say that findings wait for measures; nothing when there are none, or some are made."""
    found = len(to_act_on(ratings))
    if not found or measures:
        return ""
    told = ngettext(
        "Ett forhold trenger tiltak, men ingen tiltak er laget ennå.",
        "%(n)d forhold trenger tiltak, men ingen tiltak er laget ennå.",
        found,
    )
    return told % {"n": found}


@dataclass(frozen=True)
class QuestionSum:
    """How one question was answered: how many at each level, and the mean; nothing where too few answered."""

    label: Text
    answered: int
    counts: tuple[int, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether so many answered that nobody can be known."""
        return bool(self.counts)

    @property
    def cells(self) -> list[tuple[Text, int]]:
        """Each level and how many chose it."""
        return [(label, count) for (_code, label), count in zip(LEVELS, self.counts, strict=True)]

    @property
    def agree(self) -> int:
        """How many percent agree, a little or wholly."""
        return round(100 * sum(self.counts[3:]) / self.answered) if self.answered and self.counts else 0


def sums(answers: Iterable[Mapping[str, str]]) -> list[QuestionSum]:
    """Count the answers to each question; a question fewer than five answered is left out, and so is one nobody varied.

    Where everybody gave the same answer, the sum would tell what each of them answered.
    """
    given = list(answers)
    found = []
    for code, label in QUESTIONS:
        values = [one[code] for one in given if one.get(code) in dict(LEVELS)]
        counts = tuple(values.count(level) for level, _label in LEVELS)
        is_telling = len(values) < FEWEST_ANSWERS or max(counts) == len(values)
        found.append(QuestionSum(label, len(values), () if is_telling else counts))
    return found


def held_words(held: int, late: int, total: int, year: int) -> str:
    """Say how far the year has come."""
    if not total:
        return _("Ingen enheter har gjennomgang i %(year)s.") % {"year": year}
    words = {"held": held, "total": total, "year": year}
    told = ngettext(
        "%(held)d av %(total)d enhet har holdt gjennomgangen for %(year)s.",
        "%(held)d av %(total)d enheter har holdt gjennomgangen for %(year)s.",
        total,
    )
    parts = [told % words]
    if late:
        parts.append(ngettext("%(n)d er over fristen.", "%(n)d er over fristen.", late) % {"n": late})
    return " ".join(parts)
