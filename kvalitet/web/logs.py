"""Logs without personal data: routes instead of addresses, kinds of errors instead of texts, one line of JSON each.

Addresses hold secrets (calendar feeds, links to set a password) and file names; texts of errors hold rows of the
database. So neither is written. What code logs by itself is written, but for what looks like an address of mail, a
national identity number, an IP address or a secret.
"""

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
SECRET_LOOKING = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<login>(?<=://)[^/\s@]+@)"
    r"|(?P<number>\b\d{6}\s?\d{5}\b)"
    r"|(?P<ip>\b\d{1,3}(?:\.\d{1,3}){3}\b)"
    r"|(?P<token>\b[A-Za-z0-9_-]{40,}\b)"
)
MOST_FRAMES = 25
TALKATIVE = ("botocore", "celery.beat", "celery.worker.strategy")
"""They write a line for every tick; what the tick led to is written by others."""

request_id: ContextVar[str] = ContextVar("request_id", default="")
requests = logging.getLogger("kvalitet.requests")


def config(level: str, *, is_json: bool) -> dict[str, Any]:
    """Return Django's LOGGING: JSON for machines, or lines with everything in them for a developer."""
    line: dict[str, Any] = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "kvalitet.web.logs.JsonFormatter"} if is_json else line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "kvalitet.requests": {"level": level if is_json else "WARNING"},
            **{name: {"level": "WARNING"} for name in TALKATIVE},
        },
    }


class JsonFormatter(logging.Formatter):
    """One line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Write when, how bad, who says it, what, and where it went wrong."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if found := request_id.get():
            line["request"] = found
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Say what happened. With an error the words put into the text are left out: they may be a person's."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return f"{getattr(record, 'status_code', '')} {request.method} {route_of(request)}".strip()
    if record.exc_info and record.exc_info[1] is not None:
        task = getattr(record, "data", None)
        return f"{task['name']}[{task['id']}]" if isinstance(task, dict) and "name" in task else str(record.msg)
    return SECRET_LOOKING.sub("…", record.getMessage())


def _error(error: BaseException) -> dict[str, Any]:
    """Say what kind of error it was, what it came of, and where; never its text."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return {"kinds": kinds, "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}


def route_of(request: HttpRequest) -> str:
    """Return the pattern the address fell under, with none of what the person's address held."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None else "(unknown)"


class RequestLogMiddleware:
    """Gives each request an id, sends it back, and writes one line about it. Stands first."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if GIVEN_ID.fullmatch(given) else uuid4().hex)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            self._write(request, response, began)
        finally:
            request_id.reset(token)
        return response

    def _write(self, request: HttpRequest, response: HttpResponse, began: float) -> None:
        if request.path.startswith(("/static/", "/health/")):
            return
        fields = {
            "method": request.method,
            "route": route_of(request),
            "status": response.status_code,
            "ms": round(1000 * (time.perf_counter() - began)),
        }
        requests.info("request", extra={"fields": fields})
