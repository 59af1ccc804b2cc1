"""The list of events: what each role sees, how it is narrowed, and that it costs the same with many. [D2, P4, P9]"""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.choices import Circle, Kind, Source, State
from deviations.models import Deviation
from kvalitet.organisation.actions import set_leader
from kvalitet.web.listing import PLACE
from tests.events import category_of, event

pytestmark = pytest.mark.django_db
URL = reverse("deviations:deviation-list")
TITLE = re.compile(r'<th scope="row"><a class="ds-link" href="[^"]+">([^<]+)</a>')


def change(case: Deviation, **fields) -> Deviation:
    """Put an event in a state without the whole way there."""
    Deviation._base_manager.filter(pk=case.pk).update(**fields)
    return case


def titles(client, query: str = "vis=alle") -> list[str]:
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    return TITLE.findall(response.content.decode())


def test_each_role_sees_its_own_part_and_nobody_else_a_word(world, sign_in):
    """[P4] Confidential and restricted events aren't there at all for those who may not see them."""
    event(world, text="Glatt gang", category=None)
    event(world, text="Bråk i kantina")
    event(world, text="Hemmelig sak", is_confidential=True, by=world.vera)
    event(world, text="Om lederen", is_about_leader=True, by=world.vera)
    event(world, text="I barnehagen", unit=world.barnehage, by=world.per, category=None)
    school = {"Glatt gang", "Bråk i kantina"}
    seen = {
        "ola": school,
        "vera": {"Bråk i kantina", "Hemmelig sak", "Om lederen"},
        "kari": school | {"Hemmelig sak"},
        "per": {"I barnehagen"},
        "tore": {"Bråk i kantina"},
        "heidi": {"Bråk i kantina"},
        "kim": school | {"Hemmelig sak", "I barnehagen"},
        "anne": school | {"Hemmelig sak", "I barnehagen"},  # she leads the whole of it, too
        "rolf": school | {"I barnehagen"},
        "siri": set(),
        "nils": set(),
    }
    found = {name: set(titles(sign_in(getattr(world, name)))) for name in seen}
    assert found == seen


def test_one_who_is_signed_out_is_led_to_the_door(client):
    assert client.get(URL).status_code == 302


def test_open_events_come_first_and_the_words_say_how_many(world, sign_in):
    event(world, text="Eldst")
    change(event(world, text="Ferdig"), state=State.CLOSED)
    event(world, text="Nyest")
    client = sign_in(world.kari)
    assert titles(client, "") == ["Nyest", "Eldst"]
    assert titles(client, "vis=lukket") == ["Ferdig"]
    assert "Viser 1–2 av 2 saker" in client.get(URL).content.decode()


def test_the_reporter_reads_that_it_is_theirs_and_no_name_stands_in_the_list(world, sign_in):
    """[E3] Reporters aren't named, whether they hide or not."""
    event(world, text="Med navn", hides_reporter=True)
    event(world, text="Uten navn", source=Source.ANONYMOUS)
    assert "meldt av deg" in sign_in(world.ola).get(URL).content.decode()
    page = sign_in(world.kari).get(URL).content.decode()
    assert "meldt av deg" not in page
    assert "Ola Olsen" not in page


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("enhet={skole}", {"Fall i trappa", "Slag i friminuttet"}),
        ("enhet={fjordvik}", {"Fall i trappa", "Slag i friminuttet", "Klage på maten"}),
        ("kategori={vold}", {"Slag i friminuttet"}),
        ("alvor=4", {"Slag i friminuttet"}),
        ("type=complaint", {"Klage på maten"}),
        ("spor=hse", {"Fall i trappa"}),
        ("risiko=red", {"Fall i trappa"}),
        ("q=falle", {"Fall i trappa"}),
        ("q=svømme", set()),
        ("q=trapp", {"Fall i trappa"}),
        ("q=2", {"Slag i friminuttet"}),
        ("q=99999999999999", set()),
        ("hvem=mine", set()),
        ("fra={today}", {"Fall i trappa", "Slag i friminuttet"}),
        ("til={yesterday}", {"Klage på maten"}),
        ("q=mat&type=complaint&til={yesterday}", {"Klage på maten"}),
        ("kategori={nothing}", set()),
        ("enhet={elsewhere}", set()),
        ("enhet=tull", set()),
        ("fra=31.02.2026", set()),
    ],
)
def test_every_choice_is_in_the_address(world, sign_in, query, wanted):
    violence = category_of(world, "Vold", ("violence",))
    change(event(world, text="Fall i trappa"), risk_band="red")
    event(world, text="Slag i friminuttet", category=violence, seriousness=4)
    old = event(world, text="Klage på maten", unit=world.barnehage, kind=Kind.COMPLAINT, category=None, by=world.per)
    today = timezone.localdate()
    change(old, created_at=timezone.now() - timedelta(days=3))
    words = {"skole": world.skole.uuid, "fjordvik": world.fjordvik.uuid, "vold": violence.uuid, "today": today}
    words |= {"nothing": world.skole.uuid, "elsewhere": world.asheim.uuid, "yesterday": today - timedelta(days=1)}
    assert set(titles(sign_in(world.kim), query.format(**words))) == wanted


