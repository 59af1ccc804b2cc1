"""`make bench`: servers of its own, the sizes loaded, everything measured, the promises judged.

python -m bench                                   everything
python -m bench --sizes demo,large --only list    a word of a page's kind or name, or reminders, imports, cases, figures
python -m bench --quick                           few repetitions, to see that it works
python -m bench --write docs/performance.md       the tables into the document, too
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

from bench import report
from bench.targets import Results, verdicts
from local.processes import mortal
from local.servers import Postgres, Valkey

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
SIZES = ("demo", "events10k", "large", "national")
LOADED: dict[str, tuple[str, ...]] = {"events10k": ("--size", "large", "--events", "10000")}
"""How a size is loaded when it isn't by its name."""
ONLY = {"events10k": "event"}
"""What is measured of a size that is there for some pages alone."""
REMINDERS = {"demo": (1_000,), "large": (1_000, 10_000), "national": (1_000, 10_000, 100_000)}
CASES = frozenset({"national"})
"""Where the nightly pass over 20,000 open cases of sick leave is timed."""
ABSENCES = {"large": ("absences", "absences-again")}
"""Where 100,000 absences are brought in, and again."""
ROUNDS, QUICK_ROUNDS = 15, 2
SEND_SECONDS, QUICK_SECONDS = 60, 3


class Bench:
    """One run; `environment` is what its programs are started with."""

    def __init__(self, chosen: argparse.Namespace, database: Postgres, environment: dict[str, str]) -> None:
        self.chosen, self.database, self.environment = chosen, database, environment

    def size(self, name: str) -> dict[str, Any]:
        """Load a size and measure it."""
        self._say(name)
        self.environment["DATABASE_URL"] = self.database.url_of(name)
        found: dict[str, Any] = {}
        if self._make_database(name):
            began = time.monotonic()
            self._run("manage.py", "migrate", "--verbosity", "0")
            self._run("manage.py", "load_demo", *LOADED.get(name, ("--size", name)))
            found["load_seconds"] = time.monotonic() - began
        with psycopg.connect(self.database.url_of(name), autocommit=True) as connection:
            connection.execute("vacuum analyze")
        only = self.chosen.only or ONLY.get(name, "")
        if only not in {"reminders", "imports", "cases", "figures"}:
            rounds = QUICK_ROUNDS if self.chosen.quick else ROUNDS
            found["pages"] = self._inside("pages", str(rounds), only)
        if only in {"", "reminders"}:
            found["reminders"] = [self._reminders(count) for count in self._counts(name)]
        if only in {"", "cases"} and name in CASES:
            found["cases"] = self._inside("cases")
        if only in {"", "figures"}:
            found["figures"] = self._inside("figures")
        if only in {"", "imports"}:
            found["imports"] = [self._inside("imports", what) for what in ("plan", "staff", *ABSENCES.get(name, ()))]
        return found

    def _counts(self, name: str) -> tuple[int, ...]:
        return (100,) if self.chosen.quick else REMINDERS[name]

    def _make_database(self, name: str) -> bool:
        """Make the database anew; with --keep one that is there is used as it is."""
        with psycopg.connect(self.database.url_of("postgres"), autocommit=True) as connection:
            is_there = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
            if is_there and self.chosen.keep:
                return False
            connection.execute(f"drop database if exists {name} with (force)")
            connection.execute(f"create database {name}")
        return True

    def _reminders(self, count: int) -> dict[str, Any]:
        """Plan so many, then let two senders send to a mail server that says yes."""
        self._say(f"{count:,} reminders")
        self._inside("prepare", str(count))
        planned = self._inside("plan")
        command = [sys.executable, "-m", "bench.sink"]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=mortal(signal.SIGKILL)
        ) as sink:
            port = sink.stdout.readline().strip() if sink.stdout else ""
            mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port}
            seconds = QUICK_SECONDS if self.chosen.quick else SEND_SECONDS
            senders = [self._start({**self.environment, **mail}, "send", str(seconds)) for _sender in range(2)]
            told = [json.loads(sender.communicate()[0]) for sender in senders]
            sink.terminate()
        sent = sum(one["sent"] for one in told)
        longest = max(one["seconds"] for one in told)
        memory = max(one["megabytes"] for one in told)
        return {"count": count, "plan": planned, "sent": sent, "rate": sent / longest, "megabytes": memory}

    def _start(self, environment: dict[str, str], *words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "bench.inside", *words]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=mortal(signal.SIGKILL)
        )

    def _inside(self, *words: str) -> Any:
        with self._start(self.environment, *words) as process:
            answer = process.communicate()[0]
        if process.returncode:
            raise SystemExit(f"«{' '.join(words)}» failed; its message is above.")
        return json.loads(answer)

    def _run(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], cwd=ROOT, env=self.environment, stdout=sys.stderr, check=True)

    def _say(self, words: str) -> None:
        print(f"— {words}", file=sys.stderr, flush=True)


def main() -> int:
    chosen = _arguments()
    VAR.mkdir(parents=True, exist_ok=True)
    began, about = time.monotonic(), report.machine()
    results: Results = {}
    with ExitStack() as stack:
        database = stack.enter_context(Postgres(VAR / "postgres"))
        broker = stack.enter_context(Valkey(VAR / "valkey"))
        bench = Bench(chosen, database, _environment(broker.url))
        for name in chosen.sizes:
            results[name] = bench.size(name)
            (VAR / "result.json").write_text(json.dumps({"machine": about, "sizes": results}, indent=1))
    about["took"] = f"{(time.monotonic() - began) / 60:.0f} minutes"
    written = report.text(results, about)
    print(written)
    if chosen.write:
        report.write_into(chosen.write, written)
    return 0 if all(one.is_met for one in verdicts(results)) or not chosen.strict else 1


def _environment(broker: str) -> dict[str, str]:
    """As a server runs it: no debugging, templates kept, and a connection that lasts as long as its process."""
    wanted = {"KVALITET_ENV": "test", "LOG_LEVEL": "ERROR", "CONN_MAX_AGE": "100000", "REDIS_URL": broker}
    wanted |= {"DJANGO_SETTINGS_MODULE": "kvalitet.settings", "KVALITET_DEMO": "0", "DEBUG": "0"}
    wanted["EMAIL_BACKEND"] = "django.core.mail.backends.smtp.EmailBackend"
    return {**os.environ, **wanted}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="some of: " + ",".join(SIZES))
    parser.add_argument("--only", default="", help="measure only this")
    parser.add_argument("--quick", action="store_true", help="few repetitions")
    parser.add_argument("--keep", action="store_true", help="use the databases of the run before")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a promise isn't kept")
    parser.add_argument("--write", type=Path, help="put the tables into this document")
    return parser.parse_args()


def _sizes(text: str) -> tuple[str, ...]:
    wanted = tuple(text.split(","))
    if unknown := set(wanted) - set(SIZES):
        raise argparse.ArgumentTypeError(f"no such size: {', '.join(sorted(unknown))}")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
