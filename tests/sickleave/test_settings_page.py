"""The municipality's rules for sick leave: for HR of the whole municipality. [S1, S2, S5, S6]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from sickleave import tasks
from sickleave.forms.settings import FIELDS
from sickleave.models import Case, ListLook, SickLeaveSettings
from sickleave.queries.settings import settings_for
from tests.factories import PersonFactory
from tests.sickleave.hr_cases import ill, since

PAGE = "/sykefravaer/oppsett/"
TODAY = timezone.localdate()


@pytest.fixture
def typed(world):
    """Return what the form holds, as it is sent back."""
    rules = settings_for(world.municipality)
    return {name: getattr(rules, name) for name in FIELDS} | {"version": rules.version}


def test_hr_of_the_whole_municipality_alone_has_the_page(world, typed, sign_in, client):
    assert sign_in(world.heidi).get(PAGE).status_code == 200
    with scopes_disabled():
        part = PersonFactory(municipality=world.municipality)
        give_role(part, role=Role.HR, unit=world.helse, starts=TODAY, by=None)
    for person in (part, world.anne, world.kari, world.kim, world.siri, world.rolf, world.ola, world.nils):
        assert sign_in(person).get(PAGE).status_code == 404
        assert sign_in(person).post(PAGE, typed).status_code == 404
    assert client.get(PAGE).status_code == 302
    assert not SickLeaveSettings._base_manager.exists()


def test_saved_rules_move_the_days_of_open_cases_at_once(world, typed, sign_in, monkeypatch):
    ill(world.ola, since(TODAY, 10), 30, today=TODAY)
    client = sign_in(world.heidi)
    monkeypatch.setattr(tasks.recompute_municipality, "delay_on_commit", tasks.recompute_municipality)
    assert client.post(PAGE, typed | {"talk_day": 20}).status_code == 303
    assert settings_for(world.municipality).talk_day == 20
    with scopes_disabled():
        assert Case.objects.get(person=world.ola).next_due == TODAY + timedelta(days=9)
    assert "Heidi Hansen" in client.get(PAGE).content.decode()  # in the history


@pytest.mark.parametrize(
    ("field", "wrong"), [("masking_threshold", "4"), ("talk_day", "tre"), ("deadline_clock", "x"), ("note_months", "")]
)
def test_what_is_wrong_is_told_and_what_was_typed_kept(world, typed, sign_in, field, wrong):
    response = sign_in(world.heidi).post(PAGE, typed | {field: wrong, "day_cost": "4321"})
    assert response.status_code == 422
    assert "4321" in response.content.decode()
    assert not SickLeaveSettings._base_manager.exists()


def test_the_second_of_two_editors_is_told(world, typed, sign_in):
    client = sign_in(world.heidi)
    client.post(PAGE, typed | {"talk_day": 6})
    newest = typed | {"version": settings_for(world.municipality).version}
    client.post(PAGE, newest | {"talk_day": 7})
    late = client.post(PAGE, newest | {"talk_day": 8})
    assert late.status_code == 422
    assert "mens du skrev" in late.content.decode()
    assert settings_for(world.municipality).talk_day == 7


def test_it_shows_who_has_seen_the_lists_with_as_many_questions_whatever_their_number(world, sign_in):
    client = sign_in(world.heidi)
    asked = []
    for count in (3, 30):
        rows = [
            ListLook(person=world.heidi, municipality=world.municipality, page="Saker", shown=n) for n in range(count)
        ]
        ListLook._base_manager.bulk_create(rows)
        with CaptureQueriesContext(connection) as captured:
            assert "Heidi Hansen" in client.get(PAGE).content.decode()
        asked.append(len(captured.captured_queries))
    assert asked[0] == asked[1]
