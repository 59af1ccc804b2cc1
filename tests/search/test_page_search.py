import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kvalitet.access.models import Look
from kvalitet.search import views
from kvalitet.search.queries import TooSlowError, in_time
from tests.factories import PersonFactory, PositionFactory, UnitFactory

HTMX = {"HX-Request": "true"}


def get(client, text, headers=None, **more):
    return client.get(reverse("search:results"), {"q": text, **more}, headers=headers)


def test_everyone_signed_in_may_search_and_nobody_else(world, sign_in, client):
    for person in (world.ola, world.kari, world.siri, world.nils, world.rolf):
        assert get(sign_in(person), "plan").status_code == 200
    assert get(client, "plan").status_code == 302
    assert client.get(reverse("search:suggestions"), {"q": "plan"}, headers=HTMX).headers["HX-Redirect"]


def test_hits_come_by_kind_with_the_conclusion_first(world, sign_in):
    content = get(sign_in(world.ola), "beredskap").content.decode()
    assert "Søket på «beredskap» fant 1 tiltak." in content
    assert "Lage <mark>beredskapsplan</mark>" in content
    assert "Handlingsplan 2024–2034 · Fjordvik kommune · Frist 28.06.2030" in " ".join(content.split())


def test_an_empty_search_tells_how_to_search(world, sign_in):
    content = get(sign_in(world.ola), "").content.decode()
    assert "Slik søker du" in content
    assert "data-announce" not in content


def test_nothing_found_says_what_to_do(world, sign_in):
    content = get(sign_in(world.ola), "xylofon").content.decode()
    assert "Ingenting du har tilgang til, passer til «xylofon»." in content
    assert "Ingen treff" in content


def test_nearly_right_leads_to_what_was_meant(world, sign_in):
    client = sign_in(world.ola)
    content = get(client, "beredskpsplan").content.decode()
    assert 'Mente du <a class="ds-link" href="?q=beredskapsplan">beredskapsplan</a>?' in content
    assert "Lage <mark>beredskapsplan</mark>" in get(client, "beredskapsplan").content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "beredskap " * 1_000,
        "&|!:*()<->",
        "\x00",
        "plan\x00",
        "😀🎉",
        "%_\\",
        "'; drop table goals_plan; --",
        "\u202eplan",
        "שלום עולם",
        '"',
        "--",
        "-plan",
        "²",
        "a:*&b",
        "e-post: kari@fjordvik.example",
        "28.6.2030",
        "<script>alert(1)</script>",
    ],
)
def test_odd_input_gets_a_sane_answer(world, sign_in, text):
    client = sign_in(world.ola)
    response = get(client, text)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert client.get(reverse("search:suggestions"), {"q": text}, headers=HTMX).status_code == 200


@pytest.mark.parametrize("query", ["type=tull", "enhet=tull", "aar=tull", "aar=9999999999999", "side=-1", "side=99999"])
def test_an_odd_address_is_forgiven(world, sign_in, query):
    response = sign_in(world.ola).get(f"{reverse('search:results')}?q=beredskap&{query}")
    assert response.status_code == 200
    assert "Lage <mark>beredskapsplan</mark>" in response.content.decode()


def test_titles_are_text_not_code(world, sign_in, register):
    register('<img src=x onerror=alert(1)> vernerunde "&amp;')
    content = get(sign_in(world.ola), "vernerunde img").content.decode()
    assert "<img src=x" not in content
    assert "&lt;<mark>img</mark> src=x onerror=alert(1)&gt; <mark>vernerunde</mark> &quot;&amp;amp;" in content


def test_one_kind_fills_a_page_and_has_more(world, sign_in, register):
    for number in range(31):
        register(f"Øvelse {number}")
    client = sign_in(world.ola)
    content = get(client, "øvelse").content.decode()
    assert "Vis alle 31 tiltak" in content
    assert content.count("<mark>Øvelse</mark>") == 5
    first = get(client, "øvelse", type="tiltak").content.decode()
    assert first.count("<mark>Øvelse</mark>") == 25
    second = get(client, "øvelse", type="tiltak", side="2").content.decode()
    assert second.count("<mark>Øvelse</mark>") == 6
    assert get(client, "øvelse", type="tiltak", side="9").content.decode().count("<mark>Øvelse</mark>") == 25


def test_more_than_is_counted_is_said_so(world, sign_in, register, monkeypatch):
    """[P9] «1 000+» is as far as anyone counts."""
    monkeypatch.setattr("kvalitet.search.queries.CAP", 10)
    monkeypatch.setattr("kvalitet.search.results.CAP", 10)
    for number in range(12):
        register(f"Øvelse {number}")
    content = get(sign_in(world.ola), "øvelse").content.decode()
    assert "fant mer enn 10 tiltak." in content
    assert "Tiltak (10+)" in content
    assert "Øvelse</mark> 11" in content
    assert "Vis flere" in content


