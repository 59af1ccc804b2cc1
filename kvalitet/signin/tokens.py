"""What allauth leaves to the connection: every ID token is checked against the provider's keys. [P11]

allauth reads the token without its signature when it came straight from the provider, takes the issuer from what the
provider says of itself, and knows no nonce. Here signature, issuer, audience, times, nonce and level are all checked,
and the issuer is the one in our settings. Nothing of a token is logged: a refusal names only what was wrong.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache
from requests import RequestException, Session

from kvalitet.signin.openid import OpenIdProvider

ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY = timedelta(seconds=60)
KEPT_SECONDS = 600
PATIENCE_SECONDS = 10
WELL_KNOWN = "/.well-known/openid-configuration"


class Wrong(OAuth2Error):  # type: ignore[misc]  # allauth ships no types
    """The provider's answer can't be trusted; the text is for the log and holds nothing about the person."""


@dataclass(frozen=True)
class Expected:
    """What a token must say to be for us, now."""

    issuer: str
    client_id: str
    nonce: str
    acr: tuple[str, ...] = ()


def nonce_for(code_verifier: str) -> str:
    """Tie the token to the same secret as the code: only the session that asked knows the verifier."""
    digest = hashlib.sha256(f"nonce:{code_verifier}".encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def discover(provider: OpenIdProvider, session: Session) -> dict[str, Any]:
    """Read the provider's own description; it must be of the issuer we were told to trust."""
    key = f"oidc:{provider.issuer}:configuration"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        if cache.get(f"{key}:down"):
            raise RequestException("the provider didn't answer a moment ago")
        try:
            found = _fetch(f"{provider.issuer.rstrip('/')}{WELL_KNOWN}", session)
        except RequestException:
            cache.set(f"{key}:down", True, PATIENCE_SECONDS)  # those who wait hold up everybody else
            raise
        if found.get("issuer") != provider.issuer:
            raise Wrong("the configuration is another issuer's")
        cache.set(key, found, KEPT_SECONDS)
    return found


def signing_key(token: str, provider: OpenIdProvider, session: Session) -> Any:
    """Return the provider's key the token says it is signed with; fetched again once when it is new."""
    try:
        wanted = jwt.get_unverified_header(token).get("kid")
    except jwt.PyJWTError as error:
        raise Wrong("the token can't be read") from error
    key = f"oidc:{provider.issuer}:keys"
    for known in (cache.get(key), None):
        keys = known or _fetch(discover(provider, session)["jwks_uri"], session)
        found = [one for one in keys.get("keys", []) if wanted is None or one.get("kid") == wanted]
        if len(found) == 1:
            cache.set(key, keys, KEPT_SECONDS)
            return _key_of(found[0])
    raise Wrong("the token is signed with an unknown key")


def _key_of(found: dict[str, Any]) -> Any:
    try:
        return jwt.PyJWK(found, algorithm=found.get("alg") or ("ES256" if found.get("kty") == "EC" else "RS256")).key
    except (jwt.PyJWTError, ValueError) as error:
        raise Wrong("the provider's key can't be read") from error


def read_token(token: str, key: Any, expected: Expected) -> dict[str, Any]:
    """Return the token's claims. Raises Wrong unless every one of our demands is met."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Wrong(type(error).__name__) from error
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if (several or "azp" in claims) and claims.get("azp") != expected.client_id:
        raise Wrong("the token was given to another client")
    if not expected.nonce or claims.get("nonce") != expected.nonce:
        raise Wrong("the token answers another sign-in")
    if expected.acr and claims.get("acr") not in expected.acr:
        raise Wrong("the sign-in was not at a high enough level")
    return claims


def with_userinfo(claims: dict[str, Any], access_token: str, url: str, session: Session) -> dict[str, Any]:
    """Add what the provider tells only when asked; it must be about the same subject, and never overrules the token."""
    told = _fetch(url, session, {"Authorization": f"Bearer {access_token}"})
    if told.get("sub") != claims["sub"]:
        raise Wrong("the user information is about somebody else")
    return {**told, **claims}


def _fetch(url: str, session: Session, headers: dict[str, str] | None = None) -> dict[str, Any]:
    response = session.get(url, headers=headers, allow_redirects=False)
    if response.status_code != 200:
        raise RequestException(f"{response.status_code} from the provider")
    try:
        found = response.json()
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Wrong("the provider didn't answer with JSON") from error
    if not isinstance(found, dict):
        raise Wrong("the provider answered with something else than an object")
    return found


def end_address(found: dict[str, Any], provider: OpenIdProvider, *, back: str) -> str:
    """Return where the provider ends its own session, or nothing when it has no such place."""
    place = found.get("end_session_endpoint")
    if not isinstance(place, str) or not place.startswith(("https://", "http://")):
        return ""
    query = urlencode({"client_id": provider.client_id, "post_logout_redirect_uri": back})
    return f"{place}{'&' if '?' in place else '?'}{query}"
