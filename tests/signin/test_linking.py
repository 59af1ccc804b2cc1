"""Linking a provider to a person, undoing it, and being asked again before something is changed. [P11, P14]"""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kvalitet.signin.actions.codes import make_code
from kvalitet.signin.entering import BEGAN
from kvalitet.signin.openid import Match
from tests.signin.running import follow, sent, sign_in_at

KARI = {"email": "kari@fjordvik.example", "email_verified": True}


def test_one_without_a_password_is_asked_by_the_provider_again_before_changing_a_factor(provider, world, client):
    """A screen that was left open must not let anybody add a passkey."""
    page = reverse("mfa_activate_totp")
    provider.tell(claims=KARI)
    sign_in_at(client)
    assert client.get(page).status_code == 200
    session = client.session
    session[BEGAN] -= 16 * 60
    session.save()
    asked = client.get(page)
    assert asked.url.startswith(reverse("openid_connect_login", args=["entra"]))
    there = client.get(asked.url).url
    assert sent(there)["prompt"] == "login"
    assert client.get(follow(there)).url == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("links_by_code", [True, False])
def test_one_without_a_mailbox_links_after_a_code_where_the_municipality_wants_it(
    links_by_code, provider, world, client, settings
):
    """[P14] A code once, and ID-porten on one's own phone after that; nothing found by the token itself."""
    settings.OIDC = {"entra": provider.configured(match=Match.LINK, claim="", links_by_code=links_by_code)}
    code, _row = make_code(world.ola, by=world.kari, now=timezone.now())
    client.post(reverse("signin:code"), {"number": "ola", "code": code})
    chosen = client.post(reverse("openid_connect_link", args=["entra"]))
    assert chosen.status_code == (200 if links_by_code else 303)
    assert ("Koble til" in client.get(reverse("signin:security")).text) is links_by_code
    assert client.get(reverse("mfa_add_webauthn")).status_code == 303
    provider.tell(sub="olas-egen", claims={"pid": "01019012345"})
    sign_in_at(client)
    other = Client()
    sign_in_at(other)
    found = other.session.get("_auth_user_id")
    assert found == (str(world.ola.pk) if links_by_code else None)
    assert SocialAccount.objects.count() == int(links_by_code)


def test_the_administrator_undoes_a_link_so_that_the_right_one_can_be_made(provider, world, client, sign_in):
    """Somebody who comes back has a new account at the provider."""
    provider.tell(sub="old", claims=KARI)
    sign_in_at(Client())
    url = reverse("signin:identities-remove", args=[world.kari.uuid])
    assert sign_in(world.eli).post(url).status_code == 403
    assert sign_in(world.nils).post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert sign_in(world.siri).post(url).status_code == 303
    assert world.kari.history.first().history_user == world.siri
    provider.tell(sub="new", claims=KARI)
    assert sign_in_at(client).url == reverse("home:start")
    assert SocialAccount.objects.get().uid == "new"
