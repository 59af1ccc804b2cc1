"""What a piece of work costs: wall time, the CPU of this process and of its database connection."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.db import connection

NANO = 1e-9


@dataclass
class Cost:
    """Wall and CPU of each repetition, in milliseconds."""

    wall: list[float] = field(default_factory=list)
    python: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Return the middle one's CPU, here and in the database."""
        return median([mine + its for mine, its in zip(self.python, self.database, strict=True)])

    def numbers(self) -> dict[str, float]:
        """Return what is written down."""
        cut = quantiles(self.wall, n=20) if len(self.wall) > 1 else self.wall * 19
        parts = {"python": median(self.python), "database": median(self.database), "cpu": self.cpu}
        return {"p50": median(self.wall), "p95": cut[18], **parts}


class Backend:
    """The process that serves our connection; its children in parallel queries are counted when they are done."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            self.pid = int(cursor.fetchone()[0])
        own = Path(f"/proc/{self.pid}/schedstat")
        self.path = own if own.exists() else None

    def cpu(self) -> float:
        """Return milliseconds of CPU so far; 0 where the kernel doesn't tell."""
        return int(self.path.read_text().split()[0]) * NANO * 1000 if self.path else 0.0


def clocked(work: Callable[[], Any], cost: Cost, backend: Backend) -> Any:
    """Do the work once, and add what it cost."""
    database, wall, own = backend.cpu(), time.perf_counter_ns(), time.process_time_ns()
    result = work()
    own, wall = time.process_time_ns() - own, time.perf_counter_ns() - wall
    cost.python.append(own * NANO * 1000)
    cost.wall.append(wall * NANO * 1000)
    cost.database.append(backend.cpu() - database)
    return result


@dataclass
class Asked:
    """The statements that were sent, and the time until they were answered."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    milliseconds: float = 0.0


@contextmanager
def listening() -> Iterator[Asked]:
    """Write down what the database is asked."""
    asked = Asked()

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        began = time.perf_counter_ns()
        try:
            return execute(sql, params, many, context)
        finally:
            asked.milliseconds += (time.perf_counter_ns() - began) * NANO * 1000
            asked.statements.append((sql, params))

    with connection.execute_wrapper(wrapper):
        yield asked


def run_bare(asked: Asked) -> None:
    """Send the same statements by psycopg alone, and take nothing with it."""
    raw: Any = connection.connection
    with raw.transaction(force_rollback=True), raw.cursor() as cursor:
        for sql, params in asked.statements:
            cursor.execute(sql, params)
            if cursor.description is not None:
                cursor.fetchall()
