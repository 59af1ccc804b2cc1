"""What law and practice ask for, as dated data: a case keeps the rules of the day it began. [S10]

A change of law is a new `Law` with its own `valid_from`; the old one stays, so an old case is reckoned as before.
`offset` counts days from the first absence day, which is offset 0 (domain.md A1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sickleave.choices import ExceptionReason as Reason
from sickleave.choices import Requirement, Step

Text = str | Promise


class Actor(StrEnum):
    """In whose hands a step lies."""

    LEADER = "leader"
    EMPLOYEE = "employee"
    CERTIFIER = "certifier"
    NAV = "nav"
    PAYROLL = "payroll"
    HR = "hr"
    SYSTEM = "system"


ACTOR_WORDS: Mapping[Actor, Text] = {
    Actor.LEADER: _("nærmeste leder"),
    Actor.EMPLOYEE: _("den ansatte"),
    Actor.CERTIFIER: _("sykmelder"),
    Actor.NAV: _("NAV"),
    Actor.PAYROLL: _("lønn"),
    Actor.HR: _("HR"),
    Actor.SYSTEM: _("systemet"),
}


class Basis(StrEnum):
    """What the day of a step is counted by."""

    NET = "net"
    """Days with absence, or calendar days where the municipality has chosen so."""
    GROSS = "gross"
    """Calendar days from the first absence day."""
    EMPLOYER_PERIOD = "employer_period"
    """The last day of the employer period."""
    NAV_MEETING = "nav_meeting"
    """The day NAV has called the meeting for; the offset stands in until then."""
    YEARS = "years"
    """The same date in a later year; the offset counts years."""
    SICK_PAY = "sick_pay"
    """The last day with sick pay, reckoned elsewhere."""
    NONE = "none"
    """No fixed day."""


@dataclass(frozen=True)
class LawStep:
    """One step as the rules of a time have it."""

    step: Step
    offset: int | None
    actor: Actor
    legal_basis: Text
    requirement: Requirement
    because: Text
    """What goes after «fordi» in the sentence about the day."""
    exceptions: tuple[Reason, ...] = ()
    clock: Basis = Basis.GROSS


@dataclass(frozen=True)
class Law:
    """The rules in force from a day until the next law's."""

    valid_from: date
    steps: Mapping[Step, LawStep] = field(hash=False)
    days_before_nav_meeting: int = 7
    """The plan goes to NAV so many days before the meeting NAV has called (ftrl. § 25-2)."""


def law_of(valid_from: date, steps: Sequence[LawStep]) -> Law:
    return Law(valid_from, {step.step: step for step in steps})


PLAN_EXCEPTIONS = (
    Reason.SOON_BACK,
    Reason.NOT_COMING_BACK,
    Reason.DIALOGUE_WORKS,
    Reason.TOO_ILL,
    Reason.EMPLOYMENT_ENDS,
    Reason.CANNOT_BE_REACHED,
)
MEETING_EXCEPTIONS = (Reason.SOON_BACK, Reason.MEASURES_WORK, Reason.NOT_COMING_BACK, Reason.TOO_ILL)
NAV_EXCEPTIONS = (Reason.NAV_DECIDED, Reason.NOT_CALLED, Reason.EMPLOYMENT_ENDS)
AML_4_6_THIRD = _("arbeidsmiljøloven § 4-6 tredje ledd")

