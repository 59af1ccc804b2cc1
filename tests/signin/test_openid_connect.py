"""The whole round against a real provider process: who comes in, and everything that is refused. [P11]"""

import time

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kvalitet.organisation import actions as organisation
from kvalitet.organisation.models import Person
from kvalitet.signin.models import Visit
from kvalitet.signin.openid import Match
from tests.factories import PersonFactory
from tests.signin.running import follow, sent, sign_in_at

KARI = {"email": "kari@fjordvik.example", "email_verified": True}


def stored() -> tuple[int, ...]:
    """Count everything a sign-in could leave behind."""
    return tuple(model.objects.count() for model in (SocialAccount, SocialToken, Visit, Person, Person.history.model))


def assert_refused(client, answer, before, *, words="kunne ikke godtas", status=403):
    """Nobody came in, nothing was stored, and the page says so in Norwegian."""
    assert answer.status_code == status
    assert words in answer.text
    assert "Du er ikke logget inn" in answer.text
    assert "_auth_user_id" not in client.session
    assert stored() == before
    assert client.get(reverse("home:start")).status_code == 302


def test_a_person_comes_in_and_only_the_providers_key_is_kept(provider, world, client):
    """[P11] Found by verified e-mail the first time, by the provider's own key after that."""
    provider.tell(sub="abc-1", claims={**KARI, "pid": "01019012345", "name": "Kari Kvam"})
    answer = sign_in_at(client)
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(world.kari.pk)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid, account.extra_data) == (world.kari, "entra", "abc-1", {})
    assert SocialToken.objects.count() == 0
    assert Visit.objects.get().provider == "Entra ID"
    assert "01019012345" not in str(dict(client.session.items()))
    provider.tell(sub="abc-1", claims={"email": "gift@annet.example"})
    again = Client()
    assert sign_in_at(again).status_code == 302
    assert again.session["_auth_user_id"] == str(world.kari.pk)


def test_the_request_carries_state_nonce_and_pkce_and_takes_nothing_from_the_address(provider, world, client, settings):
    settings.OIDC = {"entra": provider.configured(acr=("high",))}
    url = reverse("openid_connect_login", args=["entra"])
    asked = sent(client.get(f"{url}?scope=admin&auth_params=acr_values%3Dlow%26nonce%3Dx&process=connect").url)
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) == 43
    assert asked["acr_values"] == "high"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["state"] != sent(client.get(url).url)["state"]