def test_a_search_is_kept_to_a_unit_and_a_year(world, sign_in, register):
    register("Øvelse i mai")
    client = sign_in(world.kari)
    assert "Øvelse" in get(client, "øvelse", enhet=world.fjordvik.uuid).content.decode()
    elsewhere = get(client, "øvelse", enhet=world.skole.uuid).content.decode()
    assert "Søk i alle enheter og år" in elsewhere
    assert "fant 1 tiltak" in get(client, "øvelse", aar="2026").content.decode()
    assert "Ingenting" in get(client, "øvelse", aar="2023").content.decode()
    assert "Kari" in get(client, "kari", enhet=world.skole.uuid).content.decode()


def test_a_unit_of_another_municipality_is_no_filter(world, sign_in):
    content = get(sign_in(world.nils), "Nordli", enhet=world.skole.uuid).content.decode()
    assert "Solbakken" not in content
    assert "fant 1 person." in content


def test_htmx_gets_the_form_alone(world, sign_in):
    response = get(sign_in(world.ola), "beredskap", headers=HTMX)
    content = response.content.decode()
    assert "<html" not in content
    assert content.lstrip().startswith('<form id="sokeside"')
    assert "HX-Request" in response.headers["Vary"]


def test_the_box_suggests_by_kind(world, sign_in):
    client = sign_in(world.kari)
    content = client.get(reverse("search:suggestions"), {"q": "bere"}, headers=HTMX).content.decode()
    assert "<html" not in content
    assert 'role="listbox"' in content
    assert "<mark>beredskapsplan</mark>" in content
    assert f'href="{world.shared_measure.get_absolute_url()}"' in content
    assert "Vis alle treff (1 treff)" in content


def test_an_auditor_searches_on_the_page_where_each_search_is_one_logged_look(world, sign_in):
    """[P4] Suggestions would write a line in the log for every letter."""
    client = sign_in(world.rolf)
    assert client.get(reverse("search:suggestions"), {"q": "bere"}, headers=HTMX).status_code == 204
    assert not Look.objects.filter(person=world.rolf).exists()
    assert "beredskapsplan" in get(client, "beredskap").content.decode()
    assert Look.objects.filter(person=world.rolf, path__contains="q=beredskap").count() == 1


def test_the_list_of_the_box_asked_for_as_a_page_is_the_search_page(world, sign_in):
    response = sign_in(world.kari).get(reverse("search:suggestions"), {"q": "bere & plan"})
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('search:results')}?q=bere+%26+plan"


@pytest.mark.parametrize("text", ["avdeling", "xyzxyz"])
def test_pages_ask_the_same_of_few_and_many_rows(world, sign_in, register, text):
    """[style §7] The page, one kind of it, and the list of the box."""
    client = sign_in(world.kari)
    addresses = [
        (reverse("search:results"), {"q": text}, {}),
        (reverse("search:results"), {"q": text, "type": "enheter"}, {}),
        (reverse("search:suggestions"), {"q": text}, HTMX),
    ]

    def grow(first, last):
        for number in range(first, last):
            unit = UnitFactory(parent=world.skole, name=f"Avdeling {number}")
            PositionFactory(person=PersonFactory(municipality=world.municipality), unit=unit, title="Avdelingsleder")
            register(f"Avdeling {number} øver")

    def asked():
        counts = []
        for url, query, headers in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url, query, headers=headers).status_code == 200
            counts.append(len(captured))
        return counts

    grow(0, 3)
    asked()
    few = asked()
    grow(3, 30)
    assert asked() == few


def test_nothing_of_a_search_is_kept_in_caches_on_the_way(world, sign_in):
    assert "no-store" in get(sign_in(world.ola), "Kari").headers["Cache-Control"]


def test_a_search_that_takes_too_long_is_given_up_with_advice(world, sign_in, monkeypatch):
    def slow(*args, **kwargs):
        raise TooSlowError

    monkeypatch.setattr(views, "results_for", slow)
    monkeypatch.setattr(views, "suggestions_for", slow)
    client = sign_in(world.ola)
    content = get(client, "plan").content.decode()
    assert "Søket tok for lang tid." in content
    assert 'value="plan"' in content
    assert "for lang tid" in client.get(reverse("search:suggestions"), {"q": "plan"}, headers=HTMX).content.decode()


@pytest.mark.django_db(transaction=False)
def test_the_database_gives_up_in_time(monkeypatch):
    monkeypatch.setattr("kvalitet.search.queries.TIMEOUT", 50)
    with pytest.raises(TooSlowError), in_time(), connection.cursor() as cursor:
        cursor.execute("select pg_sleep(5)")
    with pytest.raises(OperationalError), in_time():
        raise OperationalError("the connection was lost")


def test_a_script_that_searches_all_the_time_must_wait(world, sign_in, monkeypatch):
    monkeypatch.setattr(views, "MOST_A_MINUTE", 3)
    client = sign_in(world.ola)
    codes = [get(client, "plan").status_code for _ in range(5)]
    assert codes[:2] == [200, 200]
    assert codes[-1] == 429
    assert get(sign_in(world.kari), "plan").status_code == 200
