"""The round once more against a provider written by others: oidc-provider-mock, on Authlib. [P11]"""

import json
import socket
import subprocess
import sys
import time

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from kvalitet.signin.openid import Match, OpenIdProvider

SUBJECT = {"sub": "kari-hos-dem", "email": "kari@fjordvik.example", "email_verified": True}


@pytest.fixture(scope="module")
def issuer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    command += ["--user-claims", json.dumps(SUBJECT)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=2).raise_for_status()
        except requests.RequestException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture
def configured(issuer, settings):
    fields = {"client_id": "kvalitet", "client_secret": "hemmelig", "match": Match.EMAIL, "claim": "email"}
    domains = ("fjordvik.example",)
    made = OpenIdProvider(key="annen", name="En annen", issuer=issuer, domains=domains, asks_userinfo=True, **fields)
    settings.OIDC = {"annen": made}
    return issuer


def sign_in(client, sub):
    """Go there, say who one is on their page, and come back."""
    there = client.get(reverse("openid_connect_login", args=["annen"])).url
    answer = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=5)
    return client.get(answer.headers["Location"].removeprefix("http://testserver"))


def test_a_person_comes_in(configured, world, client):
    answer = sign_in(client, SUBJECT["sub"])
    assert (answer.status_code, answer.url) == (302, reverse("home:start")), answer.text
    assert client.session["_auth_user_id"] == str(world.kari.pk)
    assert SocialAccount.objects.get().uid == SUBJECT["sub"]
    onward = client.get(client.post(reverse("account_logout")).url).text
    assert f"{configured}/oauth2/end_session?client_id=kvalitet" in onward


def test_one_we_do_not_know_is_refused(configured, world, client):
    answer = sign_in(client, "en-fremmed")
    assert answer.status_code == 403
    assert "fant ingen bruker" in answer.text
    assert SocialAccount.objects.count() == 0
