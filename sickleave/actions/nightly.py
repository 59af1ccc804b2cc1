"""The pass of every night: cases follow the day, deadlines their leaders, and HR hears of what is late, once. [S2, S8]

Everything is read from tables: a pass may run twice, late, or be stopped in the middle.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scopes_disabled

from kvalitet.access.models import RoleAssignment
from kvalitet.access.rules import roles_with
from kvalitet.calendar.periods import add_months
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person
from sickleave.actions.syncing import Synced, sync_people
from sickleave.choices import LEADER_STEPS, CaseState, MilestoneState, Requirement
from sickleave.models import Case, Milestone
from sickleave.rules.workload import LONG, OFTEN, REPEAT_DAYS, REPEAT_MONTHS

SQL = files("sickleave").joinpath("sql")
MOVED = SQL.joinpath("moved.sql").read_text(encoding="utf-8")
REPEATED = SQL.joinpath("repeated.sql").read_text(encoding="utf-8")
FOLLOW_UP = "sickleave.follow_up"


@dataclass
class Recomputed:
    """What a pass came to."""

    synced: Synced = field(default_factory=Synced)
    flagged: int = 0
    told: int = 0


@scopes_disabled()  # type: ignore[untyped-decorator]
def recompute(today: date, *, municipality: int | None = None) -> Recomputed:
    """Reckon every open case anew, flag repeated absence, and tell HR of steps that have become late."""
    rows = Case.objects.open().order_by()
    if municipality is not None:
        rows = rows.filter(municipality=municipality)
    synced = sync_people(list(rows.values_list("person_id", flat=True)), today)
    return Recomputed(synced, flag_repeated(today), tell_late(today))


@scopes_disabled()  # type: ignore[untyped-decorator]
def follow_leaders(today: date) -> Synced:
    """Reckon anew the cases of those who have another leader or unit than last time; one question when none have."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED, {"today": today})
        people = [row[0] for row in cursor.fetchall()]
    return sync_people(people, today) if people else Synced()


def flag_repeated(today: date) -> int:
    """Mark open cases of people with repeated absence, in one statement; says how many changed."""
    limits: dict[str, Any] = {"days": REPEAT_DAYS, "since": add_months(today, -REPEAT_MONTHS)}
    limits |= {"often": OFTEN[0], "often_days": OFTEN[1], "long": LONG[0], "long_days": LONG[1]}
    with connection.cursor() as cursor:
        cursor.execute(REPEATED, limits)
        return int(cursor.rowcount)


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def tell_late(today: date) -> int:
    """Tell those who follow up as HR how many steps have become late since last time; each step is told of once.

    A step whose day has moved ahead again may become late, and be told of, anew.
    """
    waiting = Milestone.objects.waiting().filter(step__in=sorted(LEADER_STEPS), requirement=Requirement.MANDATORY)
    waiting.filter(due__gte=today, late_told_at__isnull=False).update(late_told_at=None)
    late = waiting.filter(due__lt=today, late_told_at__isnull=True, case__state=CaseState.OPEN)
    held = late.select_for_update(of=("self",), skip_locked=True).order_by("pk")
    rows = list(held.values_list("pk", "case__unit__path", "case__person_id"))
    if not rows:
        return 0
    for person, steps in _whom_to_tell(rows, today).items():
        _tell(person, steps, today)
    Milestone.objects.filter(pk__in=[pk for pk, _path, _person in rows], state=MilestoneState.WAITING).update(
        late_told_at=timezone.now()
    )
    return len(rows)


def _whom_to_tell(rows: Iterable[tuple[int, str, int]], today: date) -> dict[Person, list[int]]:
    """Return the steps each has to hear of: those in the sub-tree held, never in the person's own case."""
    holders = RoleAssignment.objects.valid_on(today).filter(role__in=sorted(roles_with(FOLLOW_UP)))
    held = list(holders.filter(person__is_active=True).select_related("person__municipality", "unit"))
    found: dict[Person, list[int]] = defaultdict(list)
    paths: dict[str, list[Person]] = defaultdict(list)
    for one in held:
        if one.person not in paths[one.unit.path]:
            paths[one.unit.path].append(one.person)
    for pk, path, employee in rows:
        above = (path[:length] for length in range(4, len(path) + 1, 4))
        for person in {hr for place in above for hr in paths.get(place, ())}:
            if person.pk != employee:
                found[person].append(pk)
    return found


def _tell(person: Person, steps: list[int], today: date) -> None:
    """Say how many, and nothing of whom or what; the first step makes the notice the only one of its kind."""
    words = ngettext(
        "%(n)s steg i oppfølgingssaker har gått over fristen.",
        "%(n)s steg i oppfølgingssaker har gått over fristen.",
        len(steps),
    )
    notify(
        person,
        key=f"sick-leave-late-{person.pk}-{min(steps)}-{today:%Y%m%d}",
        title=_("Noe har gått over fristen i oppfølgingssaker"),
        text=f"{words % {'n': len(steps)}} {_('Logg inn i Kvalitet for å se hva det gjelder.')}",
        url=f"{reverse('sickleave:follow-up')}?vis=forsinket",
        why=_("Du følger opp saker som HR."),
        may_be_lent=False,
    )
