"""An installation as the compose file says: its variables and commands, against servers of its own."""

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import yaml
from cryptography.fernet import Fernet
from psycopg import sql

from local.processes import free_port
from local.servers import Postgres, Valkey

ROOT = Path(__file__).resolve().parents[2]
HOST = "kvalitet.example.no"
PROGRAMS = Path(sys.executable).parent
QUIET = "ignore:You're running the worker with superuser privileges"
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def filled_in(text, given):
    """Put values in as Compose does; what must be given and isn't is a KeyError."""

    def value(found):
        name, kind, other = found.groups()
        if given.get(name):
            return given[name]
        if kind != "-":
            raise KeyError(name)
        return other

    return VARIABLE.sub(value, str(text))


class Installation:
    """Starts the servers and says what the containers would be given."""

    def __init__(self, directory):
        self.directory = directory
        self.stack = ExitStack()
        self.compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        self.port = free_port()
        self.logs = {}
        self.started = {}

    def __enter__(self):
        database = self.stack.enter_context(Postgres(self.directory / "postgres", durable=False))
        broker = self.stack.enter_context(Valkey(self.directory / "valkey"))
        password = secrets.token_hex(24)
        with psycopg.connect(database.url_of("postgres"), autocommit=True) as connection:
            owner = sql.SQL("create role kvalitet login password {}").format(sql.Literal(password))
            connection.execute(owner)
            connection.execute("create database production owner kvalitet")
        given = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "FIELD_KEYS": Fernet.generate_key().decode(),
            "POSTGRES_PASSWORD": password,
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "EMAIL_PORT": "1",
            "EMAIL_HOST": "127.0.0.1",
        }
        own = {
            "DATABASE_URL": f"postgresql://kvalitet:{password}@127.0.0.1:{database.port}/production",
            "REDIS_URL": broker.url,
            "KVALITET_CLOCK_SECONDS": "1",
            "TMPDIR": str(self.directory / "tmp"),
        }
        (self.directory / "tmp").mkdir()
        said = self.compose["x-kvalitet"]["environment"]
        self.variables = {name: filled_in(text, given) for name, text in said.items()} | own
        self.broker, self.database = broker, database
        return self

    def __exit__(self, *error):
        for name in list(self.started):
            self.stop(name)
        self.stack.close()

    @property
    def environment(self):
        kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        return {
            **kept,
            **self.variables,
            "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": QUIET,
        }

    def command(self, service):
        """The command of a service, listening on our port and keeping its schedule in our folder."""
        schedule = self.compose["services"]["beat"]["command"][-1]
        words = [str(word) for word in self.compose["services"][service]["command"]]
        own = {"0.0.0.0:8000": f"127.0.0.1:{self.port}", schedule: str(self.directory / "schedule")}
        return [own.get(word, word) for word in words]

    def run(self, *command, **options):
        """Run a command to its end; its words are given back."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=300, **options
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def start(self, service):
        self.logs[service] = self.directory / f"{service}.log"
        with self.logs[service].open("ab") as log:
            self.started[service] = subprocess.Popen(
                self.command(service), cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def stop(self, service):
        """Stop in order, as Docker does; returns the exit code."""
        process = self.started.pop(service)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            return process.wait(90)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def words_of(self, service):
        return self.logs[service].read_text(encoding="utf-8", errors="replace")

    def lines_of(self, service):
        """What was logged, read as JSON; raises for a line that isn't."""
        return [json.loads(line) for line in self.words_of(service).splitlines() if line.strip()]

    @contextmanager
    def asking(self, method, path, *, body=None, headers=None, secure=True):
        """Send a request as the TLS proxy would."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        proxy = {"Host": HOST, **({"X-Forwarded-Proto": "https"} if secure else {})}
        try:
            connection.request(method, path, body=body, headers={**proxy, **(headers or {})})
            yield connection.getresponse()
        finally:
            connection.close()

    def ask(self, path, **options):
        with self.asking("GET", path, **options) as answer:
            return answer.status, dict(answer.getheaders()), answer.read()

    def wait_for(self, path, status=200, seconds=90):
        """Ask until the answer has this status."""
        until, last = time.monotonic() + seconds, None
        while time.monotonic() < until:
            try:
                last = self.ask(path)
            except OSError:
                time.sleep(0.2)
                continue
            if last[0] == status:
                return last
            time.sleep(0.2)
        raise AssertionError(f"{path} never became {status}: {last}\n{self.words_of('web')[-3000:]}")
