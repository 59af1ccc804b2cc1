"""What a plan needs before it is shared, signed and sent. Pure. [S3, S9]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from sickleave.rules.plan_words import LEADER_FIELDS

EVALUATED_WITHIN = timedelta(days=28)
"""NAV suggests a new look within four weeks."""
LONGEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Need:
    """One thing the law wants in a plan, and whether it is there."""

    text: str
    is_met: bool


def needs(values: Mapping[str, Any]) -> tuple[Need, ...]:
    """Tell what a plan must hold to be signed (aml. § 4-6 third paragraph), by the fields' names."""
    took_part = values.get("employee_took_part")
    has_reason = bool(str(values.get("not_taking_part_reason") or "").strip())
    return (
        Need(_("Vurdering av oppgaver og arbeidsevne"), _has(values, "can_do") or _has(values, "cannot_do")),
        Need(_("Tiltak fra arbeidsgiveren"), _has(values, "adaptation_ahead") or _has(values, "other_adaptation")),
        Need(_("Plan for videre oppfølging"), _has(values, "follow_up")),
        Need(_("Dato for når planen vurderes"), values.get("evaluation_on") is not None),
        Need(
            _("Om den ansatte har vært med, og grunnen hvis ikke"),
            took_part is True or (took_part is False and has_reason),
        ),
    )


def lacking(values: Mapping[str, Any]) -> list[str]:
    """Return what must be filled in before the plan is signed."""
    return [need.text for need in needs(values) if not need.is_met]


def lacking_words(values: Mapping[str, Any]) -> str:
    """Say what must be filled in, or nothing."""
    gone = lacking(values)
    return _("Fyll ut dette i planen først: %(parts)s.") % {"parts": "; ".join(gone)} if gone else ""


def is_empty(values: Mapping[str, Any]) -> bool:
    """Whether the leader has written nothing yet."""
    return not any(_has(values, name) for name in LEADER_FIELDS)


def suggested_evaluation(today: date) -> date:
    """Suggest a day within four weeks, on a working day of the week."""
    day = today + EVALUATED_WITHIN
    return day - timedelta(days=max(0, day.weekday() - 4))


def evaluation_problem(day: date, today: date) -> str | None:
    """Say what is wrong with the day the plan is looked at again, or None."""
    if day < today:
        return _("Velg en dato som kommer.")
    if day > today + LONGEST_AHEAD:
        return _("Velg en dato i løpet av det neste året.")
    return None


def sending_problem(sent: date, signed: date, today: date) -> str | None:
    """Say what is wrong with the day a plan is said to have been sent, or None."""
    if sent > today:
        return _("Datoen kan ikke være fram i tid.")
    if sent < signed:
        return _("Planen kan ikke være sendt før den var ferdig.")
    return None


def _has(values: Mapping[str, Any], name: str) -> bool:
    return bool(str(values.get(name) or "").strip())
