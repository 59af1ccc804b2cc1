"""Codes for staff without a mailbox: who may make them, for whom, and what they open. [P14]"""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy, give_role
from kvalitet.access.choices import Role
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from kvalitet.signin.actions.codes import make_code, use_code
from kvalitet.signin.models import OneTimeCode, Visit
from kvalitet.signin.rules import CODE_LETTERS, code_in_groups
from tests.factories import PersonFactory, PositionFactory

CODE = re.compile(r'class="big-code">([A-Z0-9]{4}-[A-Z0-9]{4})<')
URL = "/konto/engangskode/"
OPENED = date(2020, 1, 1)


@pytest.fixture
def ola(world):
    organisation.edit_person(world.ola, employee_number="4711", by=world.siri)
    world.ola.refresh_from_db()
    return world.ola


def code_page(person):
    return reverse("signin:code-make", args=[person.uuid])


def enter(code, number="4711", client=None):
    client = client or Client()
    return client, client.post(URL, {"number": number, "code": code})


def test_a_leader_makes_a_code_and_the_employee_signs_in_with_it(world, ola, sign_in):
    """The code is shown once, kept as a hash only, used once; history and notice tell."""
    leader = sign_in(world.kari)
    assert CODE.search(leader.get(code_page(ola)).text) is None
    made = leader.post(code_page(ola))
    code = CODE.search(made.text)[1]
    assert "no-store" in made.headers["Cache-Control"]
    assert set(code.replace("-", "")) <= set(CODE_LETTERS)
    assert code.replace("-", "") not in str(OneTimeCode.objects.values())
    client, answer = enter(code.lower().replace("-", " "))
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(ola.pk)
    assert client.session.get_expire_at_browser_close()
    assert enter(code)[1].status_code == 422
    with scopes_disabled():
        assert Notice.objects.filter(recipient=ola, title__contains="engangskode").count() == 1
    newest = ola.history.first()
    assert (newest.history_user, newest.history_change_reason) == (world.kari, "Laget engangskode til innlogging.")


def test_only_own_staff_and_never_one_with_more_rights(world, ola, sign_in):
    """A leader can't become somebody who may more: not the administrator, HR, a leader above or beside.

    Nor the safety representative, who is told of cases about the leader. [D11]
    """
    leader = sign_in(world.kari)
    assert leader.post(code_page(ola)).status_code == 200
    for other in (
        world.vera,
        world.siri,
        world.heidi,
        world.eli,
        world.anne,
        world.per,
        world.tore,
        world.jon,
        world.kari,
    ):
        assert leader.post(code_page(other)).status_code == 403, other
    assert leader.post(code_page(world.nils)).status_code == 404
    assert sign_in(world.ola).post(code_page(world.vera)).status_code == 403
    assert sign_in(world.nils).post(code_page(ola)).status_code == 404
    assert Client().post(code_page(ola)).status_code == 302
    give_role(ola, role=Role.HR, unit=world.fjordvik, starts=OPENED, by=None)
    refused = leader.post(code_page(ola))
    assert refused.status_code == 403
    assert "tilganger du ikke har selv" in refused.text
    assert OneTimeCode.objects.filter(person=ola).count() == 1


def test_rights_lent_by_another_count_too(world, ola, sign_in):
    """Ola stands in for the chief executive: his session would open what Kari may not see."""
    appoint_deputy(world.anne, deputy=ola, starts=OPENED, ends=None, reason="Ferie", by=None)
    assert sign_in(world.kari).post(code_page(ola)).status_code == 403


def test_the_administrator_makes_codes_but_not_for_those_who_may_more(world, ola, sign_in):
    admin = sign_in(world.siri)
    assert admin.post(code_page(ola)).status_code == 200
    assert admin.post(code_page(world.heidi)).status_code == 403
    assert admin.post(code_page(world.kari)).status_code == 403
    organisation.set_active(ola, is_active=False, by=world.siri)
    refused = admin.post(code_page(ola))
    assert refused.status_code == 403
    assert "sperret" in refused.text


def test_the_panel_is_shown_to_those_who_can_use_it(world, ola, sign_in):
    page = reverse("setup:person-detail", args=[ola.uuid])
    assert "Lag engangskode" in sign_in(world.kari).get(page).text
    assert "Lag engangskode" in sign_in(world.siri).get(page).text
    for other in (world.per, world.ola, world.heidi):
        assert "Lag engangskode" not in sign_in(other).get(page).text


