"""The way to a provider and back, and linking it to the one who is signed in. [P11]"""

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from kvalitet.signin import entering
from kvalitet.signin.actions import identities
from kvalitet.signin.openid import OpenIdProvider
from kvalitet.signin.provider import LINKING, StrictAdapter
from kvalitet.signin.queries import account_of
from kvalitet.web.shortcuts import Request, done, page


@login_not_required
@require_safe
def start(request: Request, provider_id: str) -> HttpResponseBase:
    """Go to the provider."""
    provider = _provider(provider_id)
    try:
        answer: HttpResponseBase = OAuth2LoginView.adapter_view(StrictAdapter(request, provider_id))(request)
    except (RequestException, OAuth2Error) as error:
        return _refused(request, provider, error)
    return answer


@login_not_required
@require_safe
def callback(request: Request, provider_id: str) -> HttpResponseBase:
    """Come back from the provider."""
    provider = _provider(provider_id)
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(StrictAdapter(request, provider_id))(request)
    except (RequestException, OAuth2Error, AttributeError, KeyError, TypeError, ValueError) as error:
        return _refused(request, provider, error)  # an answer no honest provider gives
    return answer


def _refused(request: Request, provider: OpenIdProvider, error: Exception) -> HttpResponse:
    try:
        entering.refuse_answer(request, provider, None, error)
    except ImmediateHttpResponse as refusal:
        answer: HttpResponse = refusal.response
    return answer


def _provider(key: str) -> OpenIdProvider:
    found: OpenIdProvider | None = settings.OIDC.get(key)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def identity_link(request: Request, provider: str) -> HttpResponse:
    """Say what linking does; the choice must be made here before the provider is asked."""
    found = _provider(provider)
    is_chosen = request.method == "POST"
    if is_chosen:
        request.session[LINKING] = found.key
    return page(request, "signin/identity_link.html", {"provider": found, "is_chosen": is_chosen})


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def identity_unlink(request: Request, provider: str) -> HttpResponse:
    """Let the provider no longer open my user."""
    found = _provider(provider)
    account = account_of(request.user, found.key)
    if account is None:
        raise Http404
    identities.unlink(account, name=found.name, by=request.user)
    return done(request, reverse("signin:security"), _("%(name)s er koblet fra.") % {"name": found.name})
