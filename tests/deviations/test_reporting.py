"""A report comes in once, with a number of its own and a receipt. [D1, D8]"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.choices import Circle, EntryKind, Source, State
from deviations.models import Deviation
from kvalitet.web.errors import Refused
from tests.events import category_of, event

pytestmark = pytest.mark.django_db


def test_a_report_gets_number_title_and_receipt(world):
    """[D1] The title is the first sentence; the category says which tracks it follows."""
    first, second = event(world), event(world, text="Det lukter gass i rom 12")
    assert [first.number, second.number] == [1, 2]
    assert [first.title, second.title] == ["Ribbeveggen løsnet", "Det lukter gass i rom 12"]
    assert (first.state, first.is_hse, first.track_kinds) == (State.REPORTED, True, ["hse"])
    with scopes_disabled():
        receipt = first.entries.filter(kind=EntryKind.RECEIPT).get()
        assert receipt.is_for_reporter
        assert first.history.get().history_user == world.ola


def test_numbers_are_each_municipalitys_own(world):
    event(world)
    theirs = event(world, by=world.nils, unit=world.asheim, category=None)
    assert theirs.number == 1


def test_the_same_key_makes_one_event(world):
    """[D8] Sent again after the answer was lost, it is the event already made; another person can't take it."""
    key = uuid4()
    first, again = event(world, key=key), event(world, key=key)
    assert first == again
    with scopes_disabled():
        assert Deviation.objects.filter(municipality=world.municipality).count() == 1
    with pytest.raises(Refused):
        event(world, by=world.kari, key=key)


def test_a_report_without_a_name_keeps_no_name(world):
    """[E3] Not in the row, nor in its history, nor when its form was opened."""
    case = event(world, source=Source.ANONYMOUS, opened_at=timezone.now() - timedelta(seconds=40))
    with scopes_disabled():
        assert (case.reporter, case.opened_at) == (None, None)
        assert case.history.get().history_user is None


def test_a_report_about_the_leader_is_for_named_people(world):
    """[D11] No role sees it: not the leader, the quality adviser or the chief executive."""
    about, open_one = event(world, is_about_leader=True), event(world)
    assert about.circle == Circle.RESTRICTED
    with scopes_disabled():
        for person in (world.kari, world.kim, world.anne):
            seen = Deviation.objects.visible_to(person)
            assert open_one in seen
            assert about.handler == person or about not in seen


def test_a_closed_unit_takes_no_reports(world):
    with scopes_disabled():
        world.sfo.closed = timezone.localdate()
        world.sfo.save()
    with pytest.raises(Refused, match="lagt ned"):
        event(world, unit=world.sfo)


def test_sight_follows_circle_and_role(world):
    """[P4] Ordinary events by role, health and safety by representatives too, what is confidential by handlers."""
    quality = category_of(world, "Kvalitet", ("quality",))
    ordinary, hse = event(world, category=quality), event(world)
    confidential = event(world, category=quality, is_confidential=True)
    expected = {
        "ola": {ordinary, hse, confidential},
        "kari": {ordinary, hse, confidential},
        "kim": {ordinary, hse, confidential},
        "anne": {ordinary, hse, confidential},  # she leads the municipality
        "rolf": {ordinary, hse},
        "vera": {hse},
        "tore": {hse},
        "heidi": {hse},
        "dag": set(),
        "per": set(),
        "siri": set(),
        "nils": set(),
    }
    with scopes_disabled():
        seen = {name: set(Deviation.objects.visible_to(world.people[name])) for name in expected}
    assert seen == expected
