"""Pages with files ask as many questions for 30 files as for 3."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from kvalitet.attachments.actions import attach, receive
from tests.attachments import files
from tests.attachments.files import upload


def questions(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("shown", ["measure", "add", "task", "goal", "plan"])
def test_same_number_for_3_and_30_files(world, sign_in, shown):
    client = sign_in(world.kari if shown == "task" else world.kim)
    thing = {"goal": world.goal, "plan": world.plan, "task": world.task}.get(shown, world.measure)
    url = {
        "add": reverse("attachments:add", args=["tiltak", world.measure.uuid]),
        "task": reverse("goals:task-status", args=[world.task.uuid]),
    }.get(shown, thing.get_absolute_url())

    def add(first, last):
        uploads = [upload(f"{number}.pdf", files.PDF) for number in range(first, last)]
        with scopes_disabled():
            attach(thing, receive(uploads).good, by=world.kim)

    add(0, 3)
    few = questions(client, url)
    add(3, 30)
    many = questions(client, url)
    assert len(few) == len(many)
    asked = sum("attachments_attachment" in sql for sql in many)
    assert asked == (2 if shown == "measure" else 1)  # the measure's own, and the evidence of its tasks
