"""Many rows of each kind a page can show, so that pages can be measured with few and with many."""

from datetime import date, timedelta

from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.goals import create_goal, create_subgoal, edit_goal
from goals.actions.groups import save_group
from goals.actions.measures import ResponsibleChoice, create_measure, edit_measure
from goals.actions.plans import create_plan, edit_plan, grant_plan, publish_plan
from goals.actions.tasks import report_status
from goals.choices import DueKind, GroupRule, Perspective, PlanKind, TaskStatus
from goals.models import DeadlineMove, FocusArea, Measure
from kvalitet.access.actions import appoint_deputy, give_role, log_look
from kvalitet.access.choices import Role
from kvalitet.notifications.actions import notify
from kvalitet.notifications.models import KeptMail
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Leadership, Municipality, Person, ServiceArea, Unit
from kvalitet.setup.actions.preparing import add_steps, create_reorganisation
from kvalitet.signin.choices import Method
from kvalitet.signin.models import Visit
from tests.deviations.risk_cases import grow_risks
from tests.factories import PersonFactory, PositionFactory, UnitFactory

OPENED = date(2020, 1, 1)
DUE = date(2031, 5, 5)
LATE = date(2024, 5, 6)


@scopes_disabled()
def grow(world, first: int, last: int) -> None:
    """Add rows number `first` up to (not including) `last` of every kind."""
    for number in range(first, last):
        person, unit = _organisation(world, number)
        _roles(world, number, person)
        _reorganisations(world, number, unit)
        _plans(world, number, unit, person)
        _history(world, number)
        _notices(world, number)
        grow_risks(world, number)


def _organisation(world, number: int) -> tuple[Person, Unit]:
    unit = UnitFactory(parent=world.skole, name=f"Avdeling {number}")
    person = PersonFactory(municipality=world.municipality)
    organisation.set_leader(unit, person=person, starts=OPENED, by=None)
    UnitFactory(parent=world.skole, kind=UnitKind.DEPARTMENT, name=f"Uten leder {number}")
    PositionFactory(person=person, unit=world.skole)
    PersonFactory(municipality=world.municipality)  # without a post
    ended = OPENED + timedelta(days=number)
    PositionFactory(person=world.ola, unit=world.skole, title=f"Vikar {number}", starts=ended, ends=ended)
    area = organisation.save_service_area(
        None, municipality=world.municipality, name=f"Område {number}", units=[unit, world.skole], by=world.siri
    )
    FocusArea.objects.create(municipality=world.municipality, name=f"Satsing {number}")
    skoleomradet = ServiceArea.objects.get(name="Skole", municipality=world.municipality)
    skoleomradet.units.add(unit)
    assert area.pk
    day = date(2000, 1, 1) + timedelta(days=number * 2)
    Leadership.objects.create(unit=world.skole, person=person, starts=day, ends=day)
    return person, unit


def _reorganisations(world, number: int, unit: Unit) -> None:
    """One that is prepared, one more member of the school, and one more chapter of its story."""
    made = create_reorganisation(
        municipality=world.municipality,
        name=f"Omorganisering {number}",
        starts=date(2099, 1, 1),
        reason="Vedtak",
        today=OPENED,
        by=world.siri,
    )
    add_steps(made, steps=[{"kind": "rename", "unit": world.skole, "name": f"Skole {number}"}], by=world.siri)
    opened = {"slug": f"medlem-{number}", "name": f"Medlem {number}", "number": f"{7000 + number}"}
    member = organisation.create_municipality(**opened, opened=OPENED, by=None)
    organisation.add_member(world.skole, municipality=member, starts=OPENED, by=None)


def _roles(world, number: int, person: Person) -> None:
    soon = timezone.localdate() + timedelta(days=20)
    give_role(person, role=Role.QUALITY, unit=world.skole, starts=OPENED, ends=soon, by=None)
    day = OPENED + timedelta(days=number)
    give_role(world.ola, role=Role.SAFETY, unit=world.sfo, starts=day, ends=day, by=None)
    appoint_deputy(world.per, deputy=person, starts=OPENED, ends=None, reason="Ferie", by=None)
    appoint_deputy(world.ola, deputy=person, starts=OPENED, ends=None, reason="Ferie", by=None)
    appoint_deputy(person, deputy=world.kari, starts=OPENED, ends=None, reason="Ferie", by=None)
    appoint_deputy(person, deputy=world.siri, starts=OPENED, ends=None, reason="Ferie", by=None)
    log_look(world.rolf, path=f"/mal/{number}/")


