"""A real browser on a real server: `open_page` gives pages at a width and in a scheme, `axe` judges them."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from local import browser as installed

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
KEPT_MAIL = "kvalitet.notifications.mailbackend.KeptMailBackend"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    absent = pytest.mark.skip(reason=installed.MISSING)
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if "demo" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(f"demo {item.originalname}"))  # both workers take a share
            if installed.find() is None:
                item.add_marker(absent)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": installed.find(), "args": list(installed.FLAGS), "env": _norwegian()}


def _norwegian() -> dict[str, str]:
    """LANGUAGE alone makes Chromium write dates in Norwegian."""
    return {**os.environ, "LANGUAGE": "nb"}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def demo_database(django_db_blocker: Any) -> Iterator[tuple[str, LiveServer]]:
    """The demo municipality in a database of its own, loaded once: tests that empty theirs don't reach it."""
    name = f"kvalitet_demo_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock(), override_settings(DEMO=True, EMAIL_BACKEND=KEPT_MAIL):
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        with _connected_to(name):
            call_command("migrate", verbosity=0)
            call_command("load_demo", verbosity=0, stdout=io.StringIO())
            call_command("send_reminders", verbosity=0, stdout=io.StringIO())
    server = LiveServer("127.0.0.1")
    yield name, server
    server.stop()
    with django_db_blocker.unblock():
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _administer(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Point this thread and those of the live server at another database; all read the same settings."""
    own = connection.settings_dict["NAME"]
    _go_to(name)
    try:
        yield
    finally:
        _go_to(own)


def _go_to(name: str) -> None:
    """The same content type has another key in another database, and Django remembers keys for the process."""
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


@pytest.fixture
def demo(demo_database: tuple[str, LiveServer], django_db_blocker: Any) -> Iterator[LiveServer]:
    """A server that shows the demo municipality; what a test changes in it stays changed."""
    name, server = demo_database
    with django_db_blocker.unblock(), _connected_to(name), override_settings(DEMO=True, EMAIL_BACKEND=KEPT_MAIL):
        yield server


@pytest.fixture
def server(live_server: Any) -> Any:
    """Return the server pages are opened on; a module with data of its own gives another."""
    return live_server


@pytest.fixture
def open_page(browser: Browser, server: Any) -> Iterator[Callable[..., Page]]:
    """open_page("/maal/", user=kari, width=390, scheme="dark") → a loaded page of the live server.

    Signed in by a session cookie, without the sign-in page. The test fails if the page breaks the content
    policy or a script throws. `service_workers="allow"` lets the report page be kept on the device.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            problems.append(message.text)

    def open_(
        path: str | None = "/", *, user: Any = None, width: int = 1280, scheme: str = "light", **options: Any
    ) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            **{"service_workers": "block", **options},
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if user is not None:
            context.add_cookies([_session_cookie(user, server.url)])
        page = context.new_page()
        page.on("console", console)
        page.on("pageerror", lambda error: problems.append(str(error)))
        if path is not None:
            page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


def _session_cookie(user: Any, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


@pytest.fixture(scope="session")
def axe_source() -> str:
    path = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.fail("axe-core is missing: run `make install`")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def axe(axe_source: str) -> Callable[[Page], list[str]]:
    """axe(page) → one line per violation, so `assert axe(page) == []` tells what is wrong and where.

    The source is evaluated through the debugger, which the content policy does not govern. `colours_only` is for
    the second scheme of a page that was judged in the first: nothing else differs between them.
    """

    def judge(page: Page, *, colours_only: bool = False) -> list[str]:
        if not page.evaluate("() => typeof window.axe === 'object'"):
            page.evaluate(axe_source)
        rules = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": STANDARDS}
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], elementRef: false})", rules
        )
        return [
            f"{violation['id']}: {violation['help']} {' '.join(map(str, node['target']))}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return judge


@pytest.fixture
def sideways_scroll() -> Callable[[Page], bool]:
    """sideways_scroll(page) → whether the page is wider than its window."""
    return lambda page: page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
