"""Deadlines on something every municipality has: here a service area, so that no upper storey is needed."""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.deadlines import actions
from kvalitet.deadlines.actions import Assignee
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import ServiceArea

DUE = date(2026, 3, 18)  # a Wednesday; 14 days before is the 4th, 3 days before Sunday the 15th


@pytest.fixture
def area(world):
    Deadline._base_manager.all().delete()  # the world has a plan with deadlines of its own
    return ServiceArea.objects.create(municipality=world.municipality, name="Skole")


@pytest.fixture
def set_due(world, area, time_machine):
    """Return a function that sets the area's deadline, as if it were done well before."""

    def setter(*assignees, due=DUE, obj=None, unit=None, **fields):
        actions.set_deadlines(
            obj or area,
            due=due,
            assignees=list(assignees) or [Assignee(person=world.ola)],
            title="Lag plan for opplæring",
            url="/oppgaver/",
            municipality=world.municipality,
            unit=unit or world.skole,
            by=world.kari,
            **fields,
        )
        with scopes_disabled():
            return list(Deadline.objects.of(obj or area).order_by("id"))

    time_machine.move_to("2026-01-05T12:00:00+01:00", tick=False)
    return setter


@pytest.fixture
def at(time_machine):
    """Return a function that sets the clock and plans."""

    def planner(day, hour=6):
        time_machine.move_to(f"{day}T{hour:02}:05:00+01:00", tick=False)
        return actions.plan(timezone.now())

    return planner
