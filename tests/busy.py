"""A plan in which every figure of the overview has something to count."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.measures import ResponsibleChoice, create_measure, move_deadline
from goals.actions.tasks import report_status
from goals.choices import DueKind, TaskStatus
from goals.models import Measure, MeasureTask


def today() -> date:
    return timezone.localdate()


def add(world, title, *, due=None, responsible=None, by=None) -> Measure:
    """Add a measure to the world's published plan; Kari answers for it unless someone else is named."""
    wanted = [ResponsibleChoice(person=world.kari)] if responsible is None else responsible
    kind = DueKind.DATE if due else DueKind.NONE
    return create_measure(
        world.goal, title=title, responsible=wanted, by=by, due=due, due_kind=kind, unit=world.fjordvik
    )


def report(task, status, *, by, progress=0) -> None:
    """Report a status, with a comment that looks like a formula."""
    report_status(task, status=status, progress=progress, comment="=1+1", evidence="", by=by)


def make(world) -> None:
    """Done in time, done too late, begun, late, without deadline, without responsible, moved, answered by one unit."""
    with scopes_disabled():
        soon, past = today() + timedelta(days=30), today() - timedelta(days=10)
        for title, due, status in [
            ("Ferdig i tide", soon, TaskStatus.DONE),
            ("Ferdig for sent", past, TaskStatus.DONE),
            ("I gang og forsinket", past, TaskStatus.IN_PROGRESS),
            ("Utsatt", soon, TaskStatus.POSTPONED),
            ("Avbrutt", past, TaskStatus.CANCELLED),
        ]:
            report(add(world, title, due=due).tasks.get(), status, by=world.kari)
        add(world, "Uten frist")
        add(world, "Uten ansvarlig", due=soon, responsible=[ResponsibleChoice(source_text="Noen")])
        move_deadline(
            add(world, "Flyttet", due=soon), to=soon + timedelta(days=9), reason="Venter på staten", by=world.anne
        )
        task = MeasureTask.objects.get(measure=world.shared_measure, unit=world.skole)
        report(task, TaskStatus.IN_PROGRESS, by=world.kari, progress=40)


def add_many(world, count) -> None:
    """Add measures given to all leaders, half of them late, so that every list of the overview grows."""
    with scopes_disabled():
        group = world.shared_measure.responsibles.get().group
        for number in range(count):
            due = today() + timedelta(days=20 if number % 2 else -20)
            add(world, f"Tiltak {number}", due=due, responsible=[ResponsibleChoice(group=group)])
