"""The overview: every figure equals its rows, and nobody sees more than the own part of the tree."""

import re
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled
from redis.exceptions import RedisError

from goals.choices import TaskStatus
from goals.models import MeasureTask
from reporting.figures import kept
from tests import busy

pytestmark = pytest.mark.django_db
URL = "/styring/"
NOBODY = UUID(int=1)


class Figures(HTMLParser):
    """Collects (address, number): the cards, the parts of the bars, and the numbers of the units."""

    def __init__(self, page):
        super().__init__()
        self.found, self.href, self.wants = [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a":
            self.href, label = given.get("href", ""), given.get("aria-label") or ""
            number = re.search(r": .*, (\d+)$", label) or re.match(r"(\d+) \w+", label)
            if number and "/mal/" in self.href:
                self.found.append((self.href, int(number[1])))
        self.wants = given.get("class") == "number"

    def handle_data(self, data):
        if self.wants:
            self.found.append((self.href, int(data)))
            self.wants = False


def rows_behind(client, href):
    response = client.get(href)
    assert response.status_code == 200, href
    page = response.context.get("measures") or response.context.get("tasks")
    return page.total


@pytest.mark.parametrize("person", ["anne", "kari", "eli", "heidi", "kim", "rolf"])
def test_every_figure_and_bar_equals_the_rows_it_opens(world, sign_in, person):
    """[G4–G6]"""
    busy.make(world)
    client = sign_in(getattr(world, person))
    found = Figures(client.get(URL).content.decode()).found
    assert len(found) >= 8
    assert dict(found) == {href: rows_behind(client, href) for href, _number in found}


def test_the_conclusion_comes_first_and_is_counted(world, sign_in):
    busy.make(world)
    page = sign_in(world.anne).get(URL).content.decode()
    assert "Planen har 10 tiltak. 2 er ferdig, 1 er over fristen." in page


def test_the_unit_that_lacks_is_named(world, sign_in):
    page = sign_in(world.anne).get(URL).content.decode()
    assert "Enheter som ikke har svart" in page
    assert "0 av 4 enheter har svart." in page or "0 av 3 enheter har svart." in page
    busy.make(world)
    page = sign_in(world.anne).get(URL).content.decode()
    assert "1 av 4 enheter har svart." in page or "1 av 3 enheter har svart." in page


def test_a_leader_sees_the_own_part_of_the_tree_and_nothing_beside_or_above(world, sign_in):
    client = sign_in(world.kari)
    assert "Solbakken skole har" in client.get(URL).content.decode()
    for unit, code in [
        ("skole", 200),
        ("mellomtrinnet", 200),
        ("barnehage", 404),
        ("oppvekst", 404),
        ("fjordvik", 404),
    ]:
        assert client.get(f"{URL}?enhet={getattr(world, unit).uuid}").status_code == code, unit


@pytest.mark.parametrize("person", ["ola", "vera", "tore", "siri"])
def test_those_without_figures_get_404_and_no_menu_entry(world, sign_in, person):
    client = sign_in(getattr(world, person))
    assert client.get(URL).status_code == 404
    assert f'href="{URL}"' not in client.get("/").content.decode()


def test_the_neighbour_sees_only_the_own_municipality(world, sign_in):
    client = sign_in(world.nils)
    page = client.get(URL).content.decode()
    assert "Fjordvik" not in page
    assert client.get(f"{URL}?enhet={world.fjordvik.uuid}").status_code == 404
    assert client.get(f"{URL}?plan={world.plan.uuid}").status_code == 404


@pytest.mark.parametrize("query", ["enhet=tull", "plan=tull", f"enhet={NOBODY}", f"plan={NOBODY}"])
def test_nonsense_in_the_address_is_404(world, sign_in, query):
    assert sign_in(world.anne).get(f"{URL}?{query}").status_code == 404


def test_a_draft_is_not_counted(world, sign_in):
    assert sign_in(world.kari).get(f"{URL}?plan={world.draft.uuid}").status_code == 404


def test_the_chief_drills_down_unit_by_unit_and_finds_the_way_back(world, sign_in):
    client = sign_in(world.anne)
    page = client.get(URL).content.decode()
    below = f"{URL}?enhet={world.oppvekst.uuid}&amp;plan={world.plan.uuid}"
    assert below in page
    page = client.get(below.replace("&amp;", "&")).content.decode()
    assert f"{URL}?enhet={world.fjordvik.uuid}" in page
    assert "Solbakken skole" in page
    assert "Hjemmetjenesten" not in page


def test_a_new_status_is_seen_at_once_although_figures_are_kept(world, sign_in):
    client = sign_in(world.anne)
    assert "0 er ferdig" not in client.get(URL).content.decode()
    with scopes_disabled():
        busy.report(world.task, TaskStatus.DONE, by=world.kari)
    assert "1 er ferdig" in client.get(URL).content.decode()


def test_the_second_look_counts_nothing_anew(world, sign_in):
    client = sign_in(world.anne)
    client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        client.get(URL)
    assert not [query for query in queries if "EXISTS" in query["sql"] and "COUNT" in query["sql"]]


def test_the_overview_stands_without_the_cache(world, sign_in, monkeypatch):
    def gone(*args, **kwargs):
        raise RedisError

    monkeypatch.setattr(kept.cache, "get", gone)
    assert sign_in(world.anne).get(URL).status_code == 200


def count_queries(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("person", "url"), [("anne", URL), ("kari", URL), ("anne", "/"), ("kari", "/")])
def test_query_counts_are_equal_for_3_and_30_rows(world, sign_in, person, url):
    busy.make(world)
    busy.add_many(world, 3)
    client = sign_in(getattr(world, person))
    client.get(url)
    kept.cache.clear()
    few = count_queries(client, url)
    busy.add_many(world, 30)
    assert count_queries(client, url) == few


def test_tasks_of_others_are_not_listed_behind_a_leaders_figures(world, sign_in):
    client = sign_in(world.kari)
    rows = client.get(f"{reverse('goals:task-list')}?vis=alle").context["tasks"].rows
    assert {row.unit_id for row in rows} <= {world.skole.pk, world.fjordvik.pk}
    assert MeasureTask._base_manager.filter(unit=world.barnehage).exists()
