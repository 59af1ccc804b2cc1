"""The runner: whose servers it uses, and what it refuses."""

from contextlib import ExitStack

import pytest

from local import run


def test_given_addresses_start_nothing_embedded(monkeypatch):
    """[Set-up 3]"""
    monkeypatch.setenv("DATABASE_URL", "postgresql://given")
    monkeypatch.setenv("REDIS_URL", "redis://given")
    monkeypatch.setattr(run, "Postgres", None)
    monkeypatch.setattr(run, "Valkey", None)
    with ExitStack() as stack:
        environment = run._environment(stack, 8009)
    assert (environment["DATABASE_URL"], environment["REDIS_URL"]) == ("postgresql://given", "redis://given")
    assert environment["PORT"] == "8009"


@pytest.mark.parametrize("port", ["", "0", "http", "65536", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match="must be a port number"):
        run._port()


def test_a_second_run_in_the_same_folder_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "VAR", tmp_path)
    with run._only_one(), pytest.raises(SystemExit, match="already running"):
        run._only_one()
