"""Which OpenID Connect providers there are, read from the environment; loud when something can't be right. [P11]"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured

from kvalitet import environment as env

NEVER_READ = frozenset({"pid", "ssn", "national_identity_number"})
"""Claims that hold national identity numbers: neither matched, stored nor logged."""
EVERYBODY_S = ("/common/", "/organizations/", "/consumers/")


class Match(StrEnum):
    """How somebody who comes for the first time is found."""

    EMAIL = "email"
    EMPLOYEE_NUMBER = "employee_number"
    LINK = "link"
    """Not at all: a person links the provider from their own security page."""


CLAIMS = {Match.EMAIL: "email", Match.EMPLOYEE_NUMBER: "employee_number", Match.LINK: ""}


@dataclass(frozen=True)
class OpenIdProvider:
    """One provider as the environment describes it."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    subject: str = "sub"
    match: Match = Match.LINK
    claim: str = ""
    domains: tuple[str, ...] = ()
    trusts_email: bool = False
    municipality: str = ""
    acr: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    asks_userinfo: bool = False
    has_second_factor: bool = True
    links_by_code: bool = False
    """Whether somebody who came in by a one-time code may link it, and need no code the next time. [P14]"""


def read_providers(*, is_production: bool) -> dict[str, OpenIdProvider]:
    """Read OIDC_PROVIDERS and each one's OIDC_<KEY>_…; a single provider may use OIDC_… alone."""
    keys = env.words("OIDC_PROVIDERS")
    if not keys and env.text("OIDC_ISSUER", ""):
        return {"oidc": _read("oidc", "OIDC", is_production=is_production)}
    return {key: _read(key, f"OIDC_{key.upper()}", is_production=is_production) for key in keys}


def _read(key: str, prefix: str, *, is_production: bool) -> OpenIdProvider:
    match = Match(env.choice(f"{prefix}_MATCH", Match.LINK, frozenset(Match)))
    provider = OpenIdProvider(
        key=key,
        name=env.text(f"{prefix}_NAME", key.capitalize()),
        issuer=env.text(f"{prefix}_ISSUER"),
        client_id=env.text(f"{prefix}_CLIENT_ID"),
        client_secret=env.text(f"{prefix}_CLIENT_SECRET"),
        subject=env.text(f"{prefix}_SUBJECT", "sub"),
        match=match,
        claim=env.text(f"{prefix}_CLAIM", CLAIMS[match]),
        domains=tuple(word.lower() for word in env.words(f"{prefix}_EMAIL_DOMAINS")),
        trusts_email=env.boolean(f"{prefix}_TRUST_EMAIL", default=False),
        municipality=env.text(f"{prefix}_MUNICIPALITY", ""),
        acr=tuple(env.words(f"{prefix}_ACR")),
        scopes=tuple(env.words(f"{prefix}_SCOPES", "openid,profile,email")),
        asks_userinfo=env.boolean(f"{prefix}_USERINFO", default=False),
        has_second_factor=env.boolean(f"{prefix}_SECOND_FACTOR", default=True),
        links_by_code=env.boolean(f"{prefix}_LINK_BY_CODE", default=False),
    )
    if problem := problem_of(provider, is_production=is_production):
        raise ImproperlyConfigured(f"{prefix}: {problem}")
    return provider


def problem_of(provider: OpenIdProvider, *, is_production: bool) -> str:
    """Say why a provider can't be used as configured, or nothing."""
    problems: Mapping[str, bool] = {
        "the key may hold only letters, digits and hyphens.": not provider.key.replace("-", "").isalnum(),
        "the issuer must begin with https://.": is_production and not provider.issuer.startswith("https://"),
        "the issuer must be one tenant's: anybody with a work account would get in.": any(
            part in f"{provider.issuer}/" for part in EVERYBODY_S
        ),
        "matching by e-mail needs EMAIL_DOMAINS.": provider.match == Match.EMAIL and not provider.domains,
        "matching by employee number needs MUNICIPALITY: numbers are unique only inside one.": (
            provider.match == Match.EMPLOYEE_NUMBER and not provider.municipality
        ),
        "national identity numbers are never read.": bool({provider.claim, provider.subject} & NEVER_READ),
        "the scope openid is needed.": "openid" not in provider.scopes,
    }
    return next((text for text, is_wrong in problems.items() if is_wrong), "")
