"""`manage.py send_reminders`: a pass by hand. [P6]"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def run(*arguments):
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_second_run_sends_none(set_due, mailoutbox):
    set_due()
    assert run("--as-of", "2026-03-04") == "Planlagt: 1 påminnelse. Sendt: 1 e-post."
    assert run("--as-of", "2026-03-04") == "Planlagt: 0 påminnelser. Sendt: 0 e-poster."
    assert len(mailoutbox) == 1


def test_a_day_that_has_been_works_too(set_due, mailoutbox, time_machine):
    set_due()
    time_machine.move_to("2026-11-22T12:00:00+01:00", tick=False)
    assert run("--as-of", "2026-03-05") == "Planlagt: 1 påminnelse. Sendt: 1 e-post."
    assert run("--as-of", "2026-03-05") == "Planlagt: 0 påminnelser. Sendt: 0 e-poster."


def test_a_deadline_registered_late_is_reminded_of_by_hand(set_due, mailoutbox, time_machine):
    time_machine.move_to("2026-11-22T12:00:00+01:00", tick=False)
    set_due()
    time_machine.move_to("2026-11-22T12:00:00+01:00", tick=False)
    assert run("--as-of", "2026-03-05") == "Planlagt: 1 påminnelse. Sendt: 1 e-post."


def test_today_is_meant_without_a_date(set_due):
    set_due()
    assert run() == "Planlagt: 0 påminnelser. Sendt: 0 e-poster."


def test_a_strange_date_is_refused(db):
    with pytest.raises(CommandError, match="2026-03-01"):
        run("--as-of", "1. mars")


def test_each_day_has_a_digest_of_its_own_whatever_the_hour_is_now(set_due, mailoutbox, time_machine):
    set_due()
    time_machine.move_to("2026-11-22T22:30:00+01:00", tick=False)
    assert run("--as-of", "2026-03-04").endswith("Sendt: 1 e-post.")
    assert run("--as-of", "2026-03-13").endswith("Sendt: 1 e-post.")
    assert run("--as-of", "2026-03-13").endswith("Sendt: 0 e-poster.")
