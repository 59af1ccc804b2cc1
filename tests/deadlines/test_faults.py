"""Whatever is killed, each reminder exists once and no mail is lost or sent twice. [P6]

Real servers, real worker and clock, and a mail server that counts. Killed with signal 9 in the middle of a pass.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from local.processes import mortal
from local.servers import Postgres, Valkey
from tests.deadlines.fault_world import PEOPLE

ROOT = Path(__file__).resolve().parents[2]
CELERY = [sys.executable, "-m", "celery", "--quiet", "--app", "kvalitet.celery"]
SENDERS = 2
PATIENCE = 120


class Stage:
    """Everything that can be killed, and what can be counted."""

    def __init__(self, directory: Path, stack: ExitStack) -> None:
        self.directory, self.stack = directory, stack
        self.ledger = directory / "mails.txt"
        self.ledger.touch()
        self.database = stack.enter_context(Postgres(directory / "postgres", durable=False))
        self.broker = stack.enter_context(Valkey(directory / "valkey"))
        self.programs: dict[str, subprocess.Popen] = {}
        self.environment = {
            **os.environ,
            "KVALITET_ENV": "test",
            "KVALITET_DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "kvalitet.settings",
            "DATABASE_URL": self.database.url,
            "REDIS_URL": self.broker.url,
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "KVALITET_CLOCK_SECONDS": "1",
            "LOG_LEVEL": "ERROR",
            "PYTHONWARNINGS": "ignore",
        }
        # The machine isn't switched off here, so nothing need reach the disk; but what was committed must be there.
        self.ask("alter database kvalitet set synchronous_commit = on")
        self.spawn("sink", [sys.executable, str(ROOT / "tests/deadlines/smtp_sink.py"), str(self.ledger)])
        while not (port := (directory / "sink.log").read_text()).endswith("\n"):
            time.sleep(0.05)
        self.environment["EMAIL_PORT"] = port.strip()

    def spawn(self, name: str, command: list[str]) -> None:
        """Start a program in a group of its own, so that its children are killed with it."""
        log = self.stack.enter_context((self.directory / f"{name}.log").open("a"))
        self.programs[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=mortal(signal.SIGKILL),
        )

    def run(self, *command: str) -> None:
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def start_worker(self) -> None:
        queues = ["--queues", "clock,mail", "--concurrency", str(SENDERS), "--without-gossip", "--without-mingle"]
        self.spawn("worker", [*CELERY, "worker", *queues, "--loglevel", "ERROR"])

    def start_beat(self) -> None:
        kept = ["--pidfile=", "--schedule", str(self.directory / "beat")]
        self.spawn("beat", [*CELERY, "beat", *kept, "--loglevel", "ERROR"])

    def kill(self, *names: str) -> None:
        for name in names:
            program = self.programs.pop(name)
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()

    def close(self) -> None:
        self.kill(*self.programs)

    def mails(self) -> list[str]:
        return self.ledger.read_text().split()

    def wait_for(self, number: int) -> None:
        """Wait until so many mails have arrived: the pass is in the middle."""
        until = time.monotonic() + PATIENCE
        while len(self.mails()) < number:
            assert time.monotonic() < until, self.last_words()
            time.sleep(0.02)

    def wait_until_empty(self) -> None:
        """Wait until nothing is queued, and what is being sent has been so for a while (its sender is gone)."""
        until = time.monotonic() + PATIENCE
        question = (
            "select count(*) from notifications_notice where state = 'queued' or claimed_at > now() - interval '3 s'"
        )
        while self.ask("select count(*) from notifications_notice") == [(0,)] or self.ask(question) != [(0,)]:
            assert time.monotonic() < until, self.last_words()
            time.sleep(0.2)

    def ask(self, question: str) -> list[tuple]:
        with psycopg.connect(self.database.url) as connection:
            found = connection.execute(question)
            return found.fetchall() if found.description else []

    def last_words(self) -> str:
        counts = self.ask("select state, count(*) from notifications_notice group by 1")
        return f"{len(self.mails())} mails, {counts}, {self.programs}\n" + "\n".join(
            f"{log.name}:\n{log.read_text()[-2000:]}" for log in self.directory.glob("*.log")
        )


@pytest.fixture
def stage():
    directory = Path(tempfile.mkdtemp(prefix="kvalitet-faults-"))
    directory.chmod(0o755)  # PostgreSQL may run as another user; pytest's own folders are closed to it
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        made = Stage(directory, stack)
        stack.callback(made.close)
        made.run("manage.py", "migrate", "--verbosity", "0")
        made.run("-m", "tests.deadlines.fault_world", "make")
        yield made


@pytest.mark.fault
def test_whatever_is_killed_every_notice_exists_once_and_no_mail_is_lost_or_doubled(stage):
    """[P6]"""
    stage.start_worker()
    stage.start_beat()

    stage.wait_for(PEOPLE // 6)
    stage.kill("worker")
    stage.start_worker()

    stage.wait_for(PEOPLE * 2 // 6)
    stage.broker.kill()
    stage.broker.start()

    stage.wait_for(PEOPLE * 3 // 6)
    stage.database.kill()
    stage.database.start()

    stage.wait_for(PEOPLE * 4 // 6)
    stage.kill("beat")
    stage.broker.kill()
    stage.kill("worker")
    stage.database.kill()
    stage.database.start()
    stage.broker.start()
    stage.start_worker()
    stage.start_beat()

    stage.wait_until_empty()
    stage.kill("beat", "worker")
    stage.run("-m", "tests.deadlines.fault_world", "sweep")
    check(stage)


def check(stage: Stage) -> None:
    states = dict(stage.ask("select uuid::text, state from notifications_notice"))
    arrived = Counter(key.strip("<>").split("@")[0] for key in stage.mails())
    uncertain = {key for key, state in states.items() if state == "uncertain"}
    assert len(states) == PEOPLE
    assert set(states.values()) <= {"sent", "uncertain"}
    assert [key for key, count in arrived.items() if count > 1] == []
    assert [key for key in states if key not in arrived and key not in uncertain] == []
    assert set(arrived) <= set(states)
    assert len(uncertain) <= 3 * SENDERS, uncertain
