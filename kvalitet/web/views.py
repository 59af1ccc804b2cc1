"""Pages that belong to no app: small print, help, and every component in its states."""

import json
from importlib import metadata

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.web import gallery
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, page


@login_not_required
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """Say how well the service can be used by everybody, as the law asks."""
    return page(request, "web/accessibility.html")


@login_not_required
@require_safe
def privacy(request: Request) -> HttpResponse:
    """Say what is kept about people and why."""
    return page(request, "web/privacy.html")


@login_not_required
@require_safe
def help_page(request: Request) -> HttpResponse:
    """Answer what people ask most."""
    return page(request, "web/help.html")


@login_not_required
@require_safe
def about(request: Request) -> HttpResponse:
    """Name the libraries the service is built of, with the licence texts they ask to be shipped with."""
    return page(request, "web/about.html", {"shipped": _shipped(), "installed": _installed()})


def _shipped() -> list[dict[str, str]]:
    """Return what browsers are given; the build gathers it."""
    path = settings.BASE_DIR / "build" / "licences.json"
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return found


def _installed() -> list[dict[str, str]]:
    """Return what the server runs on."""
    names = ("Django", "celery", "reportlab", "openpyxl", "psycopg", "django-allauth", "django-simple-history")
    return [
        {"name": name, "version": metadata.version(name), "licence": _licence(name)}
        for name in sorted(names, key=str.lower)
    ]


def _licence(name: str) -> str:
    about_it = metadata.metadata(name).json
    words = str(about_it.get("license_expression") or about_it.get("license") or "")
    return words.partition("\n")[0][:40]


@require_http_methods(["GET", "POST"])
def components(request: Request) -> HttpResponse:
    """Show every component in its states, for tests and for those who build pages."""
    form = gallery.GalleryForm(request.POST if request.method == "POST" else None)
    panels = panels_for("web.components", request, None)
    return page(request, "web/components.html", {"form": form, "panels": panels, **gallery.samples()})
