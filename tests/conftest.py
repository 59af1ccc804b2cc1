"""Starts real servers for the tests, once, unless DATABASE_URL and REDIS_URL say where some are already."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import django
import pytest
from django.conf import settings
from django.core.cache import cache

from local.servers import Postgres, Valkey

os.environ["KVALITET_ENV"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "kvalitet.settings"  # here, not in pyproject: settings need the addresses
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the tests

_servers = ExitStack()


def _start_servers() -> None:
    """Runs in the controller; the workers of pytest-xdist inherit the addresses."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    directory = Path(tempfile.mkdtemp(prefix="kvalitet-tests-"))
    directory.chmod(0o755)
    _servers.callback(shutil.rmtree, directory, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _servers.enter_context(Postgres(directory / "postgres", durable=False)).url
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = _servers.enter_context(Valkey(directory / "valkey")).url


def _keep_workers_apart() -> None:
    """Every worker of pytest-xdist has a database number of its own in Valkey, as it has in PostgreSQL.

    The settings are told too: in a worker pytest-django has read them before this file.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        address = urlsplit(os.environ["REDIS_URL"])
        own = address._replace(path=f"/{int(worker.removeprefix('gw')) + 1}").geturl()
        os.environ["REDIS_URL"] = settings.REDIS_URL = settings.CELERY_BROKER_URL = own
        settings.CACHES["default"]["LOCATION"] = own


_start_servers()
_keep_workers_apart()
django.setup()  # pytest-django looked for settings before this file named them


def pytest_unconfigure(config: pytest.Config) -> None:
    _servers.close()


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Rate limits and cached figures of one test must not meet the next."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Every test database holds the world of named people."""
    from tests import world  # noqa: PLC0415 — models can't be imported before Django is set up

    with django_db_blocker.unblock():
        world.load()


@pytest.fixture
def world(db):
    """Return the named people and units, read fresh for this test."""
    from tests import world  # noqa: PLC0415 — models can't be imported before Django is set up

    return world.load()


@pytest.fixture
def sign_in():
    """Return a function that gives a signed-in client for a person."""
    from django.test import Client  # noqa: PLC0415 — settings can't be read before the servers stand

    def signed_in(person, **extra):
        client = Client(**extra)
        client.force_login(person)
        return client

    return signed_in
