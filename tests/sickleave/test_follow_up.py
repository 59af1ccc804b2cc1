"""HR's list of open cases: for HR of the sub-tree alone, by next step, as fast with many as with few. [S5, S8]"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from kvalitet.access.actions import appoint_deputy, give_role
from kvalitet.access.choices import Role
from kvalitet.notifications.models import Notice
from sickleave.models import Case, ListLook
from tests.factories import PersonFactory
from tests.sickleave.hr_cases import ill, many_ill, since

PAGES = ("", "last-ned/", "ledere/", "framover/", "i-tide/")
LIST = "/sykefravaer/hr/"
TODAY = timezone.localdate()


@pytest.fixture
def sick(world):
    """Ola has been ill for 40 days, and is for three weeks more: the plan is late."""
    with scopes_disabled():
        ill(world.ola, since(TODAY, 40), 62, today=TODAY)
        return Case.objects.get(person=world.ola)


def html(client, url=LIST) -> str:
    return client.get(url).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_hr_alone_has_the_pages(world, sick, sign_in, client, page):
    """Leaders, the chief, quality, the administrator, auditors, representatives and the neighbour: 404."""
    assert sign_in(world.heidi).get(LIST + page).status_code == 200
    for name in ("anne", "eli", "kari", "kim", "siri", "rolf", "vera", "tore", "ola", "nils"):
        assert sign_in(getattr(world, name)).get(LIST + page).status_code == 404, name
    assert client.get(LIST + page).status_code == 302


def test_the_list_shows_person_step_days_late_and_leader(world, sick, sign_in):
    page = html(sign_in(world.heidi))
    for words in ("Ola Olsen", "Solbakken skole", "Første samtale", "36 dager over frist", "Kari Kvam"):
        assert words in page
    assert "3 steg over fristen" in page  # the talk, the plan, and the plan to the one who certified


def test_hr_of_another_sub_tree_sees_none_of_it(world, sick, sign_in):
    with scopes_disabled():
        other = PersonFactory(municipality=world.municipality)
        give_role(other, role=Role.HR, unit=world.helse, starts=since(TODAY, 9), by=None)
    client = sign_in(other)
    for page in PAGES[:1] + PAGES[2:]:
        assert "Ola Olsen" not in html(client, LIST + page)
    assert client.get(f"{LIST}i-tide/?enhet={world.skole.uuid}").status_code == 404
    assert "Ingen saker passer" in html(client, f"{LIST}?enhet={world.skole.uuid}")


def test_who_stands_in_for_hr_has_no_such_page(world, sick, sign_in):
    with scopes_disabled():
        end = TODAY + timedelta(days=5)
        appoint_deputy(world.heidi, deputy=world.jon, starts=TODAY, ends=end, reason="Ferie", by=None, is_away=True)
    for page in PAGES:
        assert sign_in(world.jon).get(LIST + page).status_code == 404


def test_hr_does_not_follow_up_an_own_case(world, sick, sign_in):
    with scopes_disabled():
        ill(world.heidi, since(TODAY, 30), 40, today=TODAY)
    page = html(sign_in(world.heidi))
    assert "Ola Olsen" in page
    assert "1 av 1" in page


def test_the_filters_narrow_the_list(world, sick, sign_in):
    client = sign_in(world.heidi)
    due = sick.next_due
    kept = ("vis=forsinket", f"enhet={world.oppvekst.uuid}", "steg=plan", f"uke={due}", f"leder={world.kari.uuid}")
    for query in (*kept, "grad=hel"):
        assert "Ola Olsen" in html(client, f"{LIST}?{query}"), query
    left_out = ("vis=snart", "vis=lange", "vis=gjentatt", f"enhet={world.helse.uuid}", "steg=w52", "grad=delvis")
    for query in (*left_out, "uke=2031-01-01", f"leder={world.per.uuid}", "vis=tull", "uke=igår", "leder=x"):
        assert "Ola Olsen" not in html(client, f"{LIST}?{query}"), query


def test_the_one_who_has_waited_longest_stands_first(world, sick, sign_in):
    with scopes_disabled():
        many_ill(world, 1, since(TODAY, 3), 30, today=TODAY)
        longest = many_ill(world, 1, since(TODAY, 60), 80, today=TODAY)[0]
        short = many_ill(world, 1, since(TODAY, 1), 2, today=TODAY)[0]
    page = html(sign_in(world.heidi))
    names = [person.get_full_name() for person in (longest, world.ola, short)]
    assert sorted(names, key=page.index) == names  # one without a next step is last


def test_the_list_asks_as_much_with_thirty_as_with_three(world, sign_in):
    client = sign_in(world.heidi)
    with scopes_disabled():
        many_ill(world, 3, since(TODAY, 60), 80, today=TODAY)
    few = [_asked(client, LIST + page) for page in PAGES]
    with scopes_disabled():
        many_ill(world, 27, since(TODAY, 60), 80, today=TODAY)
        ListLook.objects.all().delete()
    assert [_asked(client, LIST + page) for page in PAGES] == few
    assert few[0] <= 16


def _asked(client, url) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured.captured_queries)


def test_a_look_at_the_list_is_written_down_once_and_every_file(world, sick, sign_in):
    client = sign_in(world.heidi)
    for _turn in range(2):
        client.get(f"{LIST}?vis=forsinket")
    for _turn in range(2):
        client.get(f"{LIST}last-ned/")
    looks = ListLook._base_manager.order_by("id").values_list("person__username", "page", "shown")
    file = ("heidi", "Saker i oppfølging, regneark", 1)
    assert list(looks) == [("heidi", "Saker i oppfølging", 1), file, file]


def test_the_file_holds_the_list_and_its_name_no_person(world, sick, sign_in):
    response = sign_in(world.heidi).get(f"{LIST}last-ned/?vis=forsinket")
    assert response.headers["Content-Disposition"] == f'attachment; filename="oppfolging-{TODAY:%Y-%m-%d}.xlsx"'
    assert response.headers["Cache-Control"] == "no-store, private"
    rows = list(load_workbook(BytesIO(response.content)).worksheets[0].values)
    assert [row[0] for row in rows[-1:]] == ["Ola Olsen"]


def test_leaders_with_late_steps_are_reminded_neutrally_once_a_day(world, sick, sign_in):
    """[S8] The notice says neither who is ill nor which step, and goes to the leader alone."""
    client = sign_in(world.heidi)
    page = html(client, f"{LIST}ledere/")
    assert "Kari Kvam" in page
    assert "Flere steg over fristen" in page
    for _turn in range(2):
        assert client.post(f"{LIST}ledere/{world.kari.uuid}/hjelp/").status_code == 303
    notice = Notice._base_manager.get(key__startswith="sick-leave-help")
    assert notice.recipient == world.kari
    assert not any(word in notice.title + notice.text + notice.url for word in ("Ola", "plan", "syk"))
    assert client.post(f"{LIST}ledere/{world.per.uuid}/hjelp/").status_code == 404
    assert sign_in(world.anne).post(f"{LIST}ledere/{world.kari.uuid}/hjelp/").status_code == 404


def test_what_falls_due_ahead_is_counted_by_week_and_kind(world, sign_in):
    with scopes_disabled():
        many_ill(world, 4, since(TODAY, 20), 60, today=TODAY)
    page = html(sign_in(world.heidi), f"{LIST}framover/")
    assert "Steg som forfaller de neste åtte ukene" in page
    assert "Dialogmøte 1" in page
    assert "uke=" in page  # each bar opens its cases


def test_the_share_done_in_time_is_hidden_where_few_work(world, sign_in):
    """[S9] Four in the school are hidden, and with them the next smallest, so that they can't be reckoned."""
    with scopes_disabled():
        for unit, count in ((world.skole, 4), (world.barnehage, 6), (world.oppvekst, 9)):
            many_ill(world, count, since(TODAY, 40), 60, unit=unit, today=TODAY)
    page = html(sign_in(world.heidi), f"{LIST}i-tide/?enhet={world.oppvekst.uuid}")
    assert page.count("skjult") >= 2
    assert "0 av 18" not in page
    assert "0 av 27" in page
