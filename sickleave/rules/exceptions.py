"""Exceptions from a step: the reasons the law has for it, and which of them must be thought over again. Pure. [S3]"""

from datetime import date

from sickleave.choices import ExceptionReason, Step
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


def reasons_for(step: str, law_version: date) -> tuple[ExceptionReason, ...]:
    """Return the reasons a step may be excepted from, by the law the case began under; none for most."""
    found = law_on(law_version).steps.get(Step(step))
    return found.exceptions if found else ()


def needs_review(reason: str) -> bool:
    """Whether the reason may change, so that a day to think again is needed."""
    return reason not in FINAL
