"""Places, categories and rules: who sets them up, what stays, and what two who edit at once are told. [D1, P15]"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.actions.places import make_default_categories, save_category, save_place
from deviations.models import Category, DeviationSettings, Place
from deviations.rules.default_categories import DEFAULT_CATEGORIES
from kvalitet.setup.registry import setup_steps

pytestmark = pytest.mark.django_db
RULES = {
    **{"receipt_working_days": "2", "answer_days": "5", "comment_working_days": "4", "review_day": "10"},
    **{"close_1": "40", "close_2": "30", "close_3": "20", "close_4": "10", "version": "1"},
}


@pytest.fixture
def kim(world, sign_in):
    return sign_in(world.kim)


@pytest.fixture
def place(world):
    with scopes_disabled():
        return save_place(None, unit=world.skole, name="Gymsalen", allows_public=False, by=world.kim)


@pytest.fixture
def category(world):
    with scopes_disabled():
        make_default_categories(world.municipality, by=world.kim)
        return Category.objects.get(name="HMS", municipality=world.municipality)


def url(name, *objects):
    return reverse(f"deviations:{name}", args=[obj.uuid for obj in objects])


@scopes_disabled()
def fresh(obj):
    return type(obj).objects.get(pk=obj.pk)


PAGES = ["settings", "category-list", "category-create", "place-list", "place-create"]
OF_PLACE = ["place-edit", "place-poster", "place-code"]


def test_quality_and_administrator_set_up_and_nobody_else(world, sign_in, place, category):
    """[P4] Others, and the neighbours, get 404; strangers sign in."""
    urls = [*map(url, PAGES), *(url(name, place) for name in OF_PLACE), url("category-edit", category)]
    for allowed in (world.kim, world.siri):
        assert {sign_in(allowed).get(one).status_code for one in urls} == {200}
    for refused in (world.ola, world.kari, world.anne, world.rolf, world.vera, world.nils):
        assert {sign_in(refused).get(one).status_code for one in urls} == {404}, refused
    posts = [url("place-close", place), url("place-rotate", place), url("category-move", category)]
    posts.append(url("category-defaults"))
    assert {sign_in(world.kari).post(one).status_code for one in posts} == {404}
    assert fresh(place) == place
    assert fresh(place).token == place.token


def test_strangers_sign_in(client, place):
    assert client.get(url("place-list")).status_code == 302


def test_place_is_made_changed_and_taken_out_of_use(kim, world):
    answer = kim.post(url("place-create"), {"name": "Kjøkkenet", "unit": str(world.skole.uuid), "allows_public": "on"})
    with scopes_disabled():
        place = Place.objects.get(name="Kjøkkenet")
    assert answer.headers["Location"] == url("place-edit", place)
    assert (place.unit, place.allows_public, len(place.token)) == (world.skole, True, 20)
    kim.post(url("place-edit", place), {"name": "Kjøkken 2", "unit": str(world.sfo.uuid), "version": "1"})
    place = fresh(place)
    assert (place.name, place.unit, place.allows_public) == ("Kjøkken 2", world.sfo, False)
    kim.post(url("place-close", place), {"ta-ut": "ja"})
    assert not fresh(place).is_active
    assert "er tatt ut av bruk" in kim.get(url("place-list")).content.decode()
    kim.post(url("place-close", place))
    assert fresh(place).is_active
    assert "Tok stedet ut av bruk." in kim.get(url("place-edit", place)).content.decode()


def test_new_code_stops_the_old_sign(kim, place, world, sign_in):
    old = place.token
    kim.post(url("place-rotate", place))
    assert fresh(place).token != old
    text = sign_in(world.ola).get(f"{url('report')}?sted={old}").content.decode()
    assert "ikke lenger i bruk" in text


def test_token_is_not_told_in_history(kim, place):
    kim.post(url("place-rotate", place))
    text = kim.get(url("place-edit", place)).content.decode()
    assert text.count(fresh(place).token) >= 1
    assert place.token not in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Skriv hva stedet heter."),
        ({"name": "x" * 121}, "120 tegn"),
        ({"name": "Gymsalen"}, "allerede et sted med dette navnet"),
        ({"name": "Ny", "unit": ""}, "Velg enhet."),
        ({"name": "Ny", "unit": "asheim"}, "Velg en enhet fra listen."),
    ],
)
def test_wrong_place_keeps_what_was_typed(kim, world, place, fields, said):
    fields = {"unit": str(world.skole.uuid), **fields}
    if fields["unit"] == "asheim":
        fields["unit"] = str(world.asheim.uuid)
    answer = kim.post(url("place-create"), fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert fields["name"] in answer.content.decode()
    with scopes_disabled():
        assert Place.objects.count() == 1


def test_sign_is_a_pdf_and_a_picture(kim, place):
    sign = kim.get(url("place-poster", place))
    assert sign.content.startswith(b"%PDF-")
    assert sign.headers["Content-Type"] == "application/pdf"
    code = kim.get(url("place-code", place))
    assert code.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content


def test_common_categories_are_made_once(kim, world):
    """[P15] One button, and again adds only what is missing."""
    kim.post(url("category-defaults"))
    with scopes_disabled():
        rows = Category.objects.filter(municipality=world.municipality)
        assert [row.name for row in rows] == [one.name for one in DEFAULT_CATEGORIES]
    kim.post(url("category-defaults"))
    assert kim.get(url("category-list")).content.decode().count('scope="row"') == len(DEFAULT_CATEGORIES)


def test_category_is_made_moved_and_taken_out_of_use(kim, world, category, sign_in):
    kim.post(url("category-create"), {"name": "Trafikk", "examples": "påkjørsel", "tracks": ["hse"], "is_active": "on"})
    with scopes_disabled():
        made = Category.objects.get(name="Trafikk")
    assert (made.tracks, made.position) == (["hse"], len(DEFAULT_CATEGORIES) + 1)
    kim.post(url("category-move", made), {"vei": "opp"})
    assert fresh(made).position == len(DEFAULT_CATEGORIES)
    assert "påkjørsel" in sign_in(world.ola).get(url("report")).content.decode()
    kim.post(url("category-edit", made), {"name": "Trafikk", "examples": "påkjørsel", "version": fresh(made).version})
    assert not fresh(made).is_active
    assert "påkjørsel" not in sign_in(world.ola).get(url("report")).content.decode()
    first = kim.post(url("category-move", category), {"vei": "opp"}, follow=True)
    assert "ytterst i listen" in first.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Skriv hva kategorien heter."),
        ({"name": "HMS"}, "allerede en kategori med dette navnet"),
        ({"name": "Ny", "examples": "x" * 301}, "for lange"),
        ({"name": "Ny", "tracks": ["tull"]}, "Velg fra listen."),
    ],
)
def test_wrong_category_keeps_what_was_typed(kim, category, fields, said):
    answer = kim.post(url("category-create"), fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert fields["name"] in answer.content.decode()


def test_rules_are_stored_and_used(kim, world, sign_in):
    """[P15, D13] The promise on the receipt, and the link to the channel of its own, come from here."""
    fields = {**RULES, "allows_anonymous": "on", "whistleblowing_url": "https://fjordvik.example/varsling"}
    assert kim.post(url("settings"), fields).status_code == 303
    with scopes_disabled():
        rules = DeviationSettings.objects.get(municipality=world.municipality)
    assert (rules.answer_days, rules.days_to_close(4), rules.allows_anonymous) == (5, 10, True)
    text = sign_in(world.ola).get(url("report")).content.decode()
    assert 'href="https://fjordvik.example/varsling"' in text
    assert "Meld uten navn" in text
    fields = {**RULES, "version": rules.version}
    kim.post(url("settings"), fields)
    text = sign_in(world.ola).get(url("report")).content.decode()
    assert "varslingskanal" not in text
    assert "Meld uten navn" not in text


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("answer_days", "0", "mellom 1 og 365"),
        ("answer_days", "mange", "mellom 1 og 365"),
        ("review_day", "31", "mellom 1 og 28"),
        ("close_4", "", "mellom 1 og 365"),
        ("whistleblowing_url", "javascript:alert(1)", "Skriv adressen slik"),
        ("whistleblowing_url", "ftp://fjordvik.example", "Skriv adressen slik"),
    ],
)
def test_wrong_rules_change_nothing(kim, name, value, said):
    answer = kim.post(url("settings"), {**RULES, name: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with scopes_disabled():
        assert not DeviationSettings.objects.exists()


def test_second_of_two_editors_is_told(kim, world, sign_in, place, category):
    """[style §7] Place, category and rules alike."""
    siri = sign_in(world.siri)
    siri.post(url("settings"), RULES)
    siri.post(url("settings"), {**RULES, "answer_days": "9"})
    assert "har endret dette mens du skrev" in kim.post(url("settings"), RULES).content.decode()
    siri.post(url("place-edit", place), {"name": "Hallen", "unit": str(world.skole.uuid), "version": "1"})
    mine = {"name": "Salen", "unit": str(world.skole.uuid), "version": "1"}
    text = kim.post(url("place-edit", place), mine).content.decode()
    assert "har endret dette mens du skrev" in text
    assert "Salen" in text
    siri.post(url("category-edit", category), {"name": "HMS og helse", "version": "1"})
    text = kim.post(url("category-edit", category), {"name": "Arbeidsmiljø", "version": "1"}).content.decode()
    assert "har endret dette mens du skrev" in text


def test_first_set_up_has_a_step_for_events(kim, world, sign_in):
    """[P15] Not done before there are categories."""
    (step,) = [one for one in setup_steps() if one.key == "deviations"]
    page = sign_in(world.siri).get(reverse("setup:start")).content.decode()
    assert "Avvik: kategorier og regler" in page
    assert "Ingen kategorier ennå." in page
    kim.post(url(step.url_name.partition(":")[2].replace("category-list", "category-defaults")))
    assert f"{len(DEFAULT_CATEGORIES)} kategorier." in sign_in(world.siri).get(reverse("setup:start")).content.decode()


@pytest.mark.parametrize("name", ["place-list", "category-list"])
def test_lists_ask_the_same_of_few_and_many(kim, world, name):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert kim.get(url(name)).status_code == 200
        return len(captured)

    def grow(first, last):
        with scopes_disabled():
            for number in range(first, last):
                save_place(None, unit=world.skole, name=f"Rom {number}", allows_public=False, by=None)
                save_category(None, municipality=world.municipality, by=None, name=f"Kategori {number}")

    grow(0, 3)
    asked()
    few = asked()
    grow(3, 30)
    assert asked() == few
