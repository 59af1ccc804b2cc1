"""allauth's OpenID Connect with stricter reading: allauth keeps state and PKCE, `tokens` judges the answer. [P11]

allauth finds the provider by the name of this module.
"""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest

from kvalitet.signin import tokens
from kvalitet.signin.openid import NEVER_READ, OpenIdProvider

LINKING = "signin_linking"
"""Session key: the provider a signed-in person has just asked to link."""
AGAIN = "signin_again"
"""Session key: the provider must ask who it is, also where it knows."""


class StrictAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Fetches and checks what the provider answers."""

    verifier = ""

    @property
    def ours(self) -> OpenIdProvider:
        """The provider as configured."""
        found: OpenIdProvider = settings.OIDC[self.provider_id]
        return found

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's description of itself, of the right issuer."""
        return tokens.discover(self.ours, self._session())

    def _session(self) -> Any:
        """A connection that gives up after a few seconds."""
        return get_adapter().get_requests_session()

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Remember the verifier: the nonce follows from it."""
        self.verifier = pkce_code_verifier or ""
        found: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return found

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Tokens are used once and never kept."""
        return SocialToken()

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Check the ID token and return who it names; nothing is stored yet."""
        answer = kwargs["response"]
        id_token = answer.get("id_token")
        if not isinstance(id_token, str) or not self.verifier:
            raise tokens.Wrong("there is no ID token")
        ours, session = self.ours, self._session()
        expected = tokens.Expected(ours.issuer, ours.client_id, tokens.nonce_for(self.verifier), ours.acr)
        claims = tokens.read_token(id_token, tokens.signing_key(id_token, ours, session), expected)
        if ours.asks_userinfo:
            claims = tokens.with_userinfo(claims, answer["access_token"], self.profile_url, session)
        subject = claims.get(ours.subject)
        if not isinstance(subject, str) or not 0 < len(subject) <= 191:
            raise tokens.Wrong("the token names no subject")
        account = SocialAccount(provider=ours.key, uid=subject, extra_data={})
        login = SocialLogin(account=account, provider=self.get_provider())
        login.claims = {name: value for name, value in claims.items() if name not in NEVER_READ}
        return login


class StrictProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Asks the way we decide, whatever the address says."""

    oauth2_adapter_class = StrictAdapter

    def get_pkce_params(self) -> dict[str, str]:
        """PKCE always, and the nonce that follows from it."""
        made: dict[str, str] = generate_code_challenge()
        return {**made, "nonce": tokens.nonce_for(made["code_verifier"])}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """The level we demand; nothing from the address."""
        acr = settings.OIDC[self.app.provider_id].acr
        level = {"acr_values": " ".join(acr)} if acr else {}
        return {**level, "prompt": "login"} if request.session.pop(AGAIN, False) else level

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """The scopes we configured; nothing from the address."""
        return list(settings.OIDC[self.app.provider_id].scopes)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Linking only when the person asked for it on our own page a moment ago."""
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        asked = request.session.pop(LINKING, None) == self.app.provider_id and request.user.is_authenticated
        kwargs["process"] = "connect" if asked else "login"
        return kwargs


provider_classes = [StrictProvider]
