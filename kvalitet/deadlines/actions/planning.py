"""Planning reminders: due deadlines become notices, 500 in one statement, each exactly once. [P6]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.deadlines import rules
from kvalitet.deadlines.actions.snoozing import wake
from kvalitet.deadlines.models import CLOCK, Deadline, Tick
from kvalitet.organisation.choices import EmailMode

BATCH = 500
LOOK_BACK = timedelta(days=30)
NOON = time(12)
SQL = files("kvalitet.deadlines").joinpath("sql/plan.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Planned:
    """What a pass came to."""

    deadlines: int = 0
    notices: int = 0


def plan(now: datetime) -> Planned:
    """Turn every deadline whose moment has come into notices, and leave a tick behind.

    Each batch is one statement and one commit: it takes deadlines no one else has taken, finds out who is to be
    told today, writes the notices that aren't there, and moves the deadline on to its next moment. After an outage
    only the newest step is sent; the rest are written as cancelled.
    """
    planned = Planned()
    while True:
        taken, given = _batch(now, since=None, only=None)
        planned = Planned(planned.deadlines + taken, planned.notices + given)
        if taken < BATCH:
            break
    planned = Planned(planned.deadlines, planned.notices + wake(now))
    Tick.objects.update_or_create(name=CLOCK, defaults={"at": timezone.now()})
    return planned


def plan_by_hand(day: date) -> Planned:
    """Do the pass of a given day: what should have been told by then and wasn't, whatever the clock says.

    Looks back 30 days, so that a deadline registered too late for its step is reminded of now.
    """
    now = moment_of(day)
    planned, after = Planned(), 0
    while ids := _near(now, after):
        taken, given = _batch(now, since=now - LOOK_BACK, only=ids)
        planned = Planned(planned.deadlines + taken, planned.notices + given)
        after = ids[-1]
    return Planned(planned.deadlines, planned.notices + wake(now))


def replan(deadline: Deadline, *, step_time: datetime, now: datetime) -> None:
    """Tell those who answer for the deadline now about a step already planned for others."""
    _batch(now, since=step_time, only=[deadline.pk])


def moment_of(day: date) -> datetime:
    """Return noon of a day: late enough for everything that happens in its morning."""
    return datetime.combine(day, NOON, tzinfo=rules.NORWAY)


@scopes_disabled()  # type: ignore[untyped-decorator]
def _near(now: datetime, after: int) -> list[int]:
    """Return open deadlines that can have a step in the days looked back on; the statement finds which."""
    reach = timedelta(days=rules.FARTHEST_STEP + 7)
    days = ((now - LOOK_BACK - reach).date(), (now + reach).date())
    near = Deadline.objects.open().filter(pk__gt=after, due__range=days)
    return list(near.order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _batch(now: datetime, *, since: datetime | None, only: list[int] | None) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, _parameters(now) | {"since": since, "only": only, "batch": BATCH})
        taken, given = cursor.fetchone()
    return int(taken), int(given)


def _parameters(now: datetime) -> dict[str, Any]:
    return {
        "now": now,
        "wall": timezone.now(),
        "today": timezone.localdate(now),
        "each": EmailMode.EACH,
        "digest": EmailMode.DIGEST,
        "title_before": _("Frist {due}: {title}"),
        "title_after": _("Over fristen {due}: {title}"),
        "title_leader": _("Ikke gjort innen fristen {due}: {title}"),
        "text_before": _("Oppgaven har frist {due}. Gjør den ferdig eller meld status i Kvalitet."),
        "text_after": _("Fristen var {due}. Meld status på oppgaven, eller be om ny frist."),
        "text_leader": _("Fristen var {due}, og oppgaven er fortsatt åpen. Ta kontakt med {unit}."),
        "why_person": _("Du er ansvarlig for oppgaven."),
        "why_leader": _("Du leder {unit}, som har oppgaven."),
        "why_position": _("Du har stillingen {position}, som har oppgaven."),
        "why_vacant": _("Ingen andre har ansvaret for oppgaven nå, og du er nærmeste leder for {unit}."),
        "why_above": _("Oppgaven hører til {unit}, fristen er brutt to ganger, og du er nærmeste leder."),
        "why_far_above": _("Oppgaven hører til {unit}, fristen er brutt tre ganger, og du er leder på nivået over."),
        "why_deputy": _("Du er stedfortreder for {principal}."),
        "why_relief": _("{principal} og stedfortrederen er borte, og du er nærmeste leder."),
        "why_away": _("Du er registrert som borte. Stedfortrederen din har fått påminnelsen."),
        "reason_snoozed": _("Utsatt til {until}."),
        "reason_missed": _("Ikke sendt fordi en nyere påminnelse gjelder."),
    }
