"""Providers are read from the environment, and what can't be right is refused at the start. [P11]"""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kvalitet.signin.openid import Match, read_providers

ENTRA = {
    "OIDC_PROVIDERS": "entra",
    "OIDC_ENTRA_NAME": "Entra ID",
    "OIDC_ENTRA_ISSUER": "https://login.microsoftonline.com/3f0e/v2.0",
    "OIDC_ENTRA_CLIENT_ID": "kvalitet",
    "OIDC_ENTRA_CLIENT_SECRET": "hemmelig",
}


def read(monkeypatch, values, *, is_production=True):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_providers(is_production=is_production)


def test_nothing_in_the_environment_is_no_provider():
    assert read_providers(is_production=True) == {}


def test_several_providers_each_with_their_own(monkeypatch, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("fra fil\n")
    porten = {
        "OIDC_PROVIDERS": "entra,ansattporten",
        "OIDC_ANSATTPORTEN_ISSUER": "https://ansattporten.no",
        "OIDC_ANSATTPORTEN_CLIENT_ID": "k2",
        "OIDC_ANSATTPORTEN_CLIENT_SECRET_FILE": str(secret),
        "OIDC_ANSATTPORTEN_ACR": "substantial,high",
        "OIDC_ANSATTPORTEN_SCOPES": "openid",
    }
    mail = {"OIDC_ENTRA_MATCH": "email", "OIDC_ENTRA_EMAIL_DOMAINS": "Fjordvik.no"}
    found = read(monkeypatch, ENTRA | mail | porten)
    assert found["entra"].domains == ("fjordvik.no",)
    assert (found["entra"].match, found["entra"].claim, found["entra"].subject) == (Match.EMAIL, "email", "sub")
    assert found["ansattporten"].client_secret == "fra fil"
    assert found["ansattporten"].acr == ("substantial", "high")
    assert found["ansattporten"].match == Match.LINK


def test_a_single_provider_needs_no_list(monkeypatch):
    single = {name.replace("OIDC_ENTRA", "OIDC"): value for name, value in ENTRA.items() if name != "OIDC_PROVIDERS"}
    assert list(read(monkeypatch, single)) == ["oidc"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"OIDC_ENTRA_ISSUER": "http://login.example"}, "https"),
        ({"OIDC_ENTRA_ISSUER": "https://login.microsoftonline.com/common/v2.0"}, "one tenant"),
        ({"OIDC_ENTRA_ISSUER": "https://login.microsoftonline.com/organizations"}, "one tenant"),
        ({"OIDC_ENTRA_MATCH": "email"}, "EMAIL_DOMAINS"),
        ({"OIDC_ENTRA_MATCH": "employee_number"}, "MUNICIPALITY"),
        ({"OIDC_ENTRA_MATCH": "name"}, "one of"),
        ({"OIDC_ENTRA_SUBJECT": "pid"}, "national identity"),
        (
            {"OIDC_ENTRA_MATCH": "employee_number", "OIDC_ENTRA_CLAIM": "pid", "OIDC_ENTRA_MUNICIPALITY": "1"},
            "national",
        ),
        ({"OIDC_ENTRA_SCOPES": "profile"}, "openid"),
        ({"OIDC_PROVIDERS": "a/b", "OIDC_A/B_ISSUER": "https://a.example"}, "missing"),
    ],
)
def test_what_cannot_be_right_is_refused(monkeypatch, wrong, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        read(monkeypatch, ENTRA | wrong)


def test_plain_http_is_for_development_only(monkeypatch):
    assert read(monkeypatch, ENTRA | {"OIDC_ENTRA_ISSUER": "http://localhost:9400"}, is_production=False)
