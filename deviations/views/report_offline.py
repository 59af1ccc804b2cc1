"""What a phone needs to take a report without network: a worker, a page to keep, and whom it is for. [D8]"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from deviations.forms.report import ReportForm
from deviations.queries.report import key_of, offer_to
from deviations.views.report import context_of
from kvalitet.web.context import PRODUCT, mark_of
from kvalitet.web.shortcuts import Request, page

WORKER = "kvalitet/sw.js"
ASSETS = ("kvalitet/app.js", "kvalitet/style.css", "kvalitet/img/favicon.svg")
ICONS = (("192x192", "kvalitet/img/app-192.png"), ("512x512", "kvalitet/img/app-512.png"))
COLOUR = "#0b5a70"


@login_not_required
@never_cache
@require_safe
def service_worker(request: Request) -> HttpResponse:
    """Send the worker with the addresses it keeps; it may look after every page, whatever its own address."""
    assets = [static(name) for name in ASSETS]
    said = {"assets": assets, "offline": reverse("deviations:report-no-net")}
    body = _content(WORKER)
    digest = hashlib.sha256(json.dumps(said).encode())
    for content in (body, *map(_content, ASSETS)):
        digest.update(content)  # in development files change under the same address
    text = f"self.KVALITET = {json.dumps({**said, 'version': digest.hexdigest()[:12]})};\n{body.decode()}"
    return HttpResponse(text, content_type="text/javascript", headers={"Service-Worker-Allowed": "/"})


def _found(name: str) -> Path:
    path = finders.find(name)
    if path is None:
        raise Http404
    return Path(path)


def _content(name: str) -> bytes:
    path = _found(name)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> bytes:
    """Read a file once: every page asks whether the worker is a new one."""
    return path.read_bytes()


@login_not_required
@require_safe
def app_manifest(request: Request) -> HttpResponse:
    """Let a phone put Kvalitet on its home screen, with a way straight to the report page."""
    icons = [{"src": static(name), "sizes": size, "type": "image/png", "purpose": "any"} for size, name in ICONS]
    masks = [{**icon, "purpose": "maskable"} for icon in icons]
    said = {
        "name": PRODUCT,
        "short_name": PRODUCT,
        "id": "/",
        "lang": "nb",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": COLOUR,
        "background_color": "#ffffff",
        "icons": [*icons, *masks],
        "shortcuts": [{"name": _("Meld avvik"), "url": reverse("deviations:report"), "icons": icons[:1]}],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@login_not_required
@require_safe
def report_no_net(request: Request) -> HttpResponse:
    """The page shown for any other address when there is no net; the same for everyone."""
    return page(request, "deviations/report_no_net.html", _nobody())


@never_cache
@require_safe
def report_shell(request: Request) -> HttpResponse:
    """The report page as a phone keeps it until sign-out: units, places and categories, and no name."""
    offer = offer_to(request.user)
    if offer is None:
        raise Http404
    form = ReportForm(offer=offer)
    context = {**context_of(request, form, offer), **_nobody(), "tenant": str(offer.municipality), "is_shell": True}
    return page(request, "deviations/report_shell.html", context)


def _nobody() -> dict[str, object]:
    return {"user": AnonymousUser(), "tenant": "", "shared_device": False, "csrf_token": "", "messages": []}


@login_not_required
@never_cache
@require_safe
def report_who(request: Request) -> HttpResponse:
    """Tell the device whose reports it may send now, with a fresh token; nobody's when nobody is signed in."""
    if not getattr(request.user, "pk", None):
        return JsonResponse({"person": ""})
    said = {"person": mark_of(request.user), "key": key_of(request.user), "csrf": get_token(request)}
    return JsonResponse({**said, "forgets": bool(request.session.get("shared_device"))})
