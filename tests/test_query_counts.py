"""Each page asks as much of the database with thirty rows as with three.

pytest tests/test_query_counts.py                          checks it
RECORD_QUERY_COUNTS=1 pytest tests/test_query_counts.py    writes what the pages ask now; read the difference
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.addresses import ONLY_POST, clients_of, kwargs_of, names, object_of, upload_of, user_of
from tests.crowd import grow

RECORD = Path(__file__).with_name("query_counts.json")
FEW, MANY = 3, 30
ALSO = {
    "home:start (siri)": ("home:start", "siri", ""),
    "home:start (anne)": ("home:start", "anne", ""),
    "home:start (rolf)": ("home:start", "rolf", ""),
    "setup:my-profile (kari)": ("setup:my-profile", "kari", ""),
    "goals:plan-detail (filtered)": ("goals:plan-detail", "kim", "vis=forsinket&perspektiv=services"),
    "goals:measure-detail (kari)": ("goals:measure-detail", "kari", ""),
    "goals:measure-list (all)": ("goals:measure-list", "kari", "vis=alle"),
    "goals:task-list (all)": ("goals:task-list", "kari", "vis=alle"),
    "reporting:dashboard (kari)": ("reporting:dashboard", "kari", ""),
    "setup:unit-tree (ola)": ("setup:unit-tree", "ola", ""),
    "search:results (found)": ("search:results", "kari", "q=avdeling"),
    "search:results (nothing)": ("search:results", "kari", "q=xyzxyz"),
}


LEADS_ON = {
    "notifications:open",
    "deadlines:snooze-notice",
    "search:suggestions",
    "signin:code",
    "sickleave:figures-export",
}


MAY_ASK_LESS = {"deadlines:tasks"}
"""Each kind of task is fetched in one question, and a full page may hold fewer kinds than a short one."""


def visits() -> dict[str, tuple[str, str, str]]:
    """Return every page to open: its address, who opens it and the query."""
    pages = {name: (name, user_of(name), "") for name in names() if name not in ONLY_POST}
    return pages | ALSO


def measure(kwargs, clients) -> dict[str, list[str]]:
    """Open every page once, with an empty cache, and return what each asked the database."""
    asked = {}
    for label, (name, username, query) in visits().items():
        url = reverse(name, kwargs=kwargs[object_of(name)])
        cache.clear()
        with transaction.atomic():
            with CaptureQueriesContext(connection) as captured:
                response = clients[username].get(f"{url}?{query}" if query else url)
                _ = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        assert response.status_code in ({302} if name in LEADS_ON else {200, 503}), f"{label}: {response.status_code}"
        asked[label] = [row["sql"] for row in captured.captured_queries]
    return asked


@pytest.fixture
def asked(world, settings):
    """Return what each page asks with few and with many rows."""
    settings.DEMO = True
    kwargs, clients = kwargs_of(world), clients_of(world)
    ContentType.objects.get_for_models(*apps.get_models())  # kept by Django for as long as it runs
    clients["kari"].get(reverse("web:health-ready"))  # so are the migrations found done
    grow(world, 0, FEW)
    kwargs["import"] = {"uuid": upload_of(world, FEW).uuid}
    few = measure(kwargs, clients)
    grow(world, FEW, MANY)
    kwargs["import"] = {"uuid": upload_of(world, MANY).uuid}
    return few, measure(kwargs, clients)


def most_asked(queries: list[str]) -> str:
    """Return the statement that is repeated most, without its values."""
    return Counter(re.sub(r"\d+|'[^']*'", "?", sql) for sql in queries).most_common(1)[0][0][:600]


def test_pages_ask_the_same_of_few_and_many_rows(asked):
    """[style §7] A page that asks more for each row is slow the day the municipality uses it."""
    few, many = asked
    counts = {label: len(queries) for label, queries in sorted(few.items())}
    if os.environ.get("RECORD_QUERY_COUNTS"):
        RECORD.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")
    grew = [
        f"{label}: {count} queries with {FEW} rows, {len(many[label])} with {MANY}: {most_asked(many[label])}"
        for label, count in counts.items()
        if count < len(many[label]) or (count != len(many[label]) and label not in MAY_ASK_LESS)
    ]
    assert not grew, "\n".join(grew)
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    wrong = [
        f"{label}: {counts.get(label, 'gone')}, recorded {recorded.get(label, 'nothing')}"
        for label in sorted({*counts, *recorded})
        if counts.get(label) != recorded.get(label)
    ]
    assert not wrong, "Fix the page, or record it on purpose with RECORD_QUERY_COUNTS=1:\n" + "\n".join(wrong)
