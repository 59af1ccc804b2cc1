"""Deadlines follow what their owner says."""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError

from kvalitet.deadlines import actions
from kvalitet.deadlines.actions import Assignee
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import Notice
from tests.deadlines.conftest import DUE


def test_next_reminder_is_two_weeks_before(set_due):
    (row,) = set_due()
    assert timezone.localdate(row.next_at) == date(2026, 3, 4)
    assert row.cycle == 1


def test_steps_that_have_passed_are_not_reminded_of(set_due, world):
    (row,) = set_due(due=date(2026, 1, 7))
    assert timezone.localdate(row.next_at) == date(2026, 1, 7)


def test_without_a_date_there_is_a_task_and_no_reminder(set_due):
    (row,) = set_due(due=None)
    assert row.next_at is None
    assert row.reminder_times == []


def test_the_same_again_changes_nothing(set_due):
    (before,) = set_due()
    (after,) = set_due()
    assert (after.pk, after.cycle, after.next_at) == (before.pk, before.cycle, before.next_at)


def test_a_moved_date_begins_a_new_cycle_and_takes_back_what_has_not_left(set_due, at):
    """[P6]"""
    (row,) = set_due()
    at("2026-03-04")
    (moved,) = set_due(due=date(2026, 6, 1))
    assert (moved.pk, moved.cycle) == (row.pk, 2)
    with scopes_disabled():
        assert list(Notice.objects.values_list("state", "state_reason")) == [("cancelled", "Fristen er flyttet.")]


def test_who_is_no_longer_named_is_let_go_and_may_come_back(set_due, world):
    set_due(Assignee(person=world.ola), Assignee(person=world.vera))
    ola, vera = set_due(Assignee(person=world.vera))
    assert ola.cancelled_at is not None
    assert vera.cancelled_at is None
    ola, vera = set_due(Assignee(person=world.ola), Assignee(person=world.vera))
    assert ola.cancelled_at is None
    assert (ola.cycle, vera.cycle) == (2, 1)


def test_done_and_opened_again(set_due, area, world):
    set_due()
    actions.complete(area, by=world.ola)
    with scopes_disabled():
        assert not Deadline.objects.of(area).open().exists()
        actions.reopen(area, by=world.ola)
        row = Deadline.objects.of(area).open().get()
    assert row.cycle == 2
    assert row.next_at is not None


def test_a_cancelled_one_is_not_opened_by_reopening(set_due, area, world):
    set_due()
    actions.cancel(area, by=world.kari)
    actions.reopen(area, by=world.kari)
    with scopes_disabled():
        assert not Deadline.objects.of(area).open().exists()


def test_an_assignee_must_be_somebody(set_due):
    with pytest.raises(ValueError, match="assignee"):
        set_due(Assignee())


def test_deadlines_and_notices_refuse_to_be_asked_without_a_municipality(db):
    """[P2]"""
    for model in (Deadline, Notice):
        with pytest.raises(ScopeError):
            model.objects.exists()


def test_the_date_must_be_the_same_for_done_ones(set_due, area, world):
    set_due()
    actions.complete(area, by=world.ola)
    (row,) = set_due(due=DUE)
    assert row.done_at is not None
