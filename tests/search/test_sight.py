"""What one may not see is not found, not counted, and not suggested. [P2, P4, P9]"""

import pytest
from django.http import QueryDict
from django_scopes import scope, scopes_disabled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person
from kvalitet.search.forms import Choice
from kvalitet.search.queries import Narrowed, did_you_mean, find, matching
from kvalitet.search.registry import sources
from kvalitet.search.results import results_for
from kvalitet.search.rules.asking import read
from kvalitet.search.veils import through, veil_of
from tests.world import PEOPLE

WORDS = [
    "plan",
    "trygge",
    "skole",
    "lese",
    "bøker",
    "kari",
    "rektor",
    "beredskap",
    "fjordvik",
    "åsheim",
    "a",
    "og",
    "-plan",
]


def test_a_draft_is_found_by_its_editors_only(ask, world):
    """[P4] Neither the rows, nor how many, nor a word of a title."""
    for person in (world.kari, world.kim, world.anne):
        assert ask(person, "bøker")[0]["tiltak"] == ["Kjøpe bøker"]
    for person in (world.ola, world.per, world.heidi, world.tore, world.rolf, world.nils):
        found, results = ask(person, "bøker")
        assert found == {}
        assert results.kinds == []
        assert "bøker" not in results.conclusion.replace("«bøker»", "")
        assert ask(person, "bøkre")[1].suggestions == []


def test_the_neighbour_finds_nothing_of_ours_and_we_nothing_of_theirs(ask, register, foreign_goal, world):
    register("Bygge bro over fjorden", goal=foreign_goal)
    assert ask(world.nils, "bro")[0] == {"maal": ["Trygge broer"], "tiltak": ["Bygge bro over fjorden"]}
    for person in (world.anne, world.kim, world.siri, world.rolf, world.ola):
        assert ask(person, "bro")[0] == {}
        assert "fjorden" not in ask(person, "fjordn")[1].suggestions
    for word in ("beredskap", "Kari", "Solbakken", "miljøterapeut", "Handlingsplan"):
        found, results = ask(world.nils, word)
        assert set(found) <= {"sider"}, word
        assert results.suggestions == [], word


def test_counts_leave_out_what_is_not_seen(ask, register, world):
    for number in range(7):
        register(f"Øvelse {number}")
        register(f"Hemmelig øvelse {number}", goal=world.draft_goal)
    ola = next(group for group in ask(world.ola, "øvelse")[1].groups if group.key == "tiltak")
    kari = next(group for group in ask(world.kari, "øvelse")[1].groups if group.key == "tiltak")
    assert (ola.total, ola.count, kari.total) == (7, "7 tiltak", 14)


def test_someone_without_a_municipality_finds_nothing(ask, world):
    stranger = Person.objects.create_user("fremmed", first_name="Fremmed", last_name="Person")
    assert ask(stranger, "Kari")[0].get("personer") is None
    assert ask(stranger, "Kari")[1].suggestions == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    username=st.sampled_from([username for username, *_rest in PEOPLE]),
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
)
def test_every_hit_is_among_what_the_person_may_see(world, username, words):
    """[P9] Whatever is asked, by whomever."""
    person = Person.objects.get(username=username)
    asked = read(" ".join(words))
    with scope(municipality=sorted(scope_of(person).member_of)):
        for source in sources() if asked else []:
            seen = set(source.model._default_manager.visible_to(person).values_list("pk", flat=True))
            veiled = through(veil_of(source, person), asked, source.config)
            found = set(matching(source, person, asked, Narrowed(), veiled).values_list("pk", flat=True))
            assert found <= seen
            assert find(source, person, asked, Narrowed(), most=100).total == len(found)


def test_suggestions_are_words_of_titles_one_may_see(world):
    for username, *_rest in PEOPLE:
        person = Person.objects.get(username=username)
        with scope(municipality=sorted(scope_of(person).member_of)):
            titles = " ".join(
                str(value).casefold()
                for source in sources()
                for row in source.model._default_manager.visible_to(person).values_list(*source.titles)
                for value in row
            )
            for typed in ("beredskpsplan", "bøkr", "miljoterapeut", "solbaken", "lessing"):
                for meant in did_you_mean(sources(), person, read(typed), Narrowed()):
                    assert all(word in titles for word in meant.split())


@pytest.mark.parametrize("text", ["plan", "xyzxyz"])
def test_the_number_of_queries_does_not_grow(world, register, django_assert_num_queries, text):
    """[style §7] One a kind, and one more when nothing is found; the rest is the person's scope."""

    def asked():
        person = Person.objects.get(username="kari")
        with scope(municipality=sorted(scope_of(person).member_of)):
            results_for(person, read(text), Choice(person, QueryDict("")))

    with django_assert_num_queries(50, exact=False) as few:
        asked()
    for number in range(30):
        register(f"Plan nummer {number}")
    with django_assert_num_queries(len(few.captured_queries)) as many:
        asked()
    kinds = [row["sql"] for row in many.captured_queries if "@@" in row["sql"] or "%>" in row["sql"]]
    assert len(kinds) == len(sources()) + (text == "xyzxyz")


@scopes_disabled()
def test_nothing_of_sick_leave_is_searched():
    """[S2] It has no text index at all."""
    assert not [source.key for source in sources() if source.model._meta.app_label == "sickleave"]
