"""What is stored of a person's own absences and cases, for the person. [S5]"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kvalitet.calendar.periods import add_months
from sickleave.choices import CaseState, Scheme
from sickleave.models import Absence, Case, SickLeaveSettings
from sickleave.queries.settings import settings_for
from sickleave.queries.spells import periods_of
from sickleave.rules.self_certification import SCHEMES, Quota, SchemeRules, quota

MOST = 100
SHOWN_MONTHS = 12


@dataclass(frozen=True)
class OwnAbsences:
    """One's own absences of the last year, what is left of egenmelding, and how long things are kept."""

    rows: list[Absence]
    older: int
    quota: Quota | None
    scheme: SchemeRules | None
    rules: SickLeaveSettings | None


def cases_of(user: Any) -> tuple[Case | None, list[Case]]:
    """Return the person's open case, if any, and the closed ones that are kept; one query."""
    rows = Case.objects.visible_to(user).filter(person=user.pk).select_related("person", "unit", "municipality")
    found = list(rows.order_by("-starts")[:MOST])
    is_open = next((case for case in found if case.is_open), None)
    return is_open, [case for case in found if not case.is_open]


def own_absences(user: Any, today: date) -> OwnAbsences:
    """Return the person's absences and quota, in two queries."""
    rows = list(Absence.objects.visible_to(user).filter(person=user.pk).order_by("-starts", "-id")[:MOST])
    since = add_months(today, -SHOWN_MONTHS)
    shown = [row for row in rows if row.ends >= since]
    if not user.municipality_id:
        return OwnAbsences(shown, len(rows) - len(shown), None, None, None)
    rules = settings_for(user.municipality_id)
    scheme = Scheme(rules.scheme)
    left = quota(periods_of(rows), today, scheme, gap=rules.joining_gap)
    return OwnAbsences(shown, len(rows) - len(shown), left, SCHEMES[scheme], rules)


def has_open_case(user: Any) -> bool:
    """Whether the person has an open case of their own; one query."""
    return bool(Case.objects.visible_to(user).filter(person=user.pk, state=CaseState.OPEN).exists())
