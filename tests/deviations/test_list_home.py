"""Events on the start page, by role. [P7, D2]"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deviations.choices import State
from deviations.models import Deviation
from tests.events import event

pytestmark = pytest.mark.django_db


def start(client) -> str:
    return client.get("/").content.decode()


def test_an_employee_sees_the_button_and_the_own_cases_before_tasks(world, sign_in):
    event(world, text="Glatt gang")
    page = start(sign_in(world.ola))
    assert page.index("Har noe skjedd") < page.index("Sakene du har meldt") < page.index("Dette venter på deg")
    assert "Glatt gang" in page
    assert "Avvik som venter på deg" not in page
    assert "Glatt gang" not in start(sign_in(world.tore)).partition("HMS-avvik i området ditt")[0]


def test_a_leader_sees_how_many_wait_and_since_when(world, sign_in):
    old = event(world, text="Gammel sak")
    Deviation._base_manager.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=40))
    event(world, text="Hemmelig sak", is_confidential=True)
    page = start(sign_in(world.kari))
    assert "2 avvik venter på deg. Det eldste ble meldt" in page
    assert "Gammel sak" in page
    assert "Hemmelig sak" not in page  # a page that is open all day says only that there is one
    assert "En fortrolig sak" in page
    assert "?vis=aapne&amp;hvem=venter&amp;sorter=meldt" in page
    assert "Har noe skjedd" not in page


def test_a_leader_without_work_is_told_so(world, sign_in):
    assert "Ingen avvik venter på deg." in start(sign_in(world.kari))


def test_the_quality_adviser_sees_what_nobody_has_received(world, sign_in):
    late = event(world, text="Ingen har sett meg")
    event(world, text="Meldt i dag")
    Deviation._base_manager.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(days=15))
    page = start(sign_in(world.kim))
    assert "1 avvik er ikke mottatt innen fristen." in page
    assert "Ingen har sett meg" in page
    assert "Meldt i dag" not in page
    Deviation._base_manager.filter(pk=late.pk).update(state=State.RECEIVED)
    assert "Alle avvik er mottatt innen fristen." in start(sign_in(world.kim))


def test_representatives_see_health_and_safety_of_their_area(world, sign_in):
    event(world, text="Glatt gang")
    event(world, text="Feil brev", category=None)
    event(world, text="Hemmelig sak", is_confidential=True)
    event(world, text="Jon Jensen ble slått")
    page = start(sign_in(world.vera))
    assert "2 HMS-avvik er åpne i området ditt." in page
    assert "Jensen" not in page
    assert "Glatt gang" in page
    assert "Feil brev" not in page
    assert "fortrolig" not in page


@pytest.mark.parametrize("name", ["ola", "kari", "kim", "vera"])
def test_the_start_page_asks_no_more_with_thirty_events(world, sign_in, name):
    client, counts = sign_in(getattr(world, name)), []
    for more in (3, 27):
        for _number in range(more):
            event(world)
        start(client)
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            start(client)
        counts.append(len(asked))
    assert counts[1] <= counts[0]  # fewer when the first tasks are all of one kind