LIES = {
    "wrong issuer": {"issuer": "https://login.annen.example"},
    "wrong audience": {"claims": {**KARI, "aud": "another-client"}},
    "several audiences, given to another": {"claims": {**KARI, "aud": ["kvalitet", "other"], "azp": "other"}},
    "expired": {"claims": {**KARI, "exp": 1_700_000_000}},
    "from the future": {"claims": {**KARI, "iat": int(time.time()) + 3600, "nbf": int(time.time()) + 3600}},
    "without expiry": {"claims": KARI, "drop": ["exp"]},
    "without subject": {"claims": KARI, "drop": ["sub"]},
    "signed with another key": {"claims": KARI, "sign_with": "wrong"},
    "not signed": {"claims": KARI, "sign_with": "none"},
    "signed with a shared secret": {"claims": KARI, "sign_with": "client secret"},
    "signed with an unknown key": {"claims": KARI, "header": {"kid": "second"}},
    "wrong nonce": {"claims": {**KARI, "nonce": "another"}},
    "without nonce": {"claims": KARI, "drop": ["nonce"]},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_lies_lets_nobody_in(lie, provider, world, client):
    """[issue 3] A clear refusal, nothing stored; also for one who is linked already."""
    before = stored()
    provider.tell(**LIES[lie])
    assert_refused(client, sign_in_at(client), before)
    SocialAccount.objects.create(user=world.kari, provider="entra", uid="someone", extra_data={})
    before = stored()
    other = Client()
    assert_refused(other, sign_in_at(other), before)


def test_a_configuration_of_another_issuer_is_refused_before_anybody_is_sent_there(provider, world, client):
    before = stored()
    provider.tell(configured_issuer="https://login.annen.example")
    answer = client.get(reverse("openid_connect_login", args=["entra"]))
    assert_refused(client, answer, before)
    assert provider.asked("/authorize") == []


def test_a_level_that_is_too_low_is_refused(provider, world, client, settings):
    """[P11] ID-porten: substantial or high."""
    settings.OIDC = {"entra": provider.configured(acr=("idporten-loa-substantial", "idporten-loa-high"))}
    before = stored()
    provider.tell(claims={**KARI, "acr": "idporten-loa-low"})
    assert_refused(client, sign_in_at(client), before)
    provider.tell(claims={**KARI, "acr": "idporten-loa-high"})
    assert sign_in_at(client).status_code == 302
    assert client.session["_auth_user_id"] == str(world.kari.pk)


def test_an_answer_can_be_used_once_and_only_by_the_browser_that_asked(provider, world, client):
    provider.tell(claims=KARI)
    back = follow(client.get(reverse("openid_connect_login", args=["entra"])).url)
    before = stored()
    stranger = Client()
    assert_refused(stranger, stranger.get(back), before, words="Begynn på nytt")
    assert client.get(back).status_code == 302
    before = stored()
    client.post(reverse("account_logout"))
    replayed = client.get(back)
    assert replayed.status_code == 403
    assert "Begynn på nytt" in replayed.text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"email": "ukjent@fjordvik.example", "email_verified": True}, "fant ingen bruker"),
        ({"email": "kari@annet.example", "email_verified": True}, "fant ingen bruker"),
        ({"email": "kari@fjordvik.example"}, "ikke bekreftet e-postadressen"),
        ({"email": "kari@fjordvik.example", "email_verified": "true"}, "ikke bekreftet e-postadressen"),
        ({"email": "kari@fjordvik.example\x00", "email_verified": True}, "fant ingen bruker"),
        ({"email": ["kari@fjordvik.example"], "email_verified": True}, "fant ingen bruker"),
        ({}, "fant ingen bruker"),
    ],
)
def test_one_we_do_not_know_is_told_and_nothing_is_stored(provider, world, client, claims, words):
    before = stored()
    provider.tell(claims=claims)
    answer = sign_in_at(client)
    assert_refused(client, answer, before, words=words)
    assert "Kontakt systemansvarlig" in answer.text


def test_two_with_the_same_address_are_not_guessed_between(provider, world, client):
    PersonFactory(municipality=world.municipality, email="KARI@fjordvik.example")
    before = stored()
    provider.tell(claims=KARI)
    assert_refused(client, sign_in_at(client), before, words="Flere brukere passer")


def test_an_address_that_is_given_to_a_new_colleague_does_not_open_the_old_ones_user(provider, world, client):
    """The provider's key decides once it is known; the same e-mail with another key is somebody else."""
    provider.tell(sub="old", claims=KARI)
    sign_in_at(Client())
    before = stored()
    provider.tell(sub="new", claims=KARI)
    assert_refused(client, sign_in_at(client), before, words="allerede koblet til en annen innlogging")


def test_one_who_has_left_is_refused_also_when_linked(provider, world, client):
    organisation.set_active(world.kari, is_active=False, by=world.siri)
    before = stored()
    provider.tell(claims=KARI)
    assert_refused(client, sign_in_at(client), before, words="ikke i bruk lenger")
    SocialAccount.objects.create(user=world.kari, provider="entra", uid="someone", extra_data={})
    before = stored()
    assert_refused(client, sign_in_at(client), before, words="ikke i bruk lenger")


def test_one_of_another_municipality_is_refused_also_when_linked(provider, world, client, settings):
    """[P2] The provider belongs to one municipality."""
    settings.OIDC = {"entra": provider.configured(domains=("fjordvik.example", "asheim.example"))}
    before = stored()
    provider.tell(claims={"email": "nils@asheim.example", "email_verified": True})
    assert_refused(client, sign_in_at(client), before, words="fant ingen bruker")
    SocialAccount.objects.create(user=world.nils, provider="entra", uid="someone", extra_data={})
    before = stored()
    assert_refused(client, sign_in_at(client), before, words="fant ingen bruker")


