"""Which object stands behind each address of the matrix, by the name written in its `object` column."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled

from goals.actions.goals import create_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import create_plan, publish_plan
from goals.actions.uploads import keep_upload
from kvalitet.access.actions import appoint_deputy
from kvalitet.access.models import RoleAssignment
from kvalitet.attachments.actions import attach, receive
from kvalitet.deadlines.actions import renew_feed
from kvalitet.deadlines.models import Deadline
from kvalitet.imports.actions import close_people, work_on
from kvalitet.imports.actions import receive as receive_staff
from kvalitet.notifications.actions import notify
from kvalitet.notifications.models import Notice
from kvalitet.organisation.actions import add_member, save_service_area
from kvalitet.setup.actions.preparing import add_steps, create_reorganisation
from kvalitet.setup.models import Reorganisation
from kvalitet.signin.choices import Method
from kvalitet.signin.models import Visit
from tests.access.event_targets import event_targets
from tests.access.risk_targets import risk_targets
from tests.access.sick_targets import sick_targets
from tests.factories import PersonFactory

OPENED = date(2020, 1, 1)


def targets(world) -> dict[str, dict[str, object]]:
    """Return the arguments of each address; rows the world lacks are made here."""
    area = save_service_area(None, municipality=world.municipality, name="Skole", units=[world.skole], by=world.siri)
    deputy = appoint_deputy(world.per, deputy=world.eli, starts=OPENED, ends=None, reason="Ferie", by=None)
    notify(world.kari, key="matrix", title="Hei", text="Hei", url="/", why="", municipality=world.municipality)
    role = RoleAssignment.objects.get(person=world.vera)
    change = reorganisation(world)
    member = add_member(world.skole, municipality=world.neighbour, starts=date(2099, 1, 1), by=world.siri)
    kind = ContentType.objects.get_for_model(type(world.task))
    visit = Visit.objects.create(person=world.kari, session_key="matrise", method=Method.PASSWORD, device="Mac")
    with scopes_disabled():
        deadline = Deadline.objects.get(content_type=kind, object_id=world.task.pk)
        upload = keep_upload(
            file_name="plan.csv",
            content="Mål;Delmål;Tiltak;Ansvar;Frist\nGode skoler;;Kjøpe bøker;Kari Kvam;1.6.2027\n".encode(),
            unit=world.fjordvik,
            kind="action_plan",
            name="Plan",
            starts_year=2026,
            ends_year=2027,
            plan=None,
            by=world.kim,
        )
        notice = Notice.objects.get(recipient=world.kari)
        reminder = Notice.objects.create(
            recipient=world.kari,
            municipality=world.municipality,
            kind="copy",
            key="matrix/2",
            title="Frist",
            state="app_only",
            source="deadlines.deadline",
            source_id=deadline.pk,
            due=deadline.due,
            url="/oppgaver/",
        )
        note = receive([SimpleUploadedFile("notat.txt", b"Hei")]).good
        file = attach(world.measure, note, by=world.kim)[0]
        old = create_plan(
            unit=world.barnehage, kind="unit_plan", name="Gammel plan", starts_year=2019, ends_year=2019, by=world.kim
        )
        create_goal(old, title="Lek", perspective="services", by=world.kim)
        publish_plan(old, by=world.kim)
    hr = staff_run(world)
    return {
        "": {},
        **event_targets(world),
        **risk_targets(world),
        **sick_targets(world),
        "hrfil": {"pk": hr.uuid},
        "hrmal": {"kind": "people", "ending": "csv"},
        "sluttet": {"pk": gone(world).uuid},
        "virksomhet": {"uuid": world.skole.uuid},
        "virksomhet.ifjor": {"uuid": world.barnehage.uuid},
        "skole": {"pk": world.skole.uuid},
        "ola": {"pk": world.ola.uuid},
        "ola.stilling": {"pk": world.ola.uuid, "position": world.ola.positions.get().uuid},
        "vera.rolle": {"pk": role.uuid},
        "per.stedfortreder": {"pk": deputy.uuid},
        "skoleområdet": {"pk": area.uuid},
        "omorganisering": {"pk": change.uuid},
        "omorganisering+type": {"pk": change.uuid, "kind": "move"},
        "omorganisering+steg": {"pk": change.uuid, "step": change.steps.get().uuid},
        "skole+medlem": {"pk": world.skole.uuid, "member": member.uuid},
        "karis.innlogging": {"pk": visit.uuid},
        "karis.varsel": {"pk": notice.uuid},
        "karis.frist": {"pk": deadline.uuid},
        "karis.påminnelse": {"pk": reminder.uuid},
        "karis.kalender": {"secret": renew_feed(world.kari)},
        "plan": {"uuid": world.plan.uuid},
        "utkast": {"uuid": world.draft.uuid},
        "plan+ola": {"uuid": world.plan.uuid, "person": world.ola.uuid},
        "mål": {"uuid": world.goal.uuid},
        "utkastmål": {"uuid": world.draft_goal.uuid},
        "delmål": {"uuid": world.subgoal.uuid},
        "tiltak": {"uuid": world.measure.uuid},
        "utkasttiltak": {"uuid": world.draft_measure.uuid},
        "oppgave": {"uuid": world.task.uuid},
        "enhetsoppgave": {"uuid": world.unit_task.uuid},
        "kims.fil": {"uuid": upload.uuid},
        "gruppe": {"uuid": world.group.uuid},
        "tiltak+vedlegg": {"kind": "tiltak", "uuid": world.measure.uuid},
        "vedlegg": {"uuid": file.uuid},
        "vedlegg+navn": {"uuid": file.uuid, "name": file.name},
    }


def reorganisation(world) -> Reorganisation:
    """Prepare a move of the school."""
    made = create_reorganisation(
        municipality=world.municipality,
        name="Ny oppvekst",
        starts=date(2099, 1, 1),
        reason="Vedtak",
        today=OPENED,
        by=world.siri,
    )
    add_steps(made, steps=[{"kind": "move", "unit": world.skole, "target": world.helse}], by=world.siri)
    return made


def staff_run(world, rows: int = 1):
    """A file from HR with as many new people, doubles and bad rows."""
    lines = [f"{800 + n};Ny{n};Person;;Solbakken skole;Lærer;100" for n in range(rows)]
    lines += [f"{900 + n};Feil{n};Rad;;Finnes ikke;;" for n in range(rows)]
    run = receive_staff(
        world.municipality,
        kind="people",
        file_name="ansatte.csv",
        content="\n".join(["Ansattnr;Fornavn;Etternavn;E-post;Enhet;Stilling;Prosent", *lines]).encode(),
        is_complete=False,
        source="upload",
        by=world.siri,
    )
    return work_on(run.pk)


def gone(world, measures: int = 1):
    """One who has left, and still answers for as many measures."""
    person = PersonFactory(municipality=world.municipality)
    with scopes_disabled():
        for number in range(measures):
            create_measure(
                world.goal, title=f"Etterlatt {number}", responsible=[ResponsibleChoice(person=person)], by=world.kim
            )
        close_people({person.pk: OPENED}, by=world.siri)
    person.refresh_from_db()
    return person
