"""The pages of allauth that we have designed, under the names allauth knows them by; the others don't exist here.

Beside them stand the two pages of ours that exist only where a provider is configured.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kvalitet.signin import entering
from kvalitet.signin.provider import AGAIN
from kvalitet.signin.views import linking, security
from kvalitet.web.shortcuts import failed

View = Callable[..., HttpResponseBase]


def own_device(view: View) -> View:
    """Let only the person change how they sign in.

    Not from a session that began with a code somebody else made; and one who came by a provider, and has nothing here
    to say who they are with, is asked by the provider again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        provider = settings.OIDC.get(kwargs.get("provider", ""))
        if request.user.is_authenticated and not entering.may_link(request, provider):
            told: Any = request
            text = _("Du er logget inn med engangskode og kan ikke endre hvordan du logger inn.")
            return failed(told, reverse("signin:security"), text)
        if request.user.is_authenticated and entering.must_come_again(request):
            request.session[AGAIN] = True
            there = reverse("openid_connect_login", args=[request.session[entering.PROVIDER]])
            return HttpResponseRedirect(f"{there}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return guarded


def with_password(view: View) -> View:
    """Only one who has a password, and may use it, can change it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not (request.user.has_usable_password() and settings.PASSWORD_SIGN_IN):
            told: Any = request
            return failed(
                told, reverse("signin:security"), _("Du logger inn uten passord, så det er ingenting å bytte.")
            )
        return view(request, *args, **kwargs)

    return guarded


def where_passwords_are_used(view: View) -> View:
    """Where passwords are turned off there is none to ask for; asking takes as long for all, known or not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.PASSWORD_SIGN_IN:
            raise Http404
        began = time.monotonic()
        answer = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, settings.STEADY_SECONDS - (time.monotonic() - began)))
        return answer

    return guarded


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("bekreft/", own_device(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", own_device(with_password(account.password_change)), name="account_change_password"),
    path("password/reset/", where_passwords_are_used(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        where_passwords_are_used(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("totrinn/", factor.authenticate, name="mfa_authenticate"),
    path("sikkerhet/", security.security, name="mfa_index"),  # where allauth goes back to
    path("sikkerhet/", security.security, name="mfa_list_webauthn"),
    path("sikkerhet/bekreft/", own_device(factor.reauthenticate), name="mfa_reauthenticate"),
    path("sikkerhet/app/", own_device(totp.activate_totp), name="mfa_activate_totp"),
    path("sikkerhet/app/fjern/", own_device(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sikkerhet/koder/", own_device(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sikkerhet/koder/nye/", own_device(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sikkerhet/passnokler/ny/", own_device(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("sikkerhet/passnokler/<int:pk>/fjern/", own_device(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path(
        "sikkerhet/passnokler/bekreft/",
        own_device(passkey.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passnokkel/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sikkerhet/kobling/<slug:provider>/", own_device(linking.identity_link), name="openid_connect_link"),
    path("sikkerhet/kobling/<slug:provider>/fjern/", own_device(linking.identity_unlink), name="openid_connect_unlink"),
    path("felles/<slug:provider_id>/", linking.start, name="openid_connect_login"),
    path("felles/<slug:provider_id>/svar/", linking.callback, name="openid_connect_callback"),
]
