"""The yearly look at a unit's absence: who sees and holds it, its deadline, its measures, and the routine. [S7]"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.models import Measure
from kvalitet.deadlines.models import Deadline
from sickleave.actions.analyses import NewMeasure, add_measure, answer_routine, plan_year
from sickleave.models import Analysis, RoutineAnswer
from sickleave.rules.analysis_topics import QUESTIONS, TOPICS, due_of
from tests.factories import PersonFactory, PositionFactory, UnitFactory

LIST = "/sykefravaer/analyse/"
TODAY = timezone.localdate()
ALL_GOOD = {f"rating_{topic.code}": "good" for topic in TOPICS}
AGREE = {code: "4" for code, _label in QUESTIONS}


def make(unit, *, year=None, **fields):
    year = year or TODAY.year
    return Analysis.objects.create(unit=unit, municipality=unit.municipality, year=year, due=due_of(year), **fields)


@pytest.fixture
def school(world):
    with scopes_disabled():
        return make(world.skole)


@pytest.fixture
def planned(world):
    """Every unit with a leader and people has the meeting of the year 2026."""
    with scopes_disabled():
        plan_year(date(2026, 1, 15))
        yield Analysis.objects.get(unit=world.skole)


def sent(analysis, **fields):
    return {"version": analysis.version, **fields}


@pytest.mark.parametrize("end", ["", "skriv/", "tiltak/ny/", "referat/"])
def test_who_opens_the_pages(world, school, sign_in, client, end):
    """Leader, those above, HR; safety and union may read; the others get 404, also across the tree."""
    url = f"{school.get_absolute_url()}{end}"
    writes = end in {"skriv/", "tiltak/ny/"}
    codes = dict.fromkeys(("kari", "eli", "heidi", "anne"), 200)  # Anne leads the municipality, too
    codes |= dict.fromkeys(("vera", "tore"), 403 if writes else 200)
    codes |= dict.fromkeys(("dag", "per", "jon", "ola", "kim", "siri", "rolf", "nils"), 404)
    for name, code in codes.items():
        assert sign_in(getattr(world, name)).get(url).status_code == code, name
    client.logout()
    assert client.get(url).status_code == 302


def test_the_list_shows_each_their_own_part_of_the_tree(world, school, sign_in):
    with scopes_disabled():
        make(world.barnehage)
    assert "Elvebakken barnehage" in sign_in(world.heidi).get(LIST).content.decode()
    page = sign_in(world.kari).get(LIST).content.decode()
    assert "Solbakken skole" in page
    assert "Elvebakken barnehage" not in page
    for name in ("ola", "kim", "siri", "rolf"):
        assert sign_in(getattr(world, name)).get(LIST).status_code == 404, name


def test_the_list_tells_who_has_not_held_it(world, school, sign_in):
    with scopes_disabled():
        make(world.barnehage, held_on=TODAY)
    page = sign_in(world.heidi).get(f"{LIST}?vis=ikke-holdt").content.decode()
    assert "Solbakken skole" in page
    assert "Elvebakken barnehage" not in page
    assert "1 av 2 enheter har holdt gjennomgangen" in page


@pytest.mark.parametrize("query", ["?aar=abc", "?aar=9999", "?side=x", "?vis=tull"])
def test_an_odd_address_shows_the_list(world, school, sign_in, query):
    assert sign_in(world.heidi).get(LIST + query).status_code == 200


def test_every_unit_with_a_leader_and_people_is_planned_once(world):
    with scopes_disabled():
        made = plan_year(date(2026, 1, 15))
        assert made == Analysis.objects.filter(year=2026).count() > 3
        assert plan_year(date(2026, 2, 15)) == 0
        assert plan_year(date(2026, 12, 1)) == 0  # too late for this year
        assert not Analysis.objects.filter(unit=world.sfo).exists()  # nobody leads it


def test_the_leader_has_a_neutral_deadline_that_ends_when_it_is_held(world, planned, sign_in):
    with scopes_disabled():
        deadline = Deadline.objects.of(planned).get()
    assert (deadline.due, deadline.role) == (date(2026, 11, 30), "leader")
    assert "syk" not in deadline.title.lower()
    fields = sent(planned, **ALL_GOOD, held_on="2026-03-03")
    assert sign_in(world.kari).post(f"{planned.get_absolute_url()}skriv/", fields).status_code == 303
    with scopes_disabled():
        assert Deadline.objects.of(planned).get().done_at is not None


def test_a_draft_is_kept_and_the_meeting_is_not_held(world, school, sign_in):
    text = "Mye løfting om natten."
    answer = sign_in(world.kari).post(f"{school.get_absolute_url()}skriv/", sent(school, physical_text=text))
    assert answer.status_code == 303
    with scopes_disabled():
        school.refresh_from_db()
        assert (school.physical_text, school.held_on) == (text, None)
        with connection.cursor() as cursor:
            cursor.execute("select physical_text from sickleave_analysis where id = %s", [school.pk])
            assert text not in str(cursor.fetchone())  # nobody reads it in the database


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"held_on": "2999-01-01"}, "fram i tid"),
        ({"held_on": "i går"}, "Skriv datoen slik"),
        ({"held_on": "2001-01-01"}, "hører ikke til"),
        ({"held_on": TODAY.isoformat(), "rating_load": "good"}, "Velg ett svar før møtet er holdt."),
        ({"rating_load": "perfekt"}, "Velg fra listen."),
        ({"roles": "kongen"}, "Velg fra listen."),
        ({"agreed_text": "x" * 5001}, "for lang"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_changes_nothing(world, school, sign_in, fields, says):
    fields = sent(school, **{"figures_text": "Dette skrev jeg."} | fields)
    answer = sign_in(world.kari).post(f"{school.get_absolute_url()}skriv/", fields)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Dette skrev jeg." in answer.content.decode()
    with scopes_disabled():
        assert Analysis.objects.get(pk=school.pk).version == school.version


def test_the_guard_asks_before_words_of_health_are_stored(world, school, sign_in):
    fields = sent(school, agreed_text="Ola Olsen har fått diagnosen depresjon.")
    answer = sign_in(world.kari).post(f"{school.get_absolute_url()}skriv/", fields)
    assert answer.status_code == 422
    assert "Se over teksten" in answer.content.decode()


def test_two_editors_are_told_of_each_other(world, school, sign_in):
    url = f"{school.get_absolute_url()}skriv/"
    assert sign_in(world.kari).post(url, sent(school, agreed_text="Karis tekst")).status_code == 303
    answer = sign_in(world.heidi).post(url, sent(school, agreed_text="Heidis tekst"))
    assert answer.status_code == 422
    assert "Kari Kvam" in answer.content.decode()
    assert "Heidis tekst" in answer.content.decode()


def test_findings_become_measures_that_tell_where_they_come_from(world, school, sign_in):
    due = (TODAY + timedelta(days=30)).isoformat()
    fields = {"title": "To på nattevakt", "responsible": world.kari.uuid, "due": due}
    client = sign_in(world.kari)
    assert client.post(f"{school.get_absolute_url()}tiltak/ny/", fields).status_code == 303
    assert "To på nattevakt" in client.get(school.get_absolute_url()).content.decode()
    with scopes_disabled():
        measure = Measure.objects.get(title="To på nattevakt")
        assert measure.goal.title == "Nærvær og arbeidsmiljø"
    assert "Årlig gjennomgang bak tiltaket" in client.get(measure.get_absolute_url()).content.decode()
    assert "Årlig gjennomgang bak tiltaket" not in sign_in(world.ola).get(measure.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "Skriv litt om dette."),
        ({"responsible": "x"}, "Velg en fra listen."),
        ({"due": "2001-01-01"}, "en dag som har vært"),
        ({"due": "2999-01-01"}, "for langt fram"),
    ],
)
def test_a_wrong_measure_is_not_made(world, school, sign_in, change, says):
    due = (TODAY + timedelta(days=30)).isoformat()
    fields = {"title": "Kjøpe heis", "responsible": world.kari.uuid, "due": due} | change
    answer = sign_in(world.kari).post(f"{school.get_absolute_url()}tiltak/ny/", fields)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with scopes_disabled():
        assert not Measure.objects.filter(title="Kjøpe heis").exists()


def test_minutes_are_a_pdf_without_a_name_in_its_file_name(world, school, sign_in):
    answer = sign_in(world.heidi).get(f"{school.get_absolute_url()}referat/")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'inline; filename="gjennomgang-{school.year}.pdf"'


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_as_many_queries_with_thirty_as_with_three(world, school, sign_in):
    client = sign_in(world.heidi)
    pages = (LIST, school.get_absolute_url(), f"{school.get_absolute_url()}tiltak/ny/")

    def grow(first, last):
        with scopes_disabled():
            for number in range(first, last):
                make(UnitFactory(parent=world.skole, name=f"Avdeling {number}"))
                told = NewMeasure(f"Tiltak {number}", world.kari, TODAY + timedelta(days=9))
                add_measure(school, told=told, by=world.kari)
                PositionFactory(person=PersonFactory(municipality=world.municipality), unit=world.skole)

    grow(0, 3)
    few = [queries_of(client, url) for url in pages]
    grow(3, 23)
    assert [queries_of(client, url) for url in pages] == few


def test_leaders_and_hr_answer_about_the_routine_and_may_change_it(world, sign_in):
    for name in ("ola", "kim", "vera", "tore", "siri"):
        assert sign_in(getattr(world, name)).get("/sykefravaer/rutinen/").status_code == 404, name
    client = sign_in(world.kari)
    assert client.post("/sykefravaer/rutinen/", {**AGREE, "nav_text": "Bra.", "version": 1}).status_code == 303
    with scopes_disabled():
        own = RoutineAnswer.objects.get(person=world.kari)
    changed = {**AGREE, "clear": "1", "version": own.version}
    assert client.post("/sykefravaer/rutinen/", changed).status_code == 303
    with scopes_disabled():
        assert RoutineAnswer.objects.get(person=world.kari).answers["clear"] == "1"


@pytest.mark.parametrize("wrong", ["", "9", "ja"])
def test_every_sentence_about_the_routine_needs_an_answer(world, sign_in, wrong):
    answer = sign_in(world.kari).post("/sykefravaer/rutinen/", {**AGREE, "clear": wrong, "version": 1})
    assert answer.status_code == 422
    with scopes_disabled():
        assert not RoutineAnswer.objects.exists()


def test_sums_are_for_hr_and_hidden_until_five_have_answered(world, sign_in):
    url = "/sykefravaer/rutinen/svar/"
    for name in ("kari", "anne", "ola", "siri", "nils"):
        assert sign_in(getattr(world, name)).get(url).status_code == 404, name
    people = (world.kari, world.eli, world.per, world.hilde, world.jon)
    with scopes_disabled():
        for number, person in enumerate(people[:4]):
            answers = AGREE | {"clear": str(number + 1)}
            answer_routine(person, year=TODAY.year, fields={"answers": answers, "nav_text": f"NAV-svar {number}"})
    client = sign_in(world.heidi)
    page = client.get(url).content.decode()
    assert "NAV-svar" not in page
    assert "vises når minst 5 har svart" in page
    with scopes_disabled():
        answer_routine(people[4], year=TODAY.year, fields={"answers": AGREE | {"clear": "5"}, "nav_text": "NAV-svar 4"})
    page = client.get(url).content.decode()
    assert "NAV-svar 4" in page
    assert "40 %" in page  # two of five agree that it is clear
    assert "skjult" in page  # all gave the same answer to the others
    assert all(str(person) not in page for person in people)
