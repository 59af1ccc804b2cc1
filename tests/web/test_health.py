"""Machines that watch: alive, and ready."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from kvalitet.web import health

LAST = "attachments", "0002_let_files_come_without_a_name"
READY, LIVE = "/health/ready/", "/health/live/"


@pytest.fixture(autouse=True)
def _asked_anew():
    health._migrated.cache_clear()
    yield
    health._migrated.cache_clear()


@pytest.mark.django_db
def test_all_is_well(client):
    """Nobody needs to sign in, and nothing is kept by proxies."""
    answer = client.get(READY)
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": True, "tables": True, "queue": True})
    assert "no-store" in answer["Cache-Control"]
    assert client.post(READY).status_code == 405


@pytest.mark.django_db
def test_a_migration_that_lacks_is_seen_until_it_has_run(client):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(*LAST)
    assert (client.get(READY).status_code, client.get(READY).json()["tables"]) == (503, False)
    recorder.record_applied(*LAST)
    assert client.get(READY).status_code == 200


@pytest.mark.django_db
def test_a_queue_that_is_away_is_not_ready_but_alive(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert client.get(READY).json() == {"ok": False, "database": True, "tables": True, "queue": False}
    assert client.get(LIVE).status_code == 200


def test_a_database_that_is_away_is_not_ready_but_alive(client, monkeypatch):
    """And being alive asks the database nothing."""

    def away(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    assert (client.get(READY).status_code, client.get(READY).json()["database"]) == (503, False)
    assert (client.get(LIVE).status_code, client.get(LIVE).json()) == (200, {"ok": True})