def test_a_code_lives_for_fifteen_minutes_and_the_newest_only(world, ola):
    now = timezone.now()
    first, _row = make_code(ola, by=world.kari, now=now)
    second, _row = make_code(ola, by=world.kari, now=now)
    assert use_code("4711", first, now=now) is None
    assert use_code("4712", second, now=now) is None
    assert use_code("4711", second, now=now + timedelta(minutes=15)) is None
    assert use_code("4711", code_in_groups(second), now=now + timedelta(minutes=14)) == ola
    assert use_code("4711", second, now=now) is None


def test_one_who_was_closed_after_the_code_was_made_does_not_come_in(world, ola):
    code, _row = make_code(ola, by=world.kari, now=timezone.now())
    organisation.set_active(ola, is_active=False, by=world.siri)
    assert enter(code)[1].status_code == 422


def test_the_same_number_in_another_municipality_is_another_person(world, ola):
    """[P2] The code decides whose it is."""
    theirs = PersonFactory(municipality=world.neighbour, employee_number="4711")
    ours, _row = make_code(ola, by=world.kari, now=timezone.now())
    other, _row = make_code(theirs, by=world.nils, now=timezone.now())
    assert use_code("4711", other, now=timezone.now()) == theirs
    assert use_code("4711", ours, now=timezone.now()) == ola


def test_known_and_unknown_numbers_get_the_same_answer(world, ola):
    """[P14] Nobody can find out who works here, and guessing stops after five tries."""
    make_code(ola, by=world.kari, now=timezone.now())

    def said(number):
        form = enter("AAAAAAAA", number=number)[1]
        return form.status_code, re.sub(r'value="[^"]*"', "", form.text.partition("<main")[2])

    assert said("4711") == said("9999")
    for _again in range(4):
        said("4711"), said("9999")
    assert "For mange forsøk" in said("4711")[1]
    assert said("4711") == said("9999")


def test_the_right_code_after_too_many_wrong_ones_is_refused(world, ola):
    code, _row = make_code(ola, by=world.kari, now=timezone.now())
    for _again in range(5):
        enter("AAAAAAAA")
    assert enter(code)[1].status_code == 422


def test_right_codes_do_not_use_up_the_tries(world, ola):
    """A whole municipality may come from one address."""
    for _again in range(7):
        code, _row = make_code(ola, by=world.kari, now=timezone.now())
        assert enter(code)[1].status_code == 302


def test_a_code_does_not_get_around_a_demanded_second_factor(world, sign_in, settings):
    """One administrator makes a code for another: the session goes no further than the page that asks for a factor."""
    settings.MFA_REQUIRED_ROLES, settings.MFA_GRACE_DAYS = ["admin"], 0
    give_role(world.kim, role=Role.ADMIN, unit=world.fjordvik, starts=OPENED, by=None)
    give_role(world.siri, role=Role.QUALITY, unit=world.fjordvik, starts=OPENED, by=None)
    code = CODE.search(sign_in(world.siri).post(code_page(world.kim)).text)[1]
    client, _answer = enter(code, number="kim")
    assert client.get(reverse("setup:overview")).url == reverse("signin:security")


def test_wrong_input_is_told_in_norwegian_and_never_shows_the_code_again(world, ola):
    answer = enter("a\x00b", number="a\x00b")[1]
    assert answer.status_code == 422
    assert "Skriv ansattnummeret ditt." in answer.text
    assert enter("", number="")[1].status_code == 422


def test_a_shared_device_signs_out_when_it_lies_unused(world, ola):
    code, _row = make_code(ola, by=world.kari, now=timezone.now())
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client, _answer = enter(code)
        page = client.get(reverse("home:start"))
        assert "Ferdig – logg ut" in page.text
        clock.shift(timedelta(minutes=29))
        assert client.get(reverse("home:start")).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(reverse("home:start")).status_code == 200
        clock.shift(timedelta(minutes=31))
        answer = client.get(reverse("home:start"))
        assert answer.url == URL
        assert "_auth_user_id" not in client.session
        assert Visit.objects.count() == 0


def test_a_session_by_code_cannot_change_how_the_person_signs_in(world, ola):
    """A leader who made the code must not be able to leave a passkey behind."""
    code, _row = make_code(ola, by=world.kari, now=timezone.now())
    client, _answer = enter(code)
    names = ("mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_change_password")
    for name in names:
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.url) == (303, reverse("signin:security")), name
    assert "ikke endre" in client.get(reverse("signin:security")).text


def test_a_substitute_with_posts_in_two_units_gets_a_code_from_either_leader(world, ola, sign_in):
    PositionFactory(person=ola, unit=world.barnehage)
    assert sign_in(world.per).post(code_page(ola)).status_code == 200
    assert sign_in(world.kari).post(code_page(ola)).status_code == 200