def _plans(world, number: int, unit: Unit, person: Person) -> None:
    years = {"starts_year": 2024, "ends_year": 2034}
    plan = create_plan(unit=world.skole, kind=PlanKind.PROGRAMME, name=f"Plan {number}", **years, by=world.kari)
    due = {"due_kind": DueKind.DATE, "due": LATE if number % 2 else DUE}
    group = save_group(
        None, municipality=world.municipality, name=f"Gruppe {number}", rule=GroupRule.UNITS, units=[unit], by=None
    )
    save_group(
        None, municipality=world.municipality, name=f"Folk {number}", rule=GroupRule.PEOPLE, people=[person], by=None
    )
    for place in (plan, world.plan, world.draft):
        goal = create_goal(place, title=f"Mål {number}", perspective=Perspective.SERVICES, by=None)
        subgoal = create_subgoal(goal, title=f"Delmål {number}", by=None)
        answers = [ResponsibleChoice(person=world.kari), ResponsibleChoice(group=group)]
        create_measure(goal, subgoal=subgoal, title=f"Tiltak {number}", responsible=answers, by=None, **due)
    publish_plan(plan, by=world.kari)
    subgoal = create_subgoal(world.goal, title=f"Delmål {number}", by=None)
    named = [ResponsibleChoice(person=person), ResponsibleChoice(source_text=f"Noen {number}")]
    create_measure(world.goal, subgoal=subgoal, title=f"Ledig {number}", responsible=named[1:], by=None)
    measure = create_measure(world.goal, title=f"Tiltak {number}", responsible=answers, by=None, **due)
    report_status(
        measure.tasks.first(), status=TaskStatus.IN_PROGRESS, progress=5, comment="Godt i gang", evidence="", by=person
    )
    _answer_too(world.measure, [*named, ResponsibleChoice(group=group)])
    grant_plan(world.plan, person=person, starts=OPENED, ends=None, reason="Ser på", by=world.kim)
    assert Permission.objects.filter(codename="view_plan").exists()
    DeadlineMove.objects.create(
        measure=world.measure,
        municipality=world.municipality,
        old=DUE,
        new=DUE,
        reason="Ny",
        at=timezone.now(),
        by=person,
    )


def _answer_too(measure: Measure, more: list[ResponsibleChoice]) -> None:
    present = [
        ResponsibleChoice(row.person, row.group, row.position_title, row.source_text, row.role)
        for row in measure.responsibles.select_related("person", "group")
    ]
    measure.refresh_from_db()
    edit_measure(measure, responsible=[*present, *more], by=None, title=f"{measure.title}.")


def _history(world, number: int) -> None:
    for obj in (world.goal, world.plan, world.skole, world.ola, world.municipality):
        obj.refresh_from_db()
    edit_goal(world.goal, title=f"Trygge skoler {number}", by=world.kim)
    edit_plan(world.plan, name=f"Handlingsplan {number}", starts_year=2024, ends_year=2034, by=world.kim)
    organisation.edit_unit(world.skole, name=f"Skolen {number}", kind=UnitKind.UNIT, by=world.siri)
    organisation.edit_person(world.ola, employee_number=f"{number}", by=world.siri)
    place = Municipality.objects.get(pk=world.municipality.pk)
    organisation.edit_municipality(place, name=f"Kommune {number}", stale_after_days=90, by=world.siri)


def _notices(world, number: int) -> None:
    for person in (world.kari, world.siri):
        notify(
            person,
            key=f"crowd-{person.pk}-{number}",
            title=f"Varsel {number}",
            text="Hei",
            url="/",
            why="",
            municipality=world.municipality,
        )
    session = Session.objects.create(session_key=f"crowd{number}", expire_date=timezone.now() + timedelta(hours=1))
    Visit.objects.create(person=world.kari, session_key=session.session_key, method=Method.PASSWORD, device="Mac")
    KeptMail.objects.create(message_id=f"<{number}>", to=world.kari.email, subject=f"Brev {number}", text="Hei")
