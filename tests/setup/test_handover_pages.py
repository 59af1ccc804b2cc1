"""What people who have left still answer for, and who takes over. [I11]"""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from goals.actions.groups import save_group
from goals.choices import GroupRule
from goals.models import Responsible
from kvalitet.deadlines.models import Deadline
from tests.access.targets import gone

LIST = "/oppsett/overtakelse/"


def keys_on(page):
    return [part.split('"')[0] for part in page.split('name="keys" value="')[1:]]


def test_another_takes_over_all_in_one_go(world, sign_in):
    """[P3, I11] Tasks, deadlines and responsibility follow."""
    siri, person = sign_in(world.siri), gone(world, 2)
    assert "2 saker venter på at noen overtar." in siri.get(LIST).content.decode()
    url = reverse("setup:handover", args=[person.uuid])
    keys = keys_on(siri.get(url).content.decode())
    answer = siri.post(url, {"to": world.ola.pk, "keys": keys}, follow=True)
    assert "2 saker er overtatt av Ola Olsen." in answer.content.decode()
    assert "Ingen har sluttet fra noe" in answer.content.decode()
    with scopes_disabled():
        assert not Responsible.objects.filter(person=person).exists()
        assert Responsible.objects.filter(person=world.ola).count() == 2
        assert Deadline.objects.open().filter(responsible=world.ola).count() == 2
        assert not Deadline.objects.open().filter(responsible=person).exists()
        row = Responsible.objects.filter(person=world.ola).select_related("measure").first()
        assert row.history.first().history_change_reason == f"Overtatt etter {person}."
        assert row.measure.history.first().history_user == world.siri


def test_place_in_a_group_is_handed_over_too(world, sign_in):
    """[G4, I11]"""
    siri, person = sign_in(world.siri), gone(world, 0)
    with scopes_disabled():
        group = save_group(
            None,
            municipality=world.municipality,
            name="Beredskapsgruppa",
            rule=GroupRule.PEOPLE,
            people=[person, world.kari],
            by=world.kim,
        )
    assert "1 sak venter" in siri.get(LIST).content.decode()
    url = reverse("setup:handover", args=[person.uuid])
    page = siri.get(url).content.decode()
    assert "Beredskapsgruppa" in page
    assert siri.post(url, {"to": world.ola.pk, "keys": keys_on(page)}).url == LIST
    assert set(group.people.all()) == {world.kari, world.ola}


def test_some_now_and_the_rest_by_another(world, sign_in):
    siri, person = sign_in(world.siri), gone(world, 3)
    url = reverse("setup:handover", args=[person.uuid])
    first, *rest = keys_on(siri.get(url).content.decode())
    assert siri.post(url, {"to": world.ola.pk, "keys": [first]}).url == url
    assert keys_on(siri.get(url).content.decode()) == rest
    assert siri.post(url, {"to": world.vera.pk, "keys": rest}).url == LIST


def test_nobody_chosen_is_told_and_what_was_chosen_stays(world, sign_in):
    siri, person = sign_in(world.siri), gone(world, 2)
    url = reverse("setup:handover", args=[person.uuid])
    keys = keys_on(siri.get(url).content.decode())
    wrong = siri.post(url, {"to": "", "keys": keys[:1]})
    assert wrong.status_code == 422
    assert wrong.content.decode().count(" checked") == 1
    assert siri.post(url, {"to": world.ola.pk}).status_code == 422
    assert siri.post(url, {"to": world.nils.pk, "keys": keys}).status_code == 422


def test_only_the_administrator_hands_over(world, sign_in):
    """[P2, P4]"""
    person = gone(world)
    url = reverse("setup:handover", args=[person.uuid])
    assert {sign_in(world.siri).get(page).status_code for page in (LIST, url)} == {200}
    assert sign_in(world.nils).get(url).status_code == 404
    assert sign_in(world.kari).get(LIST).status_code == 404
    assert sign_in(world.kari).get(url).status_code == 403  # colleagues see each other; only the change is refused
    assert {Client().get(page).status_code for page in (LIST, url)} == {302}
    assert sign_in(world.siri).get(reverse("setup:handover", args=[world.ola.uuid])).status_code == 404


def test_pages_ask_the_same_of_few_and_many(world, sign_in):
    siri, asked = sign_in(world.siri), []
    for rows in (3, 30):
        person = gone(world, rows)
        for _number in range(rows):
            gone(world)
        counts = []
        for url in (LIST, reverse("setup:handover", args=[person.uuid])):
            with CaptureQueriesContext(connection) as captured:
                siri.get(url)
            counts.append(len(captured))
        asked.append(counts)
    assert asked[0] == asked[1]
