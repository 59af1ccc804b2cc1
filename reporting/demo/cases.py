"""Cases that are being handled in the demo: a question that waits, an answer nobody has read, one about a leader."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from deviations.actions import flow, people
from deviations.actions.clock import next_due
from deviations.actions.reporting import Report, report
from deviations.choices import OPEN_STATES, Kind, Seriousness
from deviations.models import Category, Deviation
from deviations.rules.words import shown_title
from kvalitet.deadlines.actions import Assignee, NewDeadline, set_new
from kvalitet.deadlines.choices import Role
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.people import leader_of
from reporting.demo.clock import at
from reporting.demo.people import Demo


def tell(demo: Demo) -> None:
    """Give the open cases of the three years their deadlines, and let people work on some new ones."""
    _deadlines(demo)
    _waits_for_answer(demo)
    _answered(demo)
    _about_leader(demo)
    _confidential(demo)
    _sent_on(demo)
    _proposal(demo)


def _deadlines(demo: Demo) -> None:
    rows = Deviation._base_manager.filter(municipality=demo.municipality, state__in=sorted(OPEN_STATES))
    known = Deadline.objects.filter(content_type=ContentType.objects.get_for_model(Deviation))
    rows = rows.exclude(pk__in=list(known.values_list("object_id", flat=True)))
    wanted = []
    for event in rows.select_related("unit", "municipality"):
        if due := next_due(event):
            wanted.append(
                NewDeadline(
                    obj=event,
                    due=due.day,
                    assignees=[Assignee(role=Role.LEADER, unit=event.unit)],
                    title=f"{due.what} – {shown_title(event)}",
                    url=event.get_absolute_url(),
                    municipality=event.municipality,
                    unit=event.unit,
                )
            )
    set_new(wanted)


def _told(demo: Demo, days: int, unit: str, text: str, *, by: str = "ansatt", **said: object) -> Deviation:
    """Let a person report so many days ago."""
    seriousness = int(str(said.pop("seriousness", Seriousness.MODERATE)))
    name = said.pop("category", "")
    category = Category._base_manager.filter(municipality=demo.municipality, name=name).first() if name else None
    day = demo.today - timedelta(days=days)
    with at(day, hour=13, minute=20):
        told = Report(
            unit=demo.units[unit],
            description=text,
            seriousness=seriousness,
            category=category,
            opened_at=timezone.now() - timedelta(seconds=48),
            **said,  # type: ignore[arg-type]  # the fields of a report
        )
        return report(told, by=demo.users[by])


def _waits_for_answer(demo: Demo) -> None:
    event = _told(demo, 6, "langtid", "Personløfteren på bad 2 stoppet midt i et løft. Vi måtte løfte manuelt.")
    leader = demo.users["avdelingsleder"]
    with at(demo.today - timedelta(days=5), hour=9):
        event = flow.receive(event, by=leader)
    with at(demo.today - timedelta(days=4), hour=11):
        text = (
            "Takk for at du sa fra. Sto det en feilkode i vinduet på løfteren, og vet du når den sist var på service?"
        )
        flow.ask_reporter(event, text=text, by=leader)


def _answered(demo: Demo) -> None:
    event = _told(demo, 3, "langtid", "Håndsprit manglet i dispenseren ved gang B hele helgen.", seriousness=1)
    leader = demo.users["avdelingsleder"]
    with at(demo.today - timedelta(days=2), hour=8):
        event = flow.receive(event, by=leader)
        flow.write_to_reporter(
            event, text="Takk! Renhold fyller nå på hver fredag. Si fra hvis det skjer igjen.", by=leader
        )
        flow.add_note(event, text="Sjekk avtalen med renhold om helgene.", by=leader)


def _about_leader(demo: Demo) -> None:
    text = "Turnus for helgen ble endret samme dag uten at vi ble spurt. Det har skjedd tre ganger i høst."
    event = _told(demo, 8, "langtid", text, is_about_leader=True, seriousness=Seriousness.SERIOUS)
    with at(demo.today - timedelta(days=7), hour=10):
        handler = event.handler or demo.users["leder"]
        flow.write_to_reporter(event, text="Takk for at du sier fra. Jeg tar dette opp og svarer deg.", by=handler)


def _confidential(demo: Demo) -> None:
    text = "En pårørende var truende mot en ansatt på vaktrommet. Vi ringte vekter."
    event = _told(demo, 4, "korttid", text, is_confidential=True, hides_reporter=True, seriousness=Seriousness.SERIOUS)
    with at(demo.today - timedelta(days=3), hour=12):
        event = flow.receive(event, by=demo.users["leder"])
        people.set_handler(
            event, handler=demo.users["leder"], by=demo.users["leder"], reason="Jeg følger den opp selv."
        )


def _sent_on(demo: Demo) -> None:
    event = _told(demo, 5, "kjokken", "Middagen kom 40 minutter for sent fordi heisen sto.", seriousness=1)
    leader = leader_of(demo.units["kjokken"], demo.today) or demo.users["leder"]
    with at(demo.today - timedelta(days=4), hour=14):
        event = flow.receive(event, by=leader)
        people.send_on(event, unit=demo.units["furutun"], text="Heisen er det huset som har ansvaret for.", by=leader)


def _proposal(demo: Demo) -> None:
    text = "Forslag: heng tavlen med dagens oppgaver ved inngangen, så slipper vi å lete."
    event = _told(demo, 12, "langtid", text, kind=Kind.PROPOSAL, seriousness=1)
    with at(demo.today - timedelta(days=11), hour=9):
        flow.begin_work(event, by=demo.users["avdelingsleder"])
