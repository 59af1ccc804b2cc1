"""An absence of Ola's, and a file of absences, behind the addresses of the matrix."""

from datetime import UTC, date, datetime

from django_scopes import scopes_disabled

from kvalitet.history import actions as history
from sickleave.actions import contacts, milestones, plans
from sickleave.actions.absence_imports import receive, work_on
from sickleave.actions.absences import register_absence
from sickleave.choices import AbsenceKind, AdaptationKind, ContactForm, MeetingKind, Step
from sickleave.models import Adaptation, Analysis, Case, Meeting


@scopes_disabled()
def sick_targets(world) -> dict[str, dict[str, object]]:
    """Return the arguments by name."""
    absence = register_absence(
        person=world.ola,
        kind=AbsenceKind.CERTIFIED,
        starts=date(2026, 1, 5),
        ends=date(2026, 2, 15),
        by=world.kari,
        today=date(2026, 2, 1),
    )
    case = Case.objects.get(person=world.ola)
    talk = contacts.add_contact(case, on=case.starts, form=ContactForm.PHONE, note="", by=world.kari)
    milestones.hold(case, Step.NAV_NEED)
    hangs = {"case": case, "municipality": case.municipality, "by": world.kari, "by_id": world.kari.pk}
    meeting = history.create(
        Meeting, **hangs, kind=MeetingKind.DM1, at=datetime(2026, 2, 10, 8, tzinfo=UTC), place="Møterom 2"
    )
    what = {"kind": AdaptationKind.HOURS, "what": "Bare dagvakter"}
    adaptation = history.create(Adaptation, **hangs, **what, starts=case.starts)
    two_plans(world, case)
    return {
        "sak": {"uuid": case.uuid},
        "sak.plan": {"uuid": case.uuid, "number": 2},
        "sak.plan til NAV": {"uuid": case.uuid, "to": "nav"},
        "sak.samtale": {"uuid": case.uuid, "contact": talk.uuid},
        "sak.steg": {"uuid": case.uuid, "step": Step.PLAN.value},
        "sak.møte": {"uuid": case.uuid, "meeting": meeting.uuid},
        "sak.nytt møte": {"uuid": case.uuid, "kind": MeetingKind.DM3.value},
        "sak.tilrettelegging": {"uuid": case.uuid, "adaptation": adaptation.uuid},
        "sak.veien videre": {"uuid": case.uuid, "step": Step.W52.value},
        "sak.nav": {"uuid": case.uuid, "step": Step.NAV_NEED.value},
        "fravær": {"uuid": absence.uuid},
        "fraværsfil": {"uuid": absence_file(world, 3).uuid},
        "årlig gjennomgang": {"uuid": analysis_of(world).uuid},
        "fraværsmal": {"ending": "csv"},
        "leder som trenger hjelp": {"uuid": world.kari.uuid},
    }


def analysis_of(world):
    """Plan the yearly look at the school's absence."""
    unit = {"unit": world.skole, "municipality": world.skole.municipality}
    return history.create(Analysis, by=None, **unit, year=2026, due=date(2026, 11, 30))


def two_plans(world, case) -> None:
    """Let both sign the first version, and Kari share the second."""
    told = {"can_do": "Retting", "adaptation_ahead": "Kortere dager", "follow_up": "Hver uke"}
    told |= {"evaluation_on": date(2099, 1, 1), "employee_took_part": True}
    first = plans.share(plans.write(plans.begin(case, by=world.kari), told, by=world.kari), by=world.kari)
    plans.sign_as_leader(plans.sign_as_employee(first, by=world.ola), by=world.kari)
    plans.share(plans.begin(case, by=world.kari), by=world.kari)


def absence_file(world, rows: int):
    """Keep and compare a file of absences whose rows nobody can place."""
    lines = [f"9{number};Egenmelding;04.02.2026;05.02.2026" for number in range(rows)]
    content = "\n".join(["Ansattnummer;Type;Fra;Til", *lines]).encode()
    return work_on(receive(world.municipality, content=content, by=world.heidi).pk)
