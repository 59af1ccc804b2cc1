"""The bench works: it measures pages, reminders and imports of a tiny size, and judges what it found."""

import io

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.utils import timezone

from bench import importing, pages, reminders, report, targets
from kvalitet.wsgi import application
from reporting.demo.sizes.load import load_size
from reporting.demo.sizes.shape import SIZES

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiny(settings):
    """Load two small municipalities instead of the world, and put up the addresses the bench compares with."""
    settings.ROOT_URLCONF = "bench.urls"
    with connection.cursor() as cursor:
        cursor.execute("truncate organisation_municipality, organisation_person cascade")
    load_size(SIZES["national"].scaled(0.005), timezone.localdate(), io.StringIO())
    for signal in (request_started, request_finished):  # they would close the connection of the test
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_pages_are_opened_as_every_role_and_compared(tiny):
    """[§8] Each row has its queries, its costs and its ratios; the bare view asks nothing of the database."""
    rows = pages.measure_pages(application, rounds=1, only="list measures")
    assert {row["role"] for row in rows} >= {"ansatt", "leder", "direktor", "revisor", "nasjonal"}
    lists = [row for row in rows if row["kind"] == "list"]
    assert all(row["queries"] > 4 and row["x_empty"] > 0 and row["x_sql"] > 0 for row in lists)
    assert all(row["queries"] == 0 for row in rows if row["kind"] == "bare")
    assert len({row["queries"] for row in lists if row["page"] == "measures" and row["role"] == "hr"}) == 1


def test_reminders_come_due_and_are_planned(tiny, monkeypatch):
    """[P6] As many notices as reminders asked for, all to be sent at once."""
    monkeypatch.setattr(reminders, "tidy", lambda: None)  # VACUUM can't run inside the transaction of a test
    assert reminders.prepare(40) == 40
    planned = reminders.plan_all()
    assert planned["rows"] == planned["notices"] == 40
    assert planned["megabytes"] > 10


def test_everybody_is_imported_again(tiny, capsys):
    """[P3] The list of a municipality, with one in ten changed."""
    found = importing.import_staff()
    assert found["rows"] > 100
    assert found["queries"] > 0


def test_absences_are_imported_and_again(tiny, monkeypatch):
    """[S1] The same file the second time is compared and not written."""
    monkeypatch.setattr(importing, "ABSENCES", 40)
    first, again = importing.import_absences(), importing.import_absences_again()
    assert (first["rows"], first["name"], again["name"]) == (40, "absences", "absences again")
    assert again["queries"] < first["queries"]


def row(**changes):
    """Make a row as a run writes it."""
    times = {"p50": 20.0, "p95": 30.0, "cpu": 20.0, "sql_ms": 5.0, "x_bare": 9.0, "x_empty": 3.0, "x_sql": 4.0}
    return {"page": "p", "kind": "list", "role": "hr", "queries": 9, "most": 5.0, "meets": True, **times, **changes}


def sent(count, rate, megabytes):
    """Make what a run of reminders comes to."""
    plan = {"rate": 12_000.0, "megabytes": megabytes}
    return {"count": count, "plan": plan, "sent": count, "rate": rate, "megabytes": megabytes}


def test_a_promise_that_is_not_kept_is_said_plainly():
    good = {"demo": {"pages": [row()]}, "national": {"pages": [row()], "reminders": [sent(1000, 160, 100)]}}
    assert all(one.is_met for one in targets.verdicts(good))
    bad = {
        "demo": {"pages": [row(queries=8)]},
        "national": {
            "pages": [row(x_empty=6.1), row(kind="detail", x_empty=3.9)],
            "reminders": [sent(1000, 160, 100), sent(100_000, 120, 160)],
        },
    }
    missed = {one.promise: one.found for one in targets.verdicts(bad) if not one.is_met}
    assert [promise.split()[0] for promise in missed] == ["list", "no", "sending", "memory"]
    assert "worst 6.1 ×" in missed["list ≤ 5 × the signed-in empty page"]


def test_lists_of_events_and_figures_are_judged_at_every_size():
    """[§8] A list that is slow at one size, and a page of figures that asks too much or takes too long, are named."""
    good = {"events10k": {"pages": [row(page="events"), row(page="figures of events", kind="figures", x_sql=2.0)]}}
    assert all(one.is_met for one in targets.verdicts(good))
    slow = [row(page="events, text", x_empty=5.5), row(page="figures of events", kind="figures", queries=12, x_sql=3.4)]
    missed = [one.found for one in targets.verdicts({**good, "large": {"pages": slow}}) if not one.is_met]
    assert "worst 5.5 × (events, text, hr, large); 1 of 2 over" in missed
    assert "at most 12" in missed
    assert "worst 3.4 × (hr)" in missed


def test_tables_go_between_the_marks_of_the_document(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"Before\n{report.BEGIN}\nold\n{report.END}\nAfter\n", encoding="utf-8")
    results = {"national": {"pages": [row()], "reminders": [sent(1000, 160, 100)], "load_seconds": 60.0}}
    report.write_into(document, report.text(results, report.machine()))
    written = document.read_text(encoding="utf-8")
    assert written.startswith("Before\n")
    assert written.endswith("After\n")
    assert "old" not in written
    assert "| meets" in written
