"""What has been sent lately, what has been put off, and who is away: so that the pages of notices show something."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines import rules
from kvalitet.deadlines.models import Deadline
from kvalitet.deadlines.queries import tasks_for
from kvalitet.notifications import actions as notifications
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo

WEEKS = (4, 3, 2, 1)
ASKED = (
    "furutun",
    "langtid",
    "korttid",
    "hjemme",
    "helse",
    "oppvekst",
    "solbakken",
    "nordvik",
    "elvebakken",
    "samfunn",
)
PUT_OFF = (
    ("leder", "Venter på svar fra bedriftshelsetjenesten."),
    ("leder", "Tas opp på personalmøtet neste uke."),
    ("avdelingsleder", "Avventer ny turnus."),
)


def tell(demo: Demo) -> None:
    """Ask leaders for status some weeks, let one be away, and put some reminders off."""
    for weeks in WEEKS:
        _ask(demo, _monday(demo.today - timedelta(weeks=weeks)))
    away = demo.leaders["korttid"]
    with at(demo.today - timedelta(days=4)):
        deadlines.register_absence(
            away,
            deputy=demo.users["leder"],
            starts=demo.today - timedelta(days=2),
            ends=demo.today + timedelta(days=12),
            reason="Ferie",
            by=away,
            is_away=True,
        )
    with at(demo.today - timedelta(days=1)):
        for name, reason in PUT_OFF:
            _put_off(demo.users[name], demo.today, reason)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _ask(demo: Demo, day: date) -> None:
    """Ask each leader about a task, mail it where the demo keeps its mail, and let most read it the day after."""
    asked = []
    for unit in ASKED:
        person = demo.leaders[unit]
        with at(day, hour=8):
            task = tasks_for(person, day).first()
            if task is not None and _tell(person, task, day):
                asked.append(person)
    with at(day, hour=9):
        if settings.EMAIL_BACKEND.endswith("KeptMailBackend"):
            notifications.drain()
    with at(day + timedelta(days=1)):
        for person in asked[: len(asked) * 3 // 4]:
            for notice in Notice.objects.visible_to(person).unread():
                notifications.mark_read(notice, now=timezone.now())


def _tell(person: Person, task: Deadline, day: date) -> bool:
    return notifications.notify(
        person,
        key=f"demo/{day}/{person.pk}",
        title=f"Hvordan går det med «{task.title[:120]}»?",
        text="Meld ny status, så planen viser det som er sant.",
        url=task.url,
        why="Du er ansvarlig for tiltaket, og statusen er gammel.",
        municipality=task.municipality,
    )


def _put_off(person: Person, today: date, reason: str) -> None:
    yesterday = today - timedelta(days=1)
    for task in tasks_for(person, yesterday):
        free = not task.snoozes.filter(person=person).exists()
        if free and not rules.why_not_snoozed(task.due, task.steps, today, is_statutory=task.statutory) and task.due:
            until = min(today + timedelta(days=4), rules.latest_snooze(task.due, task.steps, yesterday))
            deadlines.snooze(task, until=until, reason=reason, by=person)
            return