def test_a_provider_that_is_down_is_told_and_the_password_still_works(provider, world, client, settings):
    back = follow(client.get(reverse("openid_connect_login", args=["entra"])).url)
    before = stored()
    provider.tell(down=True)
    assert_refused(client, client.get(back), before, words="svarte ikke slik det skal", status=503)
    other = Client()
    cache.clear()  # the configuration is remembered otherwise
    answer = other.get(reverse("openid_connect_login", args=["entra"]))
    assert_refused(other, answer, before, words="ikke kontakt med Entra ID", status=503)
    assert "Logg inn på en annen måte" in answer.text
    settings.OIDC = {"entra": provider.configured(issuer="http://127.0.0.1:1")}  # nobody listens
    answer = other.get(reverse("openid_connect_login", args=["entra"]))
    assert_refused(other, answer, before, words="ikke kontakt med Entra ID", status=503)
    world.kari.set_password("langt nok passord")
    world.kari.save()
    other.post(reverse("account_login"), {"login": "kari", "password": "langt nok passord"})
    assert other.session["_auth_user_id"] == str(world.kari.pk)


def test_one_who_changes_their_mind_is_told(provider, world, client):
    before = stored()
    provider.tell(error="access_denied")
    assert_refused(client, sign_in_at(client), before, words="Du avbrøt innloggingen")
    provider.tell(error="server_error")
    assert_refused(client, sign_in_at(client), before, words="Begynn på nytt")


def test_user_information_is_read_when_asked_and_only_about_the_same_person(provider, world, client, settings):
    settings.OIDC = {"entra": provider.configured(asks_userinfo=True)}
    before = stored()
    provider.tell(sub="one", userinfo={"sub": "two", **KARI})
    assert_refused(client, sign_in_at(client), before)
    provider.tell(sub="one", userinfo={"sub": "one", "iss": "x", **KARI})
    assert sign_in_at(client).status_code == 302
    assert client.session["_auth_user_id"] == str(world.kari.pk)


def test_found_by_employee_number_inside_the_municipality(provider, world, client, settings):
    settings.OIDC = {"entra": provider.configured(match=Match.EMPLOYEE_NUMBER, claim="ansattnr")}
    for person in (world.ola, world.nils):
        organisation.edit_person(person, employee_number="1234", by=world.siri)
    provider.tell(claims={"ansattnr": "1234"})
    assert sign_in_at(client).status_code == 302
    assert client.session["_auth_user_id"] == str(world.ola.pk)


def test_the_log_says_what_was_wrong_and_not_who(provider, world, client, caplog):
    provider.tell(issuer="https://login.annen.example", claims=KARI)
    sign_in_at(client)
    said = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("kvalitet"))
    assert "InvalidIssuerError" in said
    assert "kari" not in said


def test_signing_out_goes_on_to_the_provider(provider, world, client):
    provider.tell(claims=KARI)
    sign_in_at(client)
    answer = client.post(reverse("account_logout"))
    assert answer.url == f"{reverse('signin:signed-out')}?fra=entra"
    page = client.get(answer.url)
    assert f"{provider.issuer}/end?client_id=kvalitet" in page.text
    assert "id_token" not in page.text
    assert Visit.objects.count() == 0
    assert "refresh" not in client.get(f"{reverse('signin:signed-out')}?fra=ukjent").text


def test_an_address_whose_domain_entra_id_has_verified_counts(provider, world, client):
    provider.tell(claims={"email": KARI["email"], "xms_edov": True})
    assert sign_in_at(client).url == reverse("home:start")


def test_an_unknown_provider_is_not_found(provider, world, client):
    assert client.get(reverse("openid_connect_login", args=["annen"])).status_code == 404
    assert client.get(reverse("openid_connect_callback", args=["annen"])).status_code == 404
