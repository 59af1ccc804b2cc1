import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.notifications import actions
from kvalitet.notifications.models import Notice

MORNING = "2026-03-04T08:00:00+01:00"


@pytest.fixture
def morning(time_machine):
    """Eight o'clock on a working day, standing still."""
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def tell(world, morning):
    """Return a function that tells Ola something new."""
    numbers = iter(range(1000))

    def teller(person=None, *, mode="each", **fields):
        person = person or world.ola
        person.email_mode = mode
        person.save()
        number = next(numbers)
        actions.notify(
            person,
            key=f"melding/{number}",
            title=f"Sak {number}",
            text="Les.",
            url="/oppgaver/",
            why="Fordi.",
            **fields,
        )
        with scopes_disabled():
            return Notice.objects.get(key=f"melding/{number}")

    return teller


@pytest.fixture
def states():
    """Return a function that reads the state of every notice, digests included, in order."""

    def reader(*fields):
        with scopes_disabled():
            return list(Notice.objects.order_by("id").values_list(*(fields or ["state"]), flat=len(fields) < 2))

    return reader


@pytest.fixture
def drain():
    """Return a function that drains the outbox now."""
    return lambda: actions.drain(now=timezone.now())
