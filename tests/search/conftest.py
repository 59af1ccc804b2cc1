import pytest
from django.http import QueryDict
from django_scopes import scope

from goals.actions.goals import create_goal
from goals.actions.measures import create_measure
from goals.actions.plans import create_plan, publish_plan
from goals.choices import Perspective, PlanKind
from kvalitet.access.scopes import scope_of
from kvalitet.search.forms import Choice
from kvalitet.search.results import results_for
from kvalitet.search.rules.asking import read


@pytest.fixture
def register(world):
    """Return a function that registers a measure in the published plan, or in one of another unit."""

    def registered(title, *, goal=None, **fields):
        with scope(municipality=[world.municipality.pk, world.neighbour.pk]):
            return create_measure(goal or world.goal, title=title, responsible=[], by=None, **fields)

    return registered


@pytest.fixture
def foreign_goal(world):
    """A goal of a published plan in the neighbouring municipality."""
    with scope(municipality=[world.neighbour.pk]):
        plan = create_plan(
            unit=world.asheim, kind=PlanKind.ACTION_PLAN, name="Åsheimplanen", starts_year=2024, ends_year=2034, by=None
        )
        goal = create_goal(plan, title="Trygge broer", perspective=Perspective.SERVICES, by=None)
        publish_plan(plan, by=world.nils)
    return goal


@pytest.fixture
def ask():
    """Return a function that searches as a person: {kind: [titles]}, and everything else that was answered."""

    def asked(person, text, address=""):
        fresh = type(person).objects.get(pk=person.pk)
        with scope(municipality=sorted(scope_of(fresh).member_of)):
            results = results_for(fresh, read(text), Choice(fresh, QueryDict(address)))
        found = {group.key: [said(row.title) for row in group.rows] for group in results.groups}
        return found, results

    return asked


def said(pieces):
    """Join what was cut for marking."""
    return "".join(piece.text for piece in pieces)
