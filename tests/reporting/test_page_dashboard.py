"""The overview: every figure equals its rows, and nobody sees more than the own part of the tree."""

import re
from datetime import UTC, datetime, time, timedelta
from html import unescape
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django_scopes import scopes_disabled
from redis.exceptions import RedisError

from goals.choices import TaskStatus
from goals.models import MeasureTask
from kvalitet.calendar.periods import add_months
from reporting.figures import kept
from tests import busy
from tests.factories import UnitFactory

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
    page = next(found for name in ("measures", "tasks", "events") if (found := response.context.get(name)) is not None)
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
    kept.cache.clear()
    assert count_queries(client, url) == few


def test_tasks_of_others_are_not_listed_behind_a_leaders_figures(world, sign_in):
    client = sign_in(world.kari)
    rows = client.get(f"{reverse('goals:task-list')}?vis=alle").context["tasks"].rows
    assert {row.unit_id for row in rows} <= {world.skole.pk, world.fjordvik.pk}
    assert MeasureTask._base_manager.filter(unit=world.barnehage).exists()


def late_and_kept_months(world, *, bad):
    """Give eight deadlines to each of fourteen months; all are kept but in one."""
    with scopes_disabled():
        this = timezone.localdate().replace(day=1)
        units = [UnitFactory(parent=world.skole, name=f"Rom {number}") for number in range(7)]
        for back in range(14, 0, -1):
            due = add_months(this, -back) + timedelta(days=14)
            measure = busy.add(world, f"Runde {due:%m.%Y}", due=due)
            template = measure.tasks.get()
            days = 5 if back == bad else -5
            moment = datetime.combine(due + timedelta(days=days), time(12), tzinfo=UTC)
            fields = {"status": TaskStatus.DONE, "progress": 100, "status_at": moment}
            MeasureTask.objects.filter(pk=template.pk).update(**fields)
            MeasureTask.objects.bulk_create(
                MeasureTask(measure=measure, municipality=world.municipality, unit=unit, due=due, **fields)
                for unit in units
            )


def kept_table(page):
    """Return (address, kept, of) of each month of the chart."""
    table = page.partition("Frister holdt, måned for måned")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    row = r'<th scope="row"><a class="ds-link" href="([^"]+)">[^<]+</a></th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>'
    return [(unescape(url), int(kept), int(due)) for url, kept, due in re.findall(row, table)]


def test_a_month_out_of_the_ordinary_is_seen_and_said(world, sign_in):
    """A planted special cause: three months ago nothing was in time."""
    late_and_kept_months(world, bad=3)
    page = sign_in(world.anne).get(URL).content.decode()
    bad = date_format(add_months(timezone.localdate().replace(day=1), -3), "M Y")
    assert f"{bad} ligger utenfor det normale: 0 prosent, mot ventet minst".lower() in page.lower()
    assert "utenfor grensene" in page


def test_every_month_of_the_chart_opens_its_rows(world, sign_in):
    late_and_kept_months(world, bad=3)
    client = sign_in(world.anne)
    months = kept_table(client.get(URL).content.decode())
    assert len(months) == 14
    for url, _kept, due in months[:2] + months[-3:]:
        assert rows_behind(client, url) == due
    assert [kept for _url, kept, _due in months].count(0) == 1


def test_the_chart_counts_only_what_the_person_may_see(world, sign_in):
    """[P4] The rooms lie below the school: the kindergarten's leader has nothing to see of them."""
    late_and_kept_months(world, bad=3)
    assert "Frister holdt" in sign_in(world.kari).get(URL).content.decode()
    assert "Frister holdt" not in sign_in(world.per).get(URL).content.decode()


def test_few_deadlines_make_no_chart(world, sign_in):
    busy.make(world)
    assert "Frister holdt" not in sign_in(world.anne).get(URL).content.decode()


@pytest.mark.parametrize("odd", ["2026-13", "x", "2026-1", "0000-01"])
def test_a_month_that_makes_no_sense_keeps_nothing(world, sign_in, odd):
    answer = sign_in(world.anne).get("/mal/oppgaver/", {"forfall": odd})
    assert answer.status_code == 200
    assert answer.context["tasks"].total == 0