def test_what_waits_for_a_leader_is_what_nobody_else_was_chosen_for(world, sign_in):
    """Units without a leader are the nearest leader's; a question to the reporter waits for the reporter."""
    event(world, text="På skolen", unit=world.skole)
    event(world, text="På SFO uten leder", unit=world.sfo)
    event(world, text="På mellomtrinnet", unit=world.mellomtrinnet)
    change(event(world, text="Gitt til Dag", unit=world.skole), handler=world.dag)
    change(event(world, text="Spurt tilbake", unit=world.skole), state=State.RETURNED)
    asked = "vis=aapne&hvem=venter"
    assert set(titles(sign_in(world.kari), asked)) == {"På skolen", "På SFO uten leder"}
    assert set(titles(sign_in(world.dag), asked)) == {"På mellomtrinnet", "Gitt til Dag"}
    assert titles(sign_in(world.eli), asked) == []
    assert titles(sign_in(world.ola), asked) == ["Spurt tilbake"]


def test_the_most_serious_of_what_is_open_can_come_first(world, sign_in):
    for number, seriousness in enumerate((2, 4, 1, 4)):
        event(world, text=f"Sak {number}", seriousness=seriousness)
    client = sign_in(world.kari)
    assert titles(client, "sorter=-alvor&vis=aapne") == ["Sak 3", "Sak 1", "Sak 0", "Sak 2"]
    assert titles(client, "sorter=alvor&vis=aapne") == ["Sak 2", "Sak 0", "Sak 1", "Sak 3"]
    assert titles(client, "sorter=meldt&vis=aapne") == ["Sak 0", "Sak 1", "Sak 2", "Sak 3"]
    assert titles(client, "sorter=-alvor&vis=alle")[0] == "Sak 3"  # newest first: no index for the rest


def test_the_next_rows_follow_by_key_and_a_forged_place_is_told(world, sign_in):
    for number in range(30):
        event(world, text=f"Sak {number}")
    client = sign_in(world.kari)
    page = client.get(URL).content.decode()
    older = re.search(rf'href="(\?{PLACE}=[^"]+)"[^>]*>Eldre', page)
    following = client.get(URL + older[1]).content.decode()
    assert len(TITLE.findall(page)) == 25
    assert TITLE.findall(following) == [f"Sak {number}" for number in (4, 3, 2, 1, 0)]
    assert "Viser 26–30 av 30 saker" in following
    forged = client.get(f"{URL}?{PLACE}=tull").content.decode()
    assert "Her er listen fra begynnelsen" in forged


def test_htmx_is_given_the_form_alone(world, sign_in):
    event(world)
    client = sign_in(world.kari)
    part = client.get(f"{URL}?vis=alle&alvor=2", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<form id="avviksliste"')
    assert "<html" not in part
    assert "liste.xlsx?vis=alle&amp;alvor=2" in part  # what is taken away is what is shown


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "Ingen saker her nå"), ("vis=alle", "Du har ikke meldt noe ennå"), ("q=finnesikke", "Ingen saker passer")],
)
def test_an_empty_list_says_why_and_what_to_do(world, sign_in, query, words):
    assert words in sign_in(world.ola).get(f"{URL}?{query}").content.decode()


def test_what_is_not_for_all_is_marked_for_those_who_see_it(world, sign_in):
    event(world, is_confidential=True)
    assert str(Circle.CONFIDENTIAL.label) in sign_in(world.kari).get(URL).content.decode()


def test_who_represents_others_reads_no_names_in_the_list(world, sign_in):
    """[D11] Those who handle the case read it as it was written."""
    event(world, text="Jon Jensen ble slått", by=world.kari)
    assert "Jensen" not in "".join(titles(sign_in(world.vera)))
    assert titles(sign_in(world.kari)) == ["Jon Jensen ble slått"]


QUERIES = ("", "vis=alle&flere=ja", "vis=alle&q=ribbevegg", "vis=alle&enhet={skole}", "vis=forsinket", "hvem=venter")


@pytest.mark.parametrize("name", ["ola", "kari", "anne", "vera"])
def test_thirty_rows_ask_no_more_than_three(world, sign_in, name):
    """[P9] The same number of questions at every size, for every role."""
    client = sign_in(getattr(world, name))
    counts = []
    for more in (3, 27):
        for number in range(more):
            event(world, unit=(world.skole, world.sfo, world.mellomtrinnet)[number % 3])
        for query in QUERIES:
            client.get(f"{URL}?{query.format(skole=world.skole.uuid)}")
        asked = []
        for query in QUERIES:
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(f"{URL}?{query.format(skole=world.skole.uuid)}")
            asked.append(len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert counts[0][0] <= (14 if name == "vera" else 12)  # names are looked up for those who represent others


def test_a_leader_who_has_left_leaves_the_unit_to_the_one_above(world, sign_in):
    event(world, unit=world.mellomtrinnet, text="Uten leder nå")
    with scopes_disabled():
        set_leader(world.mellomtrinnet, person=None, starts=timezone.localdate(), by=None)
    assert titles(sign_in(world.kari), "hvem=venter&vis=aapne") == ["Uten leder nå"]
