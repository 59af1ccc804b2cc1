"""Every page of the goals storey opens for those it is for, and for nobody else."""

import pytest
from django.urls import reverse

EDITOR_PAGES = [
    ("plan-create", None),
    ("plan-edit", "plan"),
    ("plan-close", "plan"),
    ("plan-publish", "draft"),
    ("plan-access", "plan"),
    ("goal-create", "plan"),
    ("goal-edit", "goal"),
    ("goal-remove", "goal"),
    ("subgoal-create", "goal"),
    ("subgoal-edit", "subgoal"),
    ("subgoal-remove", "subgoal"),
    ("measure-new", None),
    ("measure-create", "goal"),
    ("measure-edit", "measure"),
    ("measure-move-deadline", "measure"),
    ("measure-remove", "measure"),
    ("group-create", None),
    ("group-edit", "group"),
]
OPEN_PAGES = [
    ("plan-list", None),
    ("plan-detail", "plan"),
    ("goal-detail", "goal"),
    ("measure-list", None),
    ("measure-detail", "measure"),
    ("measure-detail", "shared_measure"),
    ("task-list", None),
    ("task-status-many", None),
    ("group-list", None),
    ("measure-due-reading", "plan"),
]


def address(world, name, thing):
    return reverse(f"goals:{name}", args=[getattr(world, thing).uuid] if thing else [])


@pytest.mark.parametrize(("name", "thing"), EDITOR_PAGES)
def test_editor_opens_the_page_and_employee_and_neighbour_do_not(world, sign_in, name, thing):
    url = address(world, name, thing)
    assert sign_in(world.kim).get(url).status_code == 200
    assert sign_in(world.ola).get(url).status_code in {403, 404}
    if thing:
        assert sign_in(world.nils).get(url).status_code == 404


@pytest.mark.parametrize(("name", "thing"), OPEN_PAGES)
def test_everyone_in_the_municipality_opens_the_page_and_the_neighbour_sees_nothing(world, sign_in, name, thing):
    url = address(world, name, thing)
    for person in (world.kim, world.kari, world.ola, world.rolf):
        assert sign_in(person).get(url).status_code == 200
    foreign = sign_in(world.nils).get(url)
    if thing:
        assert foreign.status_code == 404
    else:
        assert "Lage beredskapsplan" not in foreign.text


def test_draft_is_found_by_its_editor_alone(world, sign_in):
    """[P4]"""
    url = world.draft.get_absolute_url()
    assert sign_in(world.kari).get(url).status_code == 200
    assert sign_in(world.ola).get(url).status_code == 404
    assert "Virksomhetsplan for skolen" in sign_in(world.kari).get(reverse("goals:plan-list")).text
    assert "Virksomhetsplan for skolen" not in sign_in(world.ola).get(reverse("goals:plan-list")).text
