"""The cases of those a leader leads today, what is late first. [S3, S5]"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.web.words import DeadlineWords, deadline_words
from sickleave.choices import CaseState, Step
from sickleave.models import Case
from sickleave.policies.cases import led_by
from sickleave.queries.follow_up import followed_cases
from sickleave.queries.settings import settings_for
from sickleave.rules.day_words import day_words
from sickleave.rules.step_pages import page_of
from sickleave.rules.step_words import WORDS

MOST = 200
MOST_CLOSED = 50
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class CaseRow:
    """One of one's own people who is away, and what to do next."""

    name: str
    url: str
    facts: str
    step: str
    due: date | None
    words: DeadlineWords | None
    late: int
    button: str
    button_url: str
    reopen_until: date | None = None


@dataclass(frozen=True)
class Mine:
    """What a leader has to follow up: those who are away, those who may be away again, and what has ended."""

    away: list[CaseRow]
    back: list[CaseRow]
    closed: list[CaseRow]

    @property
    def late(self) -> int:
        """How many have a step over its deadline."""
        return sum(bool(row.late) for row in (*self.away, *self.back))


def leads_a_unit(user: Any) -> bool:
    """Whether the person is a unit's own leader, which costs no question; a chief executive is asked more closely."""
    scope = scope_of(user)
    own = (held for held in scope.held if held.role == Role.LEADER and not held.is_lent)
    return any(held.unit_id in scope.led_units for held in own) and not scope.holds(Role.CHIEF)


def leads_anybody(user: Any) -> bool:
    """Whether there is a page for the person: for a chief executive only when one of the nearest has a case."""
    scope = scope_of(user)
    led = led_by(scope)
    if not led or not scope.holds(Role.CHIEF):
        return bool(led)
    return bool(_cases(user, scope).exists())


def _cases(user: Any, scope: Scope) -> Any:
    return Case.objects.visible_to(user).filter(person__in=sorted(led_by(scope)))


def mine_of(user: Any, today: date) -> Mine:
    """Return the leader's own cases, in three queries whatever their number."""
    rows = _cases(user, scope_of(user)).select_related("person")
    is_open = [*rows.filter(state=CaseState.OPEN).order_by("order_due", "id")[:MOST]]
    closed = [*rows.filter(state=CaseState.CLOSED).order_by("-closed_on", "-id")[:MOST_CLOSED]]
    gap = settings_for(user.municipality_id).joining_gap if user.municipality_id else 16
    away = [_row(case, today) for case in is_open if case.ends >= today]
    back = [_row(case, today, reopen=case.ends + timedelta(days=gap)) for case in is_open if case.ends < today]
    return Mine(away, back, [_row(case, today) for case in closed])


def _row(case: Case, today: date, *, reopen: date | None = None) -> CaseRow:
    page = page_of(case.next_step) if case.is_open else None
    step = Step(case.next_step) if case.next_step else None
    is_reached = case.next_due is not None and case.next_due <= case.ends
    page = page if is_reached else None
    url = reverse(f"sickleave:{page.name}", args=[case.uuid, *page.extra]) if page else ""
    return CaseRow(
        name=str(case.person),
        url=case.get_absolute_url(),
        facts=_facts(case, today),
        step=_step(step, is_reached) if step and case.is_open else "",
        due=case.next_due,
        words=deadline_words(case.next_due, today) if is_reached and case.is_open else None,
        late=case.late_count,
        button=str(WORDS[step].button) if step and page else "",
        button_url=url,
        reopen_until=reopen,
    )


def _step(step: Step, is_reached: bool) -> str:
    return str(step.label) if is_reached else _("Ingenting må gjøres nå")


def _facts(case: Case, today: date) -> str:
    day = {"starts": day_words(case.starts, today), "ends": day_words(case.ends, today), "grade": case.grade}
    if case.ends < today:
        return _("Borte %(starts)s") % day if case.starts == case.ends else _("Borte %(starts)s–%(ends)s") % day
    if case.starts > today:
        return _("Borte fra %(starts)s") % day
    number = {"n": case.counted_days - (case.ends - today).days}
    return _("Dag %(n)s") % number + " · " + _("%(grade)s prosent borte") % day


def steps_this_week(user: Any, today: date) -> tuple[int, int]:
    """Count the cases with a next step that is late, and those with one within a week; one query."""
    return _this_week(_cases(user, scope_of(user)).filter(state=CaseState.OPEN), today)


def cases_this_week(user: Any, today: date) -> tuple[int, int]:
    """Count the same for all the cases HR follows; one query."""
    return _this_week(followed_cases(user), today)


def _this_week(rows: Any, today: date) -> tuple[int, int]:
    late = Count("id", filter=Q(next_due__lt=today))
    found = rows.filter(next_due__lte=today + WEEK).aggregate(all=Count("id"), late=late)
    return found["late"], found["all"] - found["late"]
