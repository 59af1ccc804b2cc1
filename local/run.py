"""`make run`: embedded servers, migrations, the demo municipality, then web, worker and beat until Ctrl-C.

Nothing may keep running afterwards. Every child is told by the kernel when its parent is gone (see
processes.py), so that also `kill -9` of this process stops it all.
"""

import fcntl
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from multiprocessing import Queue
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer
from honcho.process import Popen, Process

from local import addresses
from local.processes import die_with_parent, mortal, port_is_free
from local.servers import Postgres, ServerFailedError, Valkey

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
STOPPED_BY_US = {0, 130, 143}
MIGRATE = {"Klargjør databasen …": ["migrate", "--verbosity", "0"]}
LOAD_DEMO = {"Laster demokommunen hvis databasen er tom …": ["load_demo", "--if-empty"]}
NO = {"0", "false", "no", "off"}
# Celery warns against root, rightly in production; here everything belongs to the one who typed `make run`.
QUIET = "ignore:You're running the worker with superuser privileges"


class MortalProcess(Process):  # type: ignore[misc] # honcho ships no types
    """A process of the Procfile that goes when the supervisor goes."""

    def run(self, events: "Queue[Message] | None" = None, ignore_signals: bool = False) -> None:
        die_with_parent(signal.SIGKILL)
        self._child_ctor = partial(Popen, preexec_fn=mortal(signal.SIGTERM))
        super().run(events, ignore_signals)


class WelcomingPrinter(Printer):  # type: ignore[misc] # honcho ships no types
    """Prints the welcome when the web server listens, below the noise of starting."""

    def __init__(self, welcome: str, output: IO[str]) -> None:
        super().__init__(output)
        self.welcome = welcome

    def write(self, message: Message) -> None:
        super().write(message)
        if self.welcome and message.name == "web" and b"Listening at" in _as_bytes(message.data):
            print(self.welcome, file=self.output, flush=True)
            self.welcome = ""


def _as_bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def main() -> int:
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _interrupt)
    if "--below-make" in sys.argv:
        die_with_parent(signal.SIGTERM)
    port = _port()
    VAR.mkdir(exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_only_one())
        environment = _environment(stack, port)
        stack.enter_context(addresses.published(environment))
        for said, command in (MIGRATE | LOAD_DEMO if has_demo(environment) else MIGRATE).items():
            print(said, flush=True)
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        return _supervise(environment, _welcome(environment, port))


def has_demo(environment: dict[str, str]) -> bool:
    """Whether the demo municipality is wanted; KVALITET_DEMO=0 starts with an empty installation."""
    return environment.get("KVALITET_DEMO", "1").lower() not in NO


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _port() -> int:
    raw = os.environ.get("PORT", "8000")
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        sys.exit(f"PORT must be a port number, not {raw!r}.")
    if not port_is_free(int(raw)):
        sys.exit(f"Port {raw} is in use. Choose another one: PORT=8001 make run")
    return int(raw)


def _only_one() -> IO[str]:
    """Hold the lock of this clone; the kernel lets go of it however we end."""
    lock = (VAR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        sys.exit("Kvalitet is already running from this folder. Stop it first, or run another clone beside it.")
    return lock


def _environment(stack: ExitStack, port: int) -> dict[str, str]:
    """Start the servers whose address nobody has given, and say where everything is."""
    environment = {"KVALITET_ENV": "development", **os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    environment.setdefault("PYTHONWARNINGS", QUIET)
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    if not environment.get("DATABASE_URL"):
        environment["DATABASE_URL"] = stack.enter_context(Postgres(VAR / "postgres")).url
    if not environment.get("REDIS_URL"):
        environment["REDIS_URL"] = stack.enter_context(Valkey(VAR / "valkey")).url
    return environment


def _welcome(environment: dict[str, str], port: int) -> str:
    command = ["load_demo", "--sign-ins"] if has_demo(environment) else ["first_setup"]
    asked = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return f"\n  Kvalitet: http://127.0.0.1:{port}\n\n{asked.stdout.rstrip()}\n\n  Ctrl-C stopper alt.\n"


def _supervise(environment: dict[str, str], welcome: str) -> int:
    manager = Manager(WelcomingPrinter(welcome, sys.stdout))
    manager._process_ctor = MortalProcess
    for name, command in parse_procfile((ROOT / "Procfile").read_text()).processes.items():
        manager.add_process(name, command, env=environment, cwd=str(ROOT))
    manager.loop()
    return 0 if manager.returncode in STOPPED_BY_US else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
    except ServerFailedError as error:
        sys.exit(str(error))
    except subprocess.CalledProcessError as error:
        sys.exit(f"«{' '.join(error.cmd[1:])}» failed; its message is above.")
