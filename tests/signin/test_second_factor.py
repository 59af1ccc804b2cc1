"""Second factors: set up, asked for, recovered, demanded, reset. [P11]"""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.notifications.models import Notice
from kvalitet.signin.openid import Match
from tests.signin.running import sign_in_at

PASSWORD = "tre ord og litt til"
SECRET = re.compile(r'<code class="secret" translate="no">([A-Z2-7 ]+)<')
ENGLISH = re.compile(r"\b(the|your|code is|password|authenticator|recovery|sign in|account|invalid|incorrect)\b", re.I)


def read(page) -> str:
    """Return the words of the page's main part."""
    return re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2].partition("</main")[0])


def enter(person, password=PASSWORD):
    client = Client()
    return client, client.post(reverse("account_login"), {"login": person.username, "password": password}, follow=True)


@pytest.fixture
def kari(world):
    world.kari.set_password(PASSWORD)
    world.kari.save()
    return world.kari


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client) -> tuple[str, list[str]]:
    """Take an app in use as a person does, and return its secret and the recovery codes."""
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert asked.redirect_chain[0][0].startswith(reverse("account_reauthenticate"))
    page = client.post(asked.redirect_chain[0][0], {"password": PASSWORD}, follow=True)
    secret = SECRET.search(page.text)[1].replace(" ", "")
    assert 'src="data:image/svg+xml;base64,' in page.text
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    codes = re.findall(r'<li><code translate="no">([0-9 ]+)</code>', done.text)
    assert len(codes) == 10, read(done)
    return secret, [code.replace(" ", "") for code in codes]


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(kari, transactional_db_or_commit):
    """The secret is unreadable in the database; what is told comes in Norwegian."""
    client, _page = enter(kari)
    secret, _codes = set_up(client)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    with scopes_disabled():
        assert Notice.objects.filter(recipient=kari, title="Kodeapp er tatt i bruk").count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        other, page = enter(kari)
        assert "Skriv koden din" in page.text
        assert "_auth_user_id" not in other.session
        assert other.get(reverse("home:start")).status_code == 302
        wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "Koden stemmer ikke" in wrong.text
        assert ENGLISH.search(read(wrong)) is None
        code = code_now(secret)
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
        assert other.session["_auth_user_id"] == str(kari.pk)
        third, _page = enter(kari)
        assert "Koden stemmer ikke" in third.post(reverse("mfa_authenticate"), {"code": code}).text  # used once


def test_an_address_nobody_has_confirmed_is_no_hindrance(kari, transactional_db_or_commit):
    """Asking for a new password leaves such a row; addresses come from the municipality anyway."""
    EmailAddress.objects.create(user=kari, email=kari.email, verified=False, primary=True)
    client, _page = enter(kari)
    set_up(client)


@pytest.mark.parametrize("password", ["kort", "passord", "123456789012", "kari@fjordvik.example"])
def test_a_poor_password_is_refused_in_norwegian(kari, password):
    client, _page = enter(kari)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = client.post(reverse("account_change_password"), typed)
    assert "Passordet" in read(page) or "passordet" in read(page)
    assert ENGLISH.search(read(page)) is None
    assert kari.history.first().history_change_reason != "Byttet passord."


def test_recovery_codes_are_shown_once_and_each_works_once(kari, transactional_db_or_commit):
    client, _page = enter(kari)
    _secret, codes = set_up(client)
    again = client.get(reverse("mfa_view_recovery_codes"))
    assert codes[0] not in again.text.replace(" ", "")
    assert "10 ubrukte koder igjen" in again.text
    other, _page = enter(kari)
    assert other.post(reverse("mfa_authenticate"), {"code": codes[3]}).status_code == 302
    assert "9 koder igjen" in other.get(reverse("signin:security")).text
    third, _page = enter(kari)
    assert "Koden stemmer ikke" in third.post(reverse("mfa_authenticate"), {"code": codes[3]}).text


def test_guessing_the_second_factor_stops(kari, transactional_db_or_commit):
    client, _page = enter(kari)
    set_up(client)
    other, _page = enter(kari)
    for _again in range(5):
        other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "For mange forsøk" in other.post(reverse("mfa_authenticate"), {"code": "000000"}).text


