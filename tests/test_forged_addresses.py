"""Addresses people make up: unknown keys, keys that don't belong together, and odd queries."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.addresses import clients_of, kwargs_of, names, object_of, user_of

LISTS = {
    "goals:measure-list": "q perspektiv enhet ansvarlig status vis kun plan sorter side tiltak",
    "goals:measure-xlsx": "q perspektiv enhet ansvarlig status vis kun plan",
    "goals:task-list": "q perspektiv enhet ansvarlig status vis kun plan sorter side tiltak",
    "goals:task-xlsx": "q perspektiv enhet ansvarlig status vis kun plan tiltak",
    "goals:plan-detail": "q perspektiv enhet ansvarlig status vis kun",
    "goals:plan-list": "side",
    "goals:group-list": "side",
    "goals:measure-new": "side",
    "goals:measure-due-reading": "due_text",
    "goals:measure-create": "delmal",
    "goals:goal-create": "perspektiv",
    "goals:task-status": "fra",
    "goals:import-preview": "vis side",
    "reporting:dashboard": "enhet plan",
    "deadlines:tasks": "side",
    "deadlines:snooze-list": "vis side",
    "notifications:list": "side",
    "notifications:counts": "dager vis side",
    "notifications:person-counts": "dager side",
    "notifications:outbox": "side",
    "setup:person-list": "q enhet vis side",
    "setup:role-list": "q enhet rolle vis side",
    "setup:role-give": "person enhet",
    "setup:deputy-list": "vis side",
    "setup:look-list": "side",
    "setup:unit-tree": "vis",
    "setup:reorganisation-list": "side",
    "setup:step-add": "enhet",
}
ODD = ["a\x00b", "-1", "1000000000", "9" * 40, "ikke-en-uuid", "%_\\'\"<b>😀", "٣", "x" * 3000]


@pytest.fixture
def kwargs(world, settings):
    settings.DEMO = True
    return kwargs_of(world)


@pytest.mark.parametrize("name", LISTS)
def test_odd_queries_are_no_crash(name, world, kwargs):
    """A query that makes no sense keeps nothing or is passed over; the neighbour's keys keep nothing."""
    client = Client(raise_request_exception=False)
    client.force_login(getattr(world, user_of(name)))
    url = reverse(name, kwargs=kwargs[object_of(name)])
    keys = [str(world.asheim.uuid), str(world.nils.uuid), str(uuid4())]
    found = []
    for key in LISTS[name].split():
        for value in [*ODD, *keys]:
            with transaction.atomic():
                response = client.get(url, {key: value})
                transaction.set_rollback(True)
            if response.status_code not in {200, 404}:
                found.append(f"{key}={value[:40]!r}: {response.status_code} {getattr(response, 'exc_info', '')}")
            elif "xlsx" not in name and ("Åsheim" in response.text or "Nils Nordli" in response.text):
                found.append(f"{key}={value[:40]!r} shows the neighbour")
    assert not found, "\n".join(found)


def test_unknown_keys_are_not_found(world, kwargs):
    """[P4] What doesn't exist and what may not be seen look the same, for GET and POST."""
    clients = clients_of(world)
    found = []
    for name in names():
        wanted = kwargs[object_of(name)]
        for forged in wanted:
            url = reverse(name, kwargs={**wanted, forged: 99 if isinstance(wanted[forged], int) else uuid4()})
            for method in ("get", "post"):
                with transaction.atomic():
                    code = getattr(clients[user_of(name)], method)(url).status_code
                    transaction.set_rollback(True)
                if code not in {404, 405}:
                    found.append(f"{method} {name} with an unknown {forged}: {code}")
    assert not found, "\n".join(found)


def test_keys_that_do_not_belong_together_are_not_found(world, kwargs, sign_in):
    """A post is reached through its own person only; nobody of the neighbour's is reached at all. [P2]"""
    post = world.per.positions.get().uuid
    admin, adviser = sign_in(world.siri), sign_in(world.kim)
    url = reverse("setup:position-end", kwargs={"pk": world.ola.uuid, "position": post})
    assert admin.get(url).status_code == 404
    url = reverse("setup:position-end", kwargs={"pk": world.per.uuid, "position": post})
    assert admin.get(url).status_code == 200
    url = reverse("goals:plan-grant-remove", kwargs={"uuid": world.plan.uuid, "person": world.nils.uuid})
    assert adviser.post(url).status_code == 404
