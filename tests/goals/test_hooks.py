"""What goals show on the pages of lower rooms."""

from django.urls import reverse


def test_unit_page_shows_open_tasks_to_those_who_follow_up_alone(world, sign_in):
    url = reverse("setup:unit-detail", args=[world.skole.uuid])
    eli, ola = sign_in(world.eli).get(url), sign_in(world.ola).get(url)
    assert "2 åpne oppgaver" in eli.text
    assert ola.status_code == 200
    assert "åpne oppgaver" not in ola.text


def test_my_tasks_lead_to_the_status_page_and_back(world, sign_in):
    """[P7]"""
    text = sign_in(world.kari).get(reverse("deadlines:tasks")).text
    assert f"{reverse('goals:task-status', args=[world.task.uuid])}?fra=oppgaver" in text
