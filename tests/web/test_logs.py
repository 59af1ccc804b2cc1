"""What is written in the log, and what never is."""

import json
import logging

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory

from kvalitet.web import logs
from kvalitet.web.logs import JsonFormatter, RequestLogMiddleware


def written(record):
    return json.loads(JsonFormatter().format(record))


def record_of(message, *args, error=None, **extra):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("prøve", logging.ERROR, __file__, 1, message, args, info)
    record.__dict__.update(extra)
    return record


@pytest.mark.parametrize(
    ("message", "clean"),
    [
        ("Sent to kari.kvam@fjordvik.example now", "Sent to … now"),
        ("redis://:hemmelig@vert:6379/0 is away", "redis://…vert:6379/0 is away"),
        ("Person 01017012345 and 010170 12345", "Person … and …"),
        ("From 192.168.1.20", "From …"),
        ("key a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F6g7H8i9J0x used", "key … used"),
        ("Task goals.tasks.ask[6a5d8b76-2a33-4a50-8b2f-0c1c0f9f3a11] done in 0.2s", None),
        ("12 attachments have no file", None),
    ],
)
def test_what_looks_like_a_person_or_a_secret_is_left_out(message, clean):
    assert written(record_of("%s", message))["message"] == (clean or message)


def test_errors_are_told_by_kind_and_place_and_never_by_text():
    try:
        try:
            raise ValueError("Kari Kvam, 01017012345")
        except ValueError as cause:
            raise IntegrityError("Key (email)=(kari@fjordvik.example) already exists.") from cause
    except IntegrityError as error:
        line = written(record_of("Could not keep %s", "Kari Kvam", error=error))
    assert line["error"]["kinds"] == ["IntegrityError", "ValueError"]
    assert line["error"]["where"][-1].endswith("test_errors_are_told_by_kind_and_place_and_never_by_text")
    assert line["message"] == "Could not keep %s"
    assert "Kari" not in json.dumps(line)
    assert "kari@" not in json.dumps(line)


def test_a_failed_task_is_named_without_what_it_said():
    data = {"name": "goals.tasks.ask", "id": "1", "exc": "Kari"}
    line = written(record_of("Task %(name)s: %(exc)s", data, error=ValueError("Kari"), data=data))
    assert line["message"] == "goals.tasks.ask[1]"
    assert "Kari" not in json.dumps(line)


@pytest.mark.parametrize("path", ["/mal/tiltak/6a5d8b76-2a33-4a50-8b2f-0c1c0f9f3a11/?q=Kari", "/finnes/ikke/Kari/"])
def test_requests_are_logged_by_route(client, caplog, path):
    """One line for each, with the same id as the answer; neither path nor question is in it."""
    with caplog.at_level(logging.INFO, logger="kvalitet.requests"):
        answer = client.get(path, HTTP_X_REQUEST_ID="fra-proxy-0001")
    assert answer["X-Request-ID"] == "fra-proxy-0001"
    record = next(record for record in caplog.records if record.name == "kvalitet.requests")
    assert record.fields["route"] in {"/mal/tiltak/<uuid:uuid>/", "(unknown)"}
    assert record.fields["status"] == answer.status_code
    assert "Kari" not in "".join(JsonFormatter().format(record) for record in caplog.records)


@pytest.mark.parametrize("given", ["", "kort", "x" * 65, "linje\nskift-123", "<script>abc"])
def test_an_odd_request_id_is_replaced(given):
    answer = RequestLogMiddleware(lambda request: HttpResponse())(RequestFactory().get("/", HTTP_X_REQUEST_ID=given))
    assert len(answer["X-Request-ID"]) == 32


def test_a_crash_forgets_the_request_id():
    def crash(request):
        raise SuspiciousOperation

    with pytest.raises(SuspiciousOperation):
        RequestLogMiddleware(crash)(RequestFactory().get("/"))
    assert logs.request_id.get() == ""


def test_production_writes_json_and_developers_read_lines():
    assert logs.config("INFO", is_json=True)["formatters"]["line"] == {"()": "kvalitet.web.logs.JsonFormatter"}
    assert "%(message)s" in logs.config("INFO", is_json=False)["formatters"]["line"]["format"]
