"""A case as tests of meetings need it: Ola is ill, Kari leads him."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.organisation import actions as organisation
from sickleave.actions.absences import register_absence
from sickleave.actions.meetings import Call, call
from sickleave.choices import AbsenceKind, MeetingKind
from sickleave.models import Case, Meeting

OPENED = date(2020, 1, 1)


def ill(person, *, days: int = 40, ahead: int = 20, **more) -> Case:
    """Let a person have been ill for so many days, with so many more registered."""
    today = timezone.localdate()
    starts, ends = today - timedelta(days=days - 1), today + timedelta(days=ahead)
    kind = AbsenceKind.CERTIFIED
    register_absence(person=person, kind=kind, starts=starts, ends=ends, by=None, today=today, **more)
    return Case.objects.filter(person=person).latest("starts")


def called(case: Case, *, by, kind: str = MeetingKind.DM1, days: int = 3, **more) -> Meeting:
    """Call a meeting so many days from now."""
    today = timezone.localdate()
    at = timezone.make_aware(timezone.datetime(today.year, today.month, today.day, 9)) + timedelta(days=days)
    told = Call(at=at, called_on=min(today, at.date()), place="Møterom 2", **more)
    return call(case, kind, told, by=by)


def others(world, sign_in) -> dict:
    """Return clients of everyone who must find nothing: another leader, leaders above, every role, the neighbours."""
    give_role(world.per, role=Role.SAFETY, unit=world.skole, starts=OPENED, ends=None, by=None)
    names = ("per", "eli", "anne", "kim", "vera", "tore", "rolf", "siri", "nils", "dag")
    return {name: sign_in(getattr(world, name)) for name in names}


def give_reason(client, case: Case, to: str):
    """Say as HR why the content is opened; returns the answer."""
    told = {"look_reason": "Bistår lederen i saken.", "to": to}
    return client.post(reverse("sickleave:case-open", args=[case.uuid]), told)


def change_leader(world) -> None:
    """Let Per lead the school from today, so that Kari no longer leads Ola."""
    organisation.set_leader(world.skole, person=world.per, starts=timezone.localdate(), by=None)


def asked(client, page) -> int:
    """Return how many questions a page asks of the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)
