"""Typed readers of environment variables that fail loudly."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from botocore.config import Config
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

S3_PATIENCE: dict[str, Any] = {"connect_timeout": 5, "read_timeout": 20, "retries": {"total_max_attempts": 3}}
"""Somebody is waiting for the page."""
TEST_FIELD_KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="
"""Everybody knows it, so nothing but tests may be sealed with it."""


def text(name: str, default: str | None = None) -> str:
    """Read NAME, or the file that NAME_FILE points at; raise ImproperlyConfigured when neither is set."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE can't be read: {error}") from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"The environment variable {name} is missing.")
    return value


def integer(name: str, default: int) -> int:
    """Read a whole number; raise ImproperlyConfigured for anything else."""
    raw = text(name, str(default))
    try:
        return int(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from error


def boolean(name: str, default: bool) -> bool:
    """Read 1/0, true/false, yes/no; raise ImproperlyConfigured for anything else."""
    raw = text(name, "1" if default else "0").lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {raw!r}.")


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated list without empty items."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def field_keys(environment: str, kept: Path) -> list[str]:
    """Read the keys that seal texts in the database; the first seals, all of them open. [S5]

    Production must be given its own. A developer's machine makes one the first time and keeps it in a file only its
    owner reads, beside the database and not in it, as in production: a copy of the database opens nothing.
    """
    keys = words("FIELD_KEYS")
    if not keys and environment == "test":
        keys = [TEST_FIELD_KEY]
    if not keys and environment == "development":
        keys = _made_and_kept(kept)
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is missing: without it nothing sealed can be written or read.")
    if environment == "production" and TEST_FIELD_KEY in keys:
        raise ImproperlyConfigured("FIELD_KEYS holds the key of the tests, which everybody knows.")
    for number, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError as error:
            raise ImproperlyConfigured(f"Key {number} in FIELD_KEYS must be 32 bytes in URL-safe base64.") from error
    return keys


def _made_and_kept(kept: Path) -> list[str]:
    """Read the keys of this machine, newest first, one a line; of processes that start at once, one makes the file."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        mine = kept.with_name(f"{kept.name}.{os.getpid()}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
        try:
            os.link(mine, kept)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return kept.read_text(encoding="utf-8").split()


def choice(name: str, default: str, allowed: frozenset[str]) -> str:
    """Read one of the allowed words; raise ImproperlyConfigured for anything else."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


def database(name: str) -> dict[str, object]:
    """Read a postgresql:// address as a Django database entry; a `host` in the query is a socket folder."""
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgresql://.")
    query = dict(pair.split("=", 1) for pair in url.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or unquote(query.get("host", "")),
        "PORT": str(url.port or query.get("port", "")),
    }


def file_storage(prefix: str, folder: Path) -> dict[str, object]:
    """Choose where files lie: in S3 when PREFIX_S3_BUCKET is set, otherwise in the folder. Never public."""
    bucket = text(f"{prefix}_S3_BUCKET", "")
    if not bucket:
        options = {"location": folder, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": text(f"{prefix}_S3_ENDPOINT", "") or None,
            "region_name": text(f"{prefix}_S3_REGION", "") or None,
            "access_key": text(f"{prefix}_S3_KEY_ID", "") or None,
            "secret_key": text(f"{prefix}_S3_SECRET", "") or None,
            "default_acl": None,
            "client_config": Config(signature_version="s3v4", **S3_PATIENCE),
            "file_overwrite": True,  # every key is new, so looking first would only cost time
            "max_memory_size": 2_000_000,
        },
    }
