"""Opening pages as each role, through the same door as the web server: one process, one connection."""

import io
import sys
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from bench.clocks import Asked, Backend, Cost, clocked, listening, run_bare
from bench.targets import MOST
from bench.visits import Visit, people, visits
from kvalitet.organisation.models import Person

WARM_UP = 3
BASES = frozenset({"bare", "empty"})


@dataclass
class Measured:
    """A page as one person; `asked` is what it asks of the database when the cache is as the visit wants it."""

    visit: Visit
    asked: Asked
    size: int
    cost: Cost = field(default_factory=Cost)
    bare_sql: Cost = field(default_factory=Cost)


class Browser:
    """A signed-in person who opens pages at the WSGI door."""

    def __init__(self, application: Any, person: Person) -> None:
        self.application = application
        client = Client()
        client.force_login(person)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def open(self, url: str, *, as_stranger: bool = False) -> tuple[int, int]:
        """Return status and number of bytes."""
        path, _mark, query = url.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": "" if as_stranger else self.cookie,
        }
        told: list[str] = []
        response = self.application(environ, lambda status, headers, error=None: told.append(status))
        length = sum(len(part) for part in response)
        response.close()
        return int(told[0][:3]), length


def measure_pages(application: Any, *, rounds: int, only: str) -> list[dict[str, Any]]:
    """Open every page as every role, in turns, so that a slow moment of the machine hits all alike."""
    looked_at = [visit for visit in visits() if not only or only in f"{visit.kind} {visit.name}"]
    rows = []
    for person in people():
        rows += _measure_person(Browser(application, person), person, looked_at, rounds)
        print(f"  {person.username}", file=sys.stderr, flush=True)
    return rows


def _measure_person(browser: Browser, person: Person, looked_at: list[Visit], rounds: int) -> list[dict[str, Any]]:
    """Measure the bare view, the empty page and those of the pages the person may open."""
    wanted = [Visit("bare view", "bare", "/bench/bare/"), Visit("empty page", "empty", "/bench/empty/"), *looked_at]
    measured = [found for visit in wanted if (found := _first_look(browser, visit))]
    backend = Backend()
    for _turn in range(rounds):
        for one in measured:
            if one.visit.is_fresh:
                cache.clear()
            clocked(partial(browser.open, one.visit.url, as_stranger=one.visit.kind == "bare"), one.cost, backend)
            if one.visit.kind not in BASES:
                clocked(partial(run_bare, one.asked), one.bare_sql, backend)
    bases = {one.visit.kind: one.cost.cpu for one in measured if one.visit.kind in BASES}
    return [_row(person, one, bases) for one in measured]


def _first_look(browser: Browser, visit: Visit) -> Measured | None:
    """Open the page until everything is warm, and note what it asks; None when the person may not open it."""
    for _turn in range(WARM_UP):
        if visit.is_fresh:
            cache.clear()
        with listening() as asked:
            status, size = browser.open(visit.url, as_stranger=visit.kind == "bare")
    if status != HTTPStatus.OK:
        return None
    return Measured(visit, asked, size)


def _row(person: Person, one: Measured, bases: dict[str, float]) -> dict[str, Any]:
    times = one.cost.numbers()
    row: dict[str, Any] = {"role": person.username, "page": one.visit.name, "kind": one.visit.kind, **times}
    row |= {"bytes": one.size, "queries": len(one.asked.statements), "sql_ms": one.asked.milliseconds}
    row["x_bare"] = times["cpu"] / bases["bare"]
    row["x_empty"] = times["cpu"] / bases["empty"]
    if one.bare_sql.wall:
        row["bare_sql_ms"] = one.bare_sql.numbers()["p50"]
        row["x_sql"] = times["p50"] / max(row["bare_sql_ms"], 0.01)
    most = MOST.get(one.visit.kind)
    row["most"] = most
    row["meets"] = None if most is None else row["x_empty"] <= most
    return row
