"""Goals and sub-goals: written with help, changed, removed; groups."""

from django.urls import reverse
from django_scopes import scopes_disabled

from goals.models import Goal, Group, MeasureTask


def test_goal_is_stored_although_it_lacks_and_the_page_says_what(world, sign_in):
    """[G3]"""
    kim = sign_in(world.kim)
    url = reverse("goals:goal-create", args=[world.plan.uuid])
    fields = {"title": "Bedre kvalitet", "perspective": "services"}
    assert sign_in(world.ola).post(url, fields).status_code == 403
    answer = kim.post(url, fields)
    assert answer.status_code == 303
    text = kim.get(answer["Location"]).text
    for word in ("Spesifikt", "Målbart", "Akseptert", "Tidfestet", "Evaluerbart"):
        assert word in text
    smarte = {
        **{"title": "Alle elever på 4. trinn leser med forståelse", "perspective": "services", "due": "2027-06-30"},
        **{"measured_by": "Over 4,5", "accepted_by": "Kommunestyret", "evaluated": "Skolesjefen, hvert år"},
    }
    answer = kim.post(url, smarte)
    assert "Målet er spesifikt, målbart, akseptert" in kim.get(answer["Location"]).text


def test_goal_without_title_or_with_odd_text_keeps_what_was_typed(world, sign_in):
    kim = sign_in(world.kim)
    url = reverse("goals:goal-create", args=[world.plan.uuid])
    wrong = [
        {"title": "", "perspective": "services"},
        {"title": "x" * 501, "perspective": "services"},
        {"title": "a\x00b", "perspective": "services"},
        {"title": "Et mål", "perspective": "x"},
        {"title": "Et mål", "perspective": "services", "due": "31.02.2026"},
        {"title": "Et mål", "perspective": "services", "focus_area": "ikke-en-nokkel"},
    ]
    for fields in wrong:
        answer = kim.post(url, {"measured_by": "Står her", **fields})
        assert answer.status_code == 422, fields
        assert 'value="Står her"' in answer.text
    odd = {"title": "<script>alert('x')</script> \U0001f600 " + "æøå" * 100, "perspective": "services"}
    answer = kim.post(url, odd)
    assert answer.status_code == 303
    assert "<script>alert" not in kim.get(answer["Location"]).text


def test_goal_with_measures_is_not_removed(world, sign_in):
    kim = sign_in(world.kim)
    refused = kim.post(reverse("goals:goal-remove", args=[world.goal.uuid]), {"reason": "Feil"})
    assert refused.status_code == 422
    assert "Målet har tiltak." in refused.text
    created = kim.post(
        reverse("goals:goal-create", args=[world.plan.uuid]), {"title": "Tomt mål", "perspective": "economy"}
    )
    assert created.status_code == 303
    with scopes_disabled():
        empty = Goal.objects.get(title="Tomt mål")
    assert kim.post(reverse("goals:goal-remove", args=[empty.uuid]), {"reason": "Feil"}).status_code == 303
    assert kim.get(empty.get_absolute_url()).status_code == 404


def test_subgoals_are_added_changed_and_removed(world, sign_in):
    """[G2]"""
    kim = sign_in(world.kim)
    url = reverse("goals:subgoal-create", args=[world.goal.uuid])
    fields = {"title": "Trygg skolevei", "note": "Nås som følge av øvrige tiltak"}
    assert sign_in(world.ola).post(url, fields).status_code == 403
    answer = kim.post(url, fields)
    assert answer.status_code == 303
    assert "Trygg skolevei" in kim.get(answer["Location"]).text
    refused = kim.post(reverse("goals:subgoal-remove", args=[world.subgoal.uuid]), {"reason": "Feil"})
    assert refused.status_code == 422
    edit = reverse("goals:subgoal-edit", args=[world.subgoal.uuid])
    assert kim.post(edit, {"title": "", "version": world.subgoal.version}).status_code == 422
    changed = {"title": "Alle elever har to voksne", "note": "", "version": world.subgoal.version}
    assert kim.post(edit, changed).status_code == 303
    assert kim.post(edit, changed).status_code == 422


def test_changing_a_group_gives_and_takes_tasks(world, sign_in):
    """[G4]"""
    kim = sign_in(world.kim)
    url = reverse("goals:group-edit", args=[world.group.uuid])
    version = world.group.version
    fields = {"name": "Virksomhetslederne", "rule": "units", "units": [world.skole.uuid], "version": version}
    assert sign_in(world.kari).post(url, fields).status_code == 403
    assert kim.post(url, {**fields, "units": []}).status_code == 422
    assert kim.post(url, {**fields, "units": ["x"]}).status_code == 422
    assert kim.post(url, fields).status_code == 303
    with scopes_disabled():
        units = MeasureTask.objects.filter(measure=world.shared_measure).values_list("unit__name", flat=True)
        assert list(units) == ["Solbakken skole"]


def test_group_of_people_is_made_by_name(world, sign_in):
    kim = sign_in(world.kim)
    url = reverse("goals:group-create")
    assert kim.post(url, {"name": "AMU", "rule": "people", "people": ["Ukjent Navn"]}).status_code == 422
    assert kim.post(url, {"name": "Kari Kvam", "rule": "people", "people": ["Ola Olsen"]}).status_code == 422
    assert (
        kim.post(url, {"name": "AMU", "rule": "people", "people": ["Ola Olsen", "Vera Viken", ""]}).status_code == 303
    )
    with scopes_disabled():
        assert Group.objects.get(name="AMU").people.count() == 2
    assert "AMU" in sign_in(world.ola).get(reverse("goals:group-list")).text
