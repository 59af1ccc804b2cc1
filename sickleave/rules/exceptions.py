"""Exceptions from a step: the reasons the law has for it, and which of them must be thought over again. Pure. [S3]"""

from datetime import date

from sickleave.choices import ExceptionReason, Requirement, Step
from sickleave.rules.law import law_on

FINAL = frozenset(
    {
        ExceptionReason.NOT_COMING_BACK,
        ExceptionReason.EMPLOYMENT_ENDS,
        ExceptionReason.NO_CERTIFIER,
        ExceptionReason.MEDICAL_GROUNDS,
        ExceptionReason.NAV_DECIDED,
        ExceptionReason.NOT_CALLED,
    }
)


def reasons_for(step: str, law_version: date, requirement: str) -> tuple[ExceptionReason, ...]:
    """Return the reasons a step may be excepted from, by the law the case began under; none for most.

    That nobody sees a need is no reason where the law says the step shall be done: talk doesn't replace a meeting.
    """
    found = law_on(law_version).steps.get(Step(step))
    reasons = found.exceptions if found else ()
    is_mandatory = requirement == Requirement.MANDATORY
    return tuple(one for one in reasons if not (is_mandatory and one == ExceptionReason.NOBODY_NEEDS_IT))


def needs_review(reason: str) -> bool:
    """Whether the reason may change, so that a day to think again is needed."""
    return reason not in FINAL
