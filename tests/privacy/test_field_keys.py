"""The keys that seal texts are given, never guessed, and lie outside the database. [S5]"""

import stat

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from kvalitet.environment import TEST_FIELD_KEY, field_keys


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch):
    monkeypatch.delenv("FIELD_KEYS", raising=False)
    monkeypatch.delenv("FIELD_KEYS_FILE", raising=False)


def key():
    return Fernet.generate_key().decode()


def test_production_refuses_to_start_without_keys(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS is missing"):
        field_keys("production", tmp_path / "keys")
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("wrong", ["hemmelig", "a" * 43, "æ" * 44, TEST_FIELD_KEY])
def test_production_refuses_keys_that_seal_nothing_or_everybody_knows(monkeypatch, tmp_path, wrong):
    monkeypatch.setenv("FIELD_KEYS", f"{key()},{wrong}")
    with pytest.raises(ImproperlyConfigured) as refused:
        field_keys("production", tmp_path / "keys")
    assert wrong not in str(refused.value)


def test_the_first_of_several_seals_and_they_may_lie_in_a_file(monkeypatch, tmp_path):
    new, old = key(), key()
    (tmp_path / "secret").write_text(f"{new},{old}\n")
    monkeypatch.setenv("FIELD_KEYS_FILE", str(tmp_path / "secret"))
    assert field_keys("production", tmp_path / "keys") == [new, old]


def test_a_developers_machine_makes_one_once_for_its_owner_only(tmp_path):
    kept = tmp_path / "var" / "field_keys"
    first = field_keys("development", kept)
    assert field_keys("development", kept) == first
    assert len(first) == 1
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["field_keys"]


def test_a_developer_can_rotate_too(tmp_path):
    kept = tmp_path / "field_keys"
    old = field_keys("development", kept)
    new = key()
    kept.write_text(f"{new}\n{old[0]}\n")
    assert field_keys("development", kept) == [new, *old]
