"""Lists paged by key: every row once, whatever is written meanwhile, and no address breaks them. [P9]"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import connection, transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet.access.models import Look
from kvalitet.web.listing import COUNT_CAP, PLACE, keyset_listing

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
BY = {"by": ("at", "id")}


def add(world, *minutes: int) -> list[int]:
    """Write looks so many minutes after the start; returns their keys."""
    made = Look.objects.bulk_create(Look(person=world.rolf, path="/") for _minute in minutes)
    for look, minute in zip(made, minutes, strict=True):
        look.at = START + timedelta(minutes=minute)
    Look.objects.bulk_update(made, ["at"])
    return [look.pk for look in made]


def show(place: str = "", *, path: str = "/liste/", size: int = 3, query: str = "", **options):
    """Open the list at a place."""
    params = QueryDict(query, mutable=True)
    if place:
        params[PLACE] = place
    request = RequestFactory().get(f"{path}?{params.urlencode()}")
    return keyset_listing(request, Look.objects.all(), fields=("path",), size=size, **{**BY, **options})


def walked(first, way: str, *, is_falling: bool = True, between=lambda: None) -> list[int]:
    """Go one way from a page to the end, and return the keys in the order they were met."""
    keys, place = [], getattr(first, way)
    while place:
        between()
        found = show(place, is_falling=is_falling)
        assert found.notice == ""
        rows = [row["id"] for row in found.rows]
        keys += reversed(rows) if way == "back" else rows
        place = getattr(found, way)
    return keys


def keys_of(page) -> list[int]:
    return [row["id"] for row in page.rows]


minutes = st.lists(st.integers(0, 4), max_size=20)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=minutes, new=minutes, is_falling=st.booleans())
def test_walking_both_ways_meets_every_row_once_while_others_are_written(world, old, new, is_falling):
    """Rows written ahead of the walk may be met, none is met twice, and none that was there is left out. [P9]"""
    with transaction.atomic():
        present = set(add(world, *old))
        waiting = list(new)

        def write_one() -> None:
            if waiting:
                add(world, waiting.pop())

        first = show(is_falling=is_falling)
        down = keys_of(first) + walked(first, "on", is_falling=is_falling, between=write_one)
        assert len(down) == len(set(down))
        assert present <= set(down)
        everything = list(Look.objects.order_by("at", "id").values_list("pk", flat=True))
        last = show(is_falling=not is_falling)  # its beginning is the end of the other
        up = keys_of(last) + walked(last, "on", is_falling=not is_falling)
        assert up == (everything if is_falling else everything[::-1])
        transaction.set_rollback(True)


@pytest.mark.parametrize("is_falling", [True, False])
def test_the_way_back_is_the_way_there_reversed(world, is_falling):
    """Rows of the same moment are told apart by their key. [P9]"""
    add(world, *[5] * 10)
    first = show(is_falling=is_falling)
    there, page = keys_of(first), first
    while page.on:
        page = show(page.on, is_falling=is_falling)
        there += keys_of(page)
    back = keys_of(page)[::-1] + walked(page, "back", is_falling=is_falling)
    assert back == there[::-1]
    assert len(there) == 10


def test_pages_say_where_in_the_list_they_are(world):
    add(world, *range(8))
    first = show()
    second = show(first.on)
    third = show(second.on)
    assert [(page.first, page.last, page.total) for page in (first, second, third)] == [(1, 3, 8), (4, 6, 8), (7, 8, 8)]
    again = show(third.back)
    assert (again.first, again.last) == (4, 6)
    assert (first.back, third.on) == ("", "")
    assert [first.back_label, first.on_label] == [
        "Forrige",
        "Neste",
    ]  # «Nyere» and «Eldre» when it is the day they came


def test_a_count_stops_at_the_cap(world):
    add(world, *[0] * (COUNT_CAP + 1))
    page = show()
    assert (page.total, page.is_capped, page.last) == (COUNT_CAP, True, 3)


FORGED = {
    **{"word": "x", "parts": "a:b:c", "letter": "é", "long": "0" * 5000, "null": "\x00"},
    "salt": signing.dumps([[1], True, 1], salt="other"),
}


@pytest.mark.parametrize("place", FORGED.values(), ids=FORGED)
def test_a_forged_place_shows_the_beginning_and_says_so(world, place):
    add(world, *range(5))
    page = show(place)
    assert (page.first, len(page.rows)) == (1, 3)
    assert page.notice.startswith("Lenken til denne delen")


def test_a_place_belongs_to_one_list_with_one_choice_and_one_order(world):
    add(world, *range(5))
    place = show(query="enhet=1").on
    assert show(place, query="enhet=1&q=").notice == ""  # an empty field of the form is no choice
    for other in (
        {"query": "enhet=2"},
        {"query": "enhet=1", "path": "/annen/"},
        {"query": "enhet=1", "is_falling": False},
    ):
        assert show(place, **other).notice


def test_an_old_place_shows_the_beginning(world, monkeypatch):
    add(world, *range(5))
    place = show().on
    monkeypatch.setattr("kvalitet.web.listing.KEPT_SECONDS", -1)
    assert show(place).notice


def test_a_place_past_which_nothing_is_left_shows_the_beginning(world):
    add(world, *range(5))
    place = show().on
    Look.objects.filter(at__lt=START + timedelta(minutes=2)).delete()
    page = show(place)
    assert page.notice.startswith("Listen er endret")
    assert len(page.rows) == 3


def test_an_empty_list_leads_nowhere(world):
    page = show()
    assert (page.rows, page.first, page.last, page.total, page.back, page.on) == ([], 0, 0, 0, "", "")


def test_every_page_asks_twice_and_without_skipping(world):
    add(world, *range(9))
    place = ""
    for _page in range(3):
        with CaptureQueriesContext(connection) as asked:
            place = show(place).on
        assert len(asked) == 2
        assert all("OFFSET" not in row["sql"] for row in asked)
