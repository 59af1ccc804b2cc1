"""The parts of the routine, in order, with the words of each where there is little room. Pure. [S2]"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sickleave.choices import Step

Text = str | Promise

SHORT: dict[Step, Text] = {
    Step.AGP_END: gettext_lazy("Siste dag kommunen betaler"),
    Step.PLAN_DOCTOR: gettext_lazy("Plan til sykmelder"),
    Step.NAV_NEED: gettext_lazy("Svar til NAV"),
    Step.NAV_CANDIDATE: gettext_lazy("NAV vurderer møte"),
    Step.PLAN_NAV: gettext_lazy("Plan til NAV"),
    Step.W39: gettext_lazy("39 uker: uttalelse"),
    Step.W52: gettext_lazy("52 uker: samtale"),
    Step.DISMISSAL: gettext_lazy("Vernet mot oppsigelse slutter"),
}


@dataclass(frozen=True)
class PhaseWords:
    """A part of the routine."""

    key: str
    label: Text
    weeks: Text
    steps: tuple[Step, ...]


PHASES = (
    PhaseWords(
        "early",
        gettext_lazy("Tidlig kontakt"),
        gettext_lazy("Uke 1–3"),
        (Step.TALK, Step.SYKMELDING, Step.AGP_END, Step.REMIND_PLAN),
    ),
    PhaseWords("plan", gettext_lazy("Plan"), gettext_lazy("Uke 4"), (Step.PLAN, Step.PLAN_DOCTOR)),
    PhaseWords("meeting", gettext_lazy("Dialogmøte 1"), gettext_lazy("Uke 7–8"), (Step.DM1, Step.ACTIVITY)),
    PhaseWords(
        "nav",
        gettext_lazy("Møte med NAV"),
        gettext_lazy("Uke 17–26"),
        (Step.NAV_NEED, Step.NAV_CANDIDATE, Step.PLAN_NAV, Step.DM2),
    ),
    PhaseWords(
        "forward",
        gettext_lazy("Veien videre"),
        gettext_lazy("Uke 39–52"),
        (Step.DM3, Step.W39, Step.W52, Step.MAXDATO, Step.DISMISSAL),
    ),
)