SINCE_2014 = law_of(
    date(2014, 7, 1),
    (
        LawStep(
            Step.TALK,
            4,
            Actor.LEADER,
            _("kommunens egen rutine"),
            Requirement.MANDATORY,
            _("kommunen vil at leder og ansatt skal snakke sammen tidlig"),
            (Reason.TOO_ILL, Reason.CANNOT_BE_REACHED, Reason.EMPLOYMENT_ENDS),
        ),
        LawStep(
            Step.SYKMELDING,
            None,
            Actor.EMPLOYEE,
            _("folketrygdloven § 8-18"),
            Requirement.INFORMATION,
            _("sykmeldingen skal være hos arbeidsgiveren innen 14 dager"),
            (Reason.NO_CERTIFIER,),
            Basis.NONE,
        ),
        LawStep(
            Step.AGP_END,
            15,
            Actor.PAYROLL,
            _("folketrygdloven § 8-19"),
            Requirement.INFORMATION,
            _("arbeidsgiveren betaler sykepengene de første 16 dagene"),
            clock=Basis.EMPLOYER_PERIOD,
        ),
        LawStep(
            Step.REMIND_PLAN,
            21,
            Actor.SYSTEM,
            _("ingen lovregel, en påminnelse"),
            Requirement.INFORMATION,
            _("oppfølgingsplanen skal være klar om en uke"),
            clock=Basis.NET,
        ),
        LawStep(
            Step.PLAN,
            27,
            Actor.LEADER,
            AML_4_6_THIRD,
            Requirement.MANDATORY,
            _("oppfølgingsplanen skal være laget sammen med den ansatte senest når fraværet har vart i fire uker"),
            PLAN_EXCEPTIONS,
            Basis.NET,
        ),
        LawStep(
            Step.PLAN_DOCTOR,
            27,
            Actor.LEADER,
            AML_4_6_THIRD,
            Requirement.MANDATORY,
            _("planen skal sendes til sykmelder så snart den er laget, og senest etter fire uker"),
            (Reason.NO_CERTIFIER, *PLAN_EXCEPTIONS),
            Basis.NET,
        ),
        LawStep(
            Step.DM1,
            48,
            Actor.LEADER,
            _("arbeidsmiljøloven § 4-6 fjerde ledd"),
            Requirement.MANDATORY,
            _("arbeidsgiveren skal holde dialogmøte senest når den ansatte har vært borte i sju uker"),
            (*MEETING_EXCEPTIONS, Reason.NOBODY_NEEDS_IT),
            Basis.NET,
        ),
        LawStep(
            Step.ACTIVITY,
            55,
            Actor.EMPLOYEE,
            _("folketrygdloven § 8-8 andre ledd"),
            Requirement.MANDATORY,
            _("den ansatte skal være i arbeidsrettet aktivitet senest når fraværet har vart i åtte uker"),
            (Reason.MEDICAL_GROUNDS, Reason.MEASURES_WORK, Reason.NAV_DECIDED),
            Basis.NET,
        ),
        LawStep(
            Step.NAV_NEED,
            112,
            Actor.LEADER,
            _("NAVs praksis"),
            Requirement.CONDITIONAL,
            _("NAV spør leder og ansatt om de trenger dialogmøte 2 når fraværet har vart i 16 uker"),
            (Reason.NOBODY_NEEDS_IT, *NAV_EXCEPTIONS),
        ),
        LawStep(
            Step.NAV_CANDIDATE,
            119,
            Actor.NAV,
            _("NAVs praksis"),
            Requirement.INFORMATION,
            _("NAV vurderer om det trengs et dialogmøte 2 når fraværet har vart i 17 uker"),
        ),
        LawStep(
            Step.PLAN_NAV,
            174,
            Actor.LEADER,
            _("arbeidsmiljøloven § 4-6 tredje ledd, jf. folketrygdloven § 25-2"),
            Requirement.MANDATORY,
            _("en oppdatert plan skal være hos NAV senest en uke før dialogmøtet som NAV kaller inn til"),
            (*NAV_EXCEPTIONS, *PLAN_EXCEPTIONS),
            Basis.NAV_MEETING,
        ),
        LawStep(
            Step.DM2,
            181,
            Actor.NAV,
            _("folketrygdloven § 8-7 a"),
            Requirement.MANDATORY,
            _("NAV skal holde dialogmøte 2 senest når fraværet har vart i 26 uker"),
            (*NAV_EXCEPTIONS, Reason.MEDICAL_GROUNDS, Reason.SOON_BACK),
        ),
        LawStep(
            Step.DM3,
            None,
            Actor.NAV,
            _("folketrygdloven § 8-7 a"),
            Requirement.CONDITIONAL,
            _("enhver av partene kan be NAV om et nytt møte mot slutten av sykepengeperioden"),
            (Reason.NOBODY_NEEDS_IT, *NAV_EXCEPTIONS),
            Basis.NONE,
        ),
        LawStep(
            Step.W39,
            272,
            Actor.CERTIFIER,
            _("NAVs praksis"),
            Requirement.INFORMATION,
            _("sykmelder gir en utvidet uttalelse etter 39 uker, og tiden etter sykepengene må planlegges"),
        ),
        LawStep(
            Step.W52,
            363,
            Actor.LEADER,
            _("ingen lovregel, en samtale om veien videre"),
            Requirement.CONDITIONAL,
            _("fraværet har vart i 52 uker, og sykepengene tar som regel slutt nå"),
            (Reason.EMPLOYMENT_ENDS, Reason.NOBODY_NEEDS_IT, Reason.CANNOT_BE_REACHED, Reason.TOO_ILL),
        ),
        LawStep(
            Step.MAXDATO,
            None,
            Actor.NAV,
            _("folketrygdloven § 8-12"),
            Requirement.INFORMATION,
            _("sykepengedagene er brukt opp da (estimat – NAV avgjør)"),
            clock=Basis.SICK_PAY,
        ),
        LawStep(
            Step.DISMISSAL,
            1,
            Actor.HR,
            _("arbeidsmiljøloven § 15-8"),
            Requirement.INFORMATION,
            _("vernet mot oppsigelse på grunn av sykdom gjelder i tolv måneder fra den første fraværsdagen"),
            clock=Basis.YEARS,
        ),
    ),
)

LAWS: tuple[Law, ...] = (SINCE_2014,)


def law_on(day: date, laws: Sequence[Law] = LAWS) -> Law:
    """Return the law in force on a day; days before the oldest law here are judged by that one."""
    oldest = min(laws, key=lambda law: law.valid_from)
    return max((law for law in laws if law.valid_from <= day), key=lambda law: law.valid_from, default=oldest)
