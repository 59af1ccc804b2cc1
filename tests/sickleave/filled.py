"""A case with something of every kind in it, for those who ask where it shows or whether it is gone."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from kvalitet.deadlines.actions import plan_by_hand
from kvalitet.history import actions as history
from kvalitet.notifications.actions import drain, notify
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person
from sickleave.actions.absences import register_absence
from sickleave.choices import (
    AbsenceKind,
    ActivityOutcome,
    AdaptationKind,
    Answer,
    ContactForm,
    LookRole,
    MeetingKind,
    MeetingState,
    ParticipantRole,
    PlanState,
    SendTo,
)
from sickleave.models import (
    ActivityStatement,
    Adaptation,
    Case,
    CaseLook,
    Contact,
    FollowUpPlan,
    Meeting,
    MeetingNeed,
    MeetingParticipant,
    PlanSending,
)

SECRET = "Narhval"


def absent(person: Person, starts: date, days: int, *, by=None, today=None, **more):
    """Register a certified absence of so many days, as it was known on its last day."""
    ends = starts + timedelta(days=days - 1)
    kind = more.pop("kind", AbsenceKind.CERTIFIED)
    return register_absence(
        person=person,
        kind=kind,
        starts=starts,
        ends=ends,
        by=by,
        today=today or ends,
        external_id=f"{SECRET} {person.username} {starts}",
        **more,
    )


def case_of(person: Person) -> Case:
    """Return the newest case of a person."""
    return Case.objects.filter(person=person).latest("starts")


def fill(case: Case, *, leader: Person, hr: Person) -> None:
    """Write something of every kind, remind of what is due, and let it be looked at."""
    place = {"case": case, "municipality": case.municipality}
    day = case.starts + timedelta(days=10)
    made = history.create
    made(Contact, by=leader, **place, on=day, form=ContactForm.PHONE, note=SECRET, by_id=leader.pk)
    plan = made(FollowUpPlan, by=leader, **place, number=1, state=PlanState.SIGNED, can_do=SECRET)
    made(
        PlanSending,
        by=leader,
        **place,
        plan=plan,
        to=SendTo.CERTIFIER,
        sent_on=day,
        channel="digital_post",
        by_id=leader.pk,
    )
    at = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    meeting = made(
        Meeting,
        by=leader,
        **place,
        kind=MeetingKind.DM1,
        state=MeetingState.HELD,
        at=at,
        held_on=day,
        minutes=SECRET,
        by_id=leader.pk,
    )
    made(MeetingParticipant, by=leader, **place, meeting=meeting, role=ParticipantRole.SUPPORT, name=SECRET)
    made(Adaptation, by=leader, **place, kind=AdaptationKind.TASKS, what=SECRET, starts=day, by_id=leader.pk)
    made(ActivityStatement, by=leader, **place, outcome=ActivityOutcome.GRADED, text=SECRET, by_id=leader.pk)
    made(MeetingNeed, by=leader, **place, kind=MeetingKind.DM1, leader=Answer.NO, answered_on=day, by_id=leader.pk)
    look = {"case": case, "municipality": case.municipality, "page": "plan"}
    CaseLook.objects.create(**look, person=hr, role=LookRole.HR, reason=SECRET)
    CaseLook.objects.create(**look, person=leader, role=LookRole.LEADER)


def remind(case: Case) -> None:
    """Plan what the leader is reminded of through the first eight weeks, and mail it."""
    for days in range(0, 60, 4):
        plan_by_hand(case.starts + timedelta(days=days))
    drain(by_hand=True, digest_at=timezone.now())


def tell(case: Case, *people: Person) -> None:
    """Give each a notice with the address of the case, of long ago, and let it be mailed."""
    for person in people:
        told = {"title": "Oppgave", "text": "Logg inn.", "why": "Ansvarlig.", "url": case.get_absolute_url()}
        notify(person, key=f"told-{person.pk}-{case.uuid}", municipality=case.municipality, statutory=True, **told)
    own = {"title": "Nytt", "text": "Logg inn.", "why": "Det gjelder deg.", "url": reverse("sickleave:own")}
    notify(case.person, key=f"told-{case.starts}", municipality=case.municipality, **own)
    Notice.objects.filter(recipient=case.person).update(created_at=timezone.now() - timedelta(days=8 * 365))
    drain(by_hand=True, digest_at=timezone.now())
