"""Where the servers of this clone are, so that `manage.py` in another terminal finds them.

with joined():          # adds DATABASE_URL, REDIS_URL and KVALITET_ENV to the environment when they are missing
    ...
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
KEPT = VAR / "addresses.json"
NAMES = ("DATABASE_URL", "REDIS_URL", "KVALITET_ENV", "PORT")


@contextmanager
def published(environment: Mapping[str, str]) -> Iterator[None]:
    """Write the addresses down, readable by the owner only, for as long as the servers run."""
    KEPT.unlink(missing_ok=True)
    with os.fdopen(os.open(KEPT, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({name: environment[name] for name in NAMES if name in environment}, file)
    try:
        yield
    finally:
        KEPT.unlink(missing_ok=True)


@contextmanager
def joined() -> Iterator[None]:
    """Use the servers of a running `make run`, or start them for as long as this lasts.

    Does nothing where somebody has said which servers to use, or that this is production.
    """
    if {"DATABASE_URL", "REDIS_URL", "KVALITET_ENV", "SECRET_KEY", "SECRET_KEY_FILE"} & os.environ.keys():
        yield
        return
    VAR.mkdir(exist_ok=True)
    with ExitStack() as stack:
        lock = stack.enter_context((VAR / "run.lock").open("w"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.environ.update(json.loads(KEPT.read_text(encoding="utf-8")))
        else:
            _start(stack)
        yield


@contextmanager
def unneeded() -> Iterator[None]:
    """Let the settings be read where no server is needed: nothing is started, and nothing answers at the addresses."""
    if not {"DATABASE_URL", "DATABASE_URL_FILE"} & os.environ.keys():
        os.environ["DATABASE_URL"] = "postgresql://127.0.0.1:1/none"
    if not {"REDIS_URL", "REDIS_URL_FILE"} & os.environ.keys():
        os.environ["REDIS_URL"] = "redis://127.0.0.1:1"
    if not {"SECRET_KEY", "SECRET_KEY_FILE"} & os.environ.keys():
        os.environ.setdefault("KVALITET_ENV", "development")
    yield


def _start(stack: ExitStack) -> None:
    from local.servers import Postgres, Valkey  # noqa: PLC0415 — the wheels are for development only

    os.environ["DATABASE_URL"] = stack.enter_context(Postgres(VAR / "postgres")).url
    os.environ["REDIS_URL"] = stack.enter_context(Valkey(VAR / "valkey")).url
    os.environ["KVALITET_ENV"] = "development"
