"""Planning areas cut across units; they are made, changed and closed from a page. [P1]"""

from django.urls import reverse
from django_scopes import scope

from goals.forms.goals import GoalEditForm, GoalForm
from kvalitet.organisation.actions import save_service_area
from kvalitet.organisation.models import ServiceArea


def area_of(world) -> ServiceArea:
    units = [world.skole, world.sfo, world.hjemmetjenesten]
    return save_service_area(None, municipality=world.municipality, name="Skole", units=units, by=world.siri)


def test_area_cuts_across_units_and_is_shown_on_their_pages(world, sign_in):
    area_of(world)
    for unit in (world.skole, world.hjemmetjenesten):
        assert "Tjenesteområder" in sign_in(world.ola).get(unit.get_absolute_url()).content.decode()


def test_administrator_closes_an_area_and_opens_it_again(world, sign_in):
    area = area_of(world)
    url, listed = reverse("setup:service-area-close", args=[area.uuid]), reverse("setup:service-area-list")
    assert sign_in(world.kari).post(url, {"legg-ned": "ja"}).status_code == 404
    assert sign_in(world.nils).post(url, {"legg-ned": "ja"}).status_code == 404
    siri = sign_in(world.siri)
    assert siri.post(url, {"legg-ned": "ja"}).status_code == 303
    assert "Lagt ned" in siri.get(listed).content.decode()
    about = siri.get(world.skole.get_absolute_url()).content.decode().split("<main", 1)[1]
    assert "<dt>Tjenesteområder</dt>" not in about
    twice = siri.post(url, {"legg-ned": "ja"}, follow=True).content.decode()
    assert "Noen andre har allerede gjort dette." in twice
    assert siri.post(url, {"legg-ned": "nei"}).status_code == 303
    assert ServiceArea.objects.get(pk=area.pk).closed is None
    reasons = set(area.history.values_list("history_change_reason", flat=True))
    assert {"Lagt ned", "Åpnet igjen"} <= reasons


def test_closed_area_is_not_chosen_for_new_goals_but_stays_on_old_ones(world, sign_in):
    area = area_of(world)
    sign_in(world.siri).post(reverse("setup:service-area-close", args=[area.uuid]), {"legg-ned": "ja"})
    with scope(municipality=[world.municipality.pk]):
        new = GoalForm(by=world.kim, municipality_id=world.municipality.pk)
        assert area not in new.fields["service_area"].queryset
        world.goal.service_area = area
        old = GoalEditForm(by=world.kim, municipality_id=world.municipality.pk, instance=world.goal)
        assert area in old.fields["service_area"].queryset
