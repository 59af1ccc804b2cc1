"""Two people with the same row open: the second is told what the first did, and overwrites only on purpose. [P5]"""

from datetime import date

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.organisation.models import ServiceArea
from tests.addresses import kwargs_of, object_of, user_of
from tests.typing_in import FormReader

EDITS = {
    "goals:plan-edit": ("name", "Plan for alle", "Plan for noen"),
    "goals:goal-edit": ("title", "Trygge barn", "Glade barn"),
    "goals:subgoal-edit": ("title", "Alle har en venn", "Alle har to venner"),
    "goals:measure-edit": ("title", "Ansette to", "Ansette tre"),
    "goals:measure-move-deadline": ("to", "2031-02-03", "2031-03-04"),
    "goals:task-status": ("comment", "Godt i gang", "Nesten ferdig"),
    "goals:group-edit": ("name", "Alle lederne", "Lederne våre"),
    "setup:unit-edit": ("name", "Solbakken barneskole", "Solbakken ungdomsskole"),
    "setup:municipality-edit": ("name", "Fjordvik by", "Fjordvik bygd"),
    "setup:service-area-edit": ("name", "Skole og fritid", "Skole og barnehage"),
    "setup:reorganisation-edit": ("name", "Nytt navn", "Nyeste navn"),
    "setup:person-edit": ("first_name", "Olav", "Olai"),
}
SHOWN = {"2031-02-03": "03.02.2031"}


@pytest.fixture
def editors(world, sign_in):
    """Return a function that gives the address of a page and two who may both save it."""
    kwargs = kwargs_of(world)
    give_role(world.heidi, role=Role.ADMIN, unit=world.fjordvik, starts=date(2020, 1, 1), by=None)
    second = {"siri": world.heidi, "kim": world.anne, "kari": world.anne}

    def both(name):
        first = user_of(name)
        url = reverse(name, kwargs=kwargs[object_of(name)])
        return url, sign_in(getattr(world, first)), sign_in(second[first])

    return both


def opened(client, url) -> dict[str, list[str]]:
    """Open the page and return the form as it stands there."""
    return standing(client.get(url).text)


def standing(html: str) -> dict[str, list[str]]:
    """Return what stands in the form."""
    return {one.name: one.values for one in FormReader(html).fields.values() if one.values}


@pytest.mark.parametrize("name", EDITS)
def test_the_second_is_told_and_overwrites_only_on_purpose(name, world, editors):
    changed, hers, his = EDITS[name]
    url, first, second = editors(name)
    also = {"reason": "Flere var syke"} if name == "goals:measure-move-deadline" else {}
    seen_by_first, seen_by_second = opened(first, url), opened(second, url)
    assert first.post(url, {**seen_by_first, **also, changed: hers}).status_code == 303
    refused = second.post(url, {**seen_by_second, **also, changed: his})
    assert refused.status_code == 422
    assert "endret dette mens du skrev" in refused.text
    assert str(getattr(world, user_of(name))) in refused.text
    assert SHOWN.get(hers, hers) in refused.text
    kept = standing(refused.text)
    assert kept[changed] == [his]
    assert opened(first, url).get(changed) != [his]  # nothing was overwritten
    assert second.post(url, kept).status_code == 303


def test_a_change_of_responsible_alone_is_not_overwritten(world, editors):
    """[G4] Who answers for a measure is part of what was seen."""
    url, first, second = editors("goals:measure-edit")
    seen_by_first, seen_by_second = opened(first, url), opened(second, url)
    assert first.post(url, {**seen_by_first, "responsible": ["Per Pettersen"]}).status_code == 303
    refused = second.post(url, {**seen_by_second, "title": "Ansette tre"})
    assert refused.status_code == 422
    assert "endret dette mens du skrev" in refused.text
    with scopes_disabled():
        assert [row.person for row in world.measure.responsibles.all()] == [world.per]


def test_a_change_of_units_alone_is_not_overwritten(world, editors):
    url, first, second = editors("setup:service-area-edit")
    seen_by_first, seen_by_second = opened(first, url), opened(second, url)
    assert first.post(url, {**seen_by_first, "units": [str(world.barnehage.pk)]}).status_code == 303
    refused = second.post(url, {**seen_by_second, "name": "Skole og fritid"})
    assert refused.status_code == 422
    area = ServiceArea.objects.get(municipality=world.municipality)
    assert (area.name, [*area.units.all()]) == ("Skole", [world.barnehage])


def test_a_change_of_members_alone_is_not_overwritten(world, editors):
    """[G4] A group decides who gets tasks."""
    url, first, second = editors("goals:group-edit")
    seen_by_first, seen_by_second = opened(first, url), opened(second, url)
    people = {"rule": "people", "people": ["Per Pettersen"]}
    assert first.post(url, {**seen_by_first, **people}).status_code == 303
    refused = second.post(url, {**seen_by_second, "name": "Lederne våre"})
    assert refused.status_code == 422
    assert "La til Per Pettersen." in refused.text
    with scopes_disabled():
        assert [*world.group.people.all()] == [world.per]
