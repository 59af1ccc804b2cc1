"""How allauth behaves here: a closed house, our own words, and every sign-in remembered. [P11]"""

import base64
import hashlib
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.signin import entering, words
from kvalitet.signin.actions.telling import tell
from kvalitet.signin.actions.visits import end_visit_of


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No one makes an account for themselves; every sign-in becomes a visit."""

    error_messages = {**DefaultAccountAdapter.error_messages, **words.ACCOUNT_ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Where the municipality has turned passwords off, none is right."""
        if not settings.PASSWORD_SIGN_IN:
            raise self.validation_error("username_password_mismatch")
        super().pre_authenticate(request, **credentials)

    def get_login_stages(self) -> list[str]:
        """Ask for the second factor in our own way; the other stages belong to sign-up."""
        return ["kvalitet.signin.adapters.SecondFactorStage"]

    def login(self, request: HttpRequest, user: Any) -> None:
        """Open the session and remember where; the time of it is no change of the person."""
        user.skip_history_when_saving = True
        super().login(request, user)
        del user.skip_history_when_saving
        entering.open_session(request, user, get_authentication_records(request, user))

    def logout(self, request: HttpRequest) -> None:
        """Close the session and forget where."""
        end_visit_of(request.session.session_key)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Change the password, told in the person's history."""
        history.apply(user, {"password": make_password(password)}, by=user, reason=_("Byttet passord."))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Go on to the provider the person came from, so that the sign-in there ends too."""
        provider = request.session.get(entering.PROVIDER)
        farewell = reverse("signin:signed-out")
        return f"{farewell}?fra={provider}" if provider in settings.OIDC else farewell

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Say the ways in our own words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words.AGAIN[method["id"]]} for method in methods]

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell of a change the way everything else is told: in Kvalitet, and by e-mail."""
        if told := words.CHANGES.get(template_prefix):
            tell(user, title=str(told[0]), text=str(told[1]))


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asked after a password or a code; a provider that answers for it has asked already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        login = (self.login.signal_kwargs or {}).get("sociallogin")
        provider = settings.OIDC.get(login.account.provider) if login else None
        if provider is not None and provider.has_second_factor:
            return False
        return bool(super()._should_handle(request))


class ClosedSocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Providers come from the environment, people from the municipality."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the providers of the environment; the database is never asked."""
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=one.key,
                name=one.name,
                client_id=one.client_id,
                secret=one.client_secret,
                settings={"server_url": one.issuer},
            )
            for one in settings.OIDC.values()
            if provider in {None, "openid_connect", one.key}
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say no."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """We find people ourselves, by stricter rules."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the person a checked token names, or refuse."""
        entering.recognise(request, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        """Refuse in Norwegian, and log what was wrong without saying who."""
        entering.refuse_answer(request, settings.OIDC[provider.app.provider_id], error, exception)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Factors in our words, their secrets unreadable in the database."""

    error_messages = {**DefaultMFAAdapter.error_messages, **words.FACTOR_ERRORS}

    def get_totp_issuer(self) -> str:
        """Return what the app shows above the code."""
        return "Kvalitet"

    def build_totp_svg(self, url: str) -> str:
        """Draw the code to scan, black on white in dark mode too."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, light="white", xmldecl=False)
        return drawn.getvalue().decode()

    def _get_site_name(self) -> str:
        return "Kvalitet"

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Name a passkey by its number and the day."""
        return _("Passnøkkel %(day)s") % {"day": timezone.localdate().strftime("%d.%m.%Y")}

    def encrypt(self, text: str) -> str:
        """Make a secret unreadable to one who has only the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read it again."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    digest = hashlib.sha256(f"kvalitet.signin.factors:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