def test_changing_a_factor_asks_who_one_is_and_a_wrong_answer_is_told(kari, transactional_db_or_commit):
    client, _page = enter(kari)
    set_up(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        answer = client.get(reverse("mfa_deactivate_totp"))
        assert answer.url.startswith(reverse("account_reauthenticate"))
        wrong = client.post(answer.url, {"password": "feil"})
        assert "Passordet stemmer ikke." in wrong.text
        page = client.post(answer.url, {"password": PASSWORD}, follow=True)
        assert "Vil du fjerne kodeappen?" in page.text
        client.post(reverse("mfa_deactivate_totp"))
        assert Authenticator.objects.count() == 0  # the recovery codes went with it


@pytest.fixture
def transactional_db_or_commit(django_capture_on_commit_callbacks, monkeypatch):
    """allauth tells after the transaction; a test's transaction never ends, so tell at once."""
    from django.db import transaction  # noqa: PLC0415

    monkeypatch.setattr(transaction, "on_commit", lambda told, **_how: told())


def test_a_role_that_needs_a_second_factor_has_days_to_set_it_up(world, settings):
    """[P11] Reminded at each sign-in; after the grace period led to the page and nowhere else."""
    settings.MFA_REQUIRED_ROLES, settings.MFA_GRACE_DAYS = ["admin"], 14
    world.siri.set_password(PASSWORD)
    world.siri.save()
    client, page = enter(world.siri)
    assert "Rollen din krever totrinnsinnlogging" in page.text
    assert client.get(reverse("setup:overview")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        client, page = enter(world.siri)
        assert page.redirect_chain[-1][0] == reverse("signin:security")
        assert "for å komme videre" in page.text
        assert client.get(reverse("setup:overview")).url == reverse("signin:security")
        assert client.get(reverse("setup:overview"), headers={"hx-request": "true"}).headers["HX-Redirect"]
        assert client.get(reverse("web:help")).status_code == 200
        Authenticator.objects.create(user=world.siri, type="totp", data={"secret": "x"})
        assert client.get(reverse("setup:overview")).status_code == 200


def test_other_roles_are_not_asked(kari, settings):
    settings.MFA_REQUIRED_ROLES = ["admin", "hr"]
    _client, page = enter(kari)
    assert "krever totrinnsinnlogging" not in page.text


@pytest.mark.parametrize("has_second_factor", [True, False])
def test_a_provider_answers_for_the_second_factor_unless_told_otherwise(
    has_second_factor, provider, kari, client, settings
):
    settings.OIDC = {"entra": provider.configured(has_second_factor=has_second_factor, match=Match.EMAIL)}
    Authenticator.objects.create(user=kari, type="totp", data={"secret": "x"})
    provider.tell(claims={"email": kari.email, "email_verified": True})
    answer = sign_in_at(client)
    assert ("_auth_user_id" in client.session) is has_second_factor
    assert answer.url == (reverse("home:start") if has_second_factor else reverse("mfa_authenticate"))


def test_the_administrator_resets_a_second_factor_with_a_reason(kari, world, sign_in, transactional_db_or_commit):
    client, _page = enter(kari)
    set_up(client)
    url = reverse("signin:factors-reset", args=[kari.uuid])
    assert sign_in(world.eli).post(url, {"reason": "Mistet telefonen"}).status_code == 403
    assert sign_in(world.nils).post(url, {"reason": "Mistet telefonen"}).status_code == 404
    assert Client().post(url).status_code == 302
    admin = sign_in(world.siri)
    empty = admin.post(url, {"reason": ""})
    assert empty.status_code == 422
    assert Authenticator.objects.filter(user=kari).exists()
    assert admin.post(url, {"reason": "Mistet telefonen"}).status_code == 303
    assert not Authenticator.objects.filter(user=kari).exists()
    newest = kari.history.first()
    assert newest.history_user == world.siri
    assert "Mistet telefonen" in newest.history_change_reason
    with scopes_disabled():
        told = Notice.objects.get(recipient=kari, title__contains="nullstilt")
    assert "Siri Solberg" in told.text
    assert told.statutory
    assert admin.post(url, {"reason": "En gang til"}).status_code == 422
    assert "_auth_user_id" in enter(kari)[0].session


ODD_CREDENTIALS = [
    "",
    "x",
    "null",
    "[1]",
    "{}",
    '{"id": 1}',
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {"clientDataJSON": "a", "attestationObject": "b"}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "YQ", "attestationObject": "Y"}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "YQ",'
    ' "signature": "YQ", "userHandle": "MQ"}}',
    '{"response": {"userHandle": "MQ"}}',
    '{"response": 4}',
]


@pytest.mark.parametrize("credential", ODD_CREDENTIALS)
def test_a_passkey_no_browser_made_is_refused_in_norwegian(credential, kari, transactional_db_or_commit):
    """Never a crash, nobody in, nothing stored."""
    stranger = Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    refused = stranger.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert "_auth_user_id" not in stranger.session
    assert ENGLISH.search(read(refused)) is None
    client, _page = enter(kari)
    asked = client.get(reverse("mfa_add_webauthn"), follow=True)
    client.post(asked.redirect_chain[0][0], {"password": PASSWORD}, follow=True)
    page = client.post(reverse("mfa_add_webauthn"), {"credential": credential, "name": "a" * 61})
    assert "rette opp følgende" in page.text
    assert ENGLISH.search(read(page)) is None
    assert Authenticator.objects.count() == 0


def test_passwords_can_be_turned_off(kari, settings):
    settings.PASSWORD_SIGN_IN = False
    client, page = enter(kari)
    assert "_auth_user_id" not in client.session
    assert 'name="password"' not in client.get(reverse("account_login")).text
    assert page.status_code == 200


def test_known_and_unknown_users_get_the_same_answer(kari):
    """Nobody can find out who has a user here."""

    def said(login):
        page = Client().post(reverse("account_login"), {"login": login, "password": "feil"})
        return page.status_code, re.sub(r'value="[^"]*"', "", page.text.partition("<main")[2])

    assert said("kari") == said("finnes-ikke")
    assert said("kari@fjordvik.example") == said("ingen@fjordvik.example")
    assert "Brukernavnet eller passordet stemmer ikke." in said("kari")[1]
