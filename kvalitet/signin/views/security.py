"""What everyone sees and changes about their own sign-in. [P11]"""

from datetime import datetime
from uuid import UUID

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from kvalitet.signin import entering, tokens
from kvalitet.signin.actions import visits
from kvalitet.signin.models import Visit
from kvalitet.signin.openid import OpenIdProvider
from kvalitet.signin.queries import factors_of, linked_providers
from kvalitet.web.shortcuts import Request, done, get_or_404, page


@require_safe
def security(request: Request) -> HttpResponse:
    """Show the ways I sign in, my second factors, and where I am signed in."""
    me = request.user
    linked = linked_providers(me)
    due = request.session.get(entering.FACTOR_DUE)
    context = {
        "me": me,
        "visits": Visit.objects.visible_to(me).for_list(timezone.now()),
        "here": request.session.session_key,
        "is_shared": bool(request.session.get(entering.SHARED)),
        "has_password": me.has_usable_password() and settings.PASSWORD_SIGN_IN,
        "providers": [{"provider": one, "is_linked": one.key in linked} for one in settings.OIDC.values()],
        "owed": due is not None and not entering.has_factor(me),
        "is_late": due is not None and due <= timezone.now().timestamp(),
        "due": datetime.fromtimestamp(due, tz=timezone.get_current_timezone()) if due else None,
        **factors_of(me),
    }
    return page(request, "signin/security.html", context)


@require_POST
def visit_end(request: Request, pk: UUID) -> HttpResponse:
    """Sign out somewhere else."""
    visit = get_or_404(Visit.objects.visible_to(request.user), pk)
    visits.end_visits([visit])
    return done(request, reverse("signin:security"), _("Du er logget ut fra %(device)s.") % {"device": visit.device})


@require_POST
def visit_end_others(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    others = Visit.objects.visible_to(request.user).exclude(session_key=request.session.session_key or "")
    ended = visits.end_visits(others)
    text = ngettext("Du er logget ut ett annet sted.", "Du er logget ut %(n)s andre steder.", ended) % {"n": ended}
    return done(request, reverse("signin:security"), text if ended else _("Du var ikke logget inn andre steder."))


@login_not_required
@require_safe
def signed_out(request: Request) -> HttpResponse:
    """Say goodbye, and end the sign-in at the provider the person came from."""
    provider = settings.OIDC.get(request.GET.get("fra", ""))
    onward = _end_there(provider) if provider and not request.user.is_authenticated else ""
    return page(request, "signin/signed_out.html", {"provider": provider, "onward": onward})


def _end_there(provider: OpenIdProvider) -> str:
    """Return where the provider ends its session; no token is kept, so none is sent along."""
    try:
        found = tokens.discover(provider, get_adapter().get_requests_session())
    except (RequestException, tokens.Wrong):
        return ""
    return tokens.end_address(found, provider, back=f"{settings.SITE_URL}{reverse('account_login')}")
