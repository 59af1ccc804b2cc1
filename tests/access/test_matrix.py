"""Every address × every role: who may open it. [P4]"""

import logging
import os
from collections import Counter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.matrix import NOT_OURS, ROLES, names_of_addresses, rows, write
from tests.access.targets import targets

BY_SECRET = {"deadlines:feed", "deviations:public-report", "deviations:public-check"}
"""The address is the key: whoever has it comes in, signed in or not."""


def answers(world, role: str) -> list[str]:
    """Ask every address of the table as one role; each answer is rolled back."""
    kwargs = targets(world)
    client = _client(world, ROLES[role])
    addresses = [(row["method"], reverse(row["url_name"], kwargs=kwargs[row["object"]])) for row in rows()]
    return [_code(client, method, url) for method, url in addresses]


def _client(world, username: str | None) -> Client:
    client = Client(raise_request_exception=False)
    if username:
        client.force_login(getattr(world, username))
    return client


def _code(client: Client, method: str, url: str) -> str:
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url)
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return "logg inn"
    return str(response.status_code)


@pytest.mark.parametrize("role", ROLES)
def test_everyone_gets_what_the_table_says(world, role):
    """Invisible is 404, visible but not allowed is 403, and the neighbour never sees a thing. [P2, P4]"""
    logging.disable(logging.CRITICAL)  # refusals are what is asked for
    try:
        found = answers(world, role)
    finally:
        logging.disable(logging.NOTSET)
    table = rows()
    if os.environ.get("RECORD_MATRIX"):
        write([{**row, role: code} for row, code in zip(table, found, strict=True)])
    wrong = [
        f"{row['method']} {row['url_name']} ({row['object']}): {code}, not {row[role]}"
        for row, code in zip(table, found, strict=True)
        if row[role] != code
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_has_a_row():
    """A page nobody has thought about the access of can't be added."""
    missing = sorted(set(names_of_addresses()) - {row["url_name"] for row in rows()})
    assert not missing, f"Add rows to tests/access/matrix.csv for: {', '.join(missing)}"


def test_no_row_is_left_of_an_address_that_is_gone():
    gone = sorted({row["url_name"] for row in rows()} - set(names_of_addresses()))
    assert not gone, f"Remove from tests/access/matrix.csv: {', '.join(gone)}"


def test_no_row_stands_twice():
    keys = Counter((row["url_name"], row["object"], row["method"]) for row in rows())
    assert [key for key, times in keys.items() if times > 1] == []


def test_neighbour_never_opens_an_object_of_ours():
    """Whatever is recorded: a page with an object is 404 to the neighbour, and asks strangers to sign in. [P2]"""
    about_objects = [row for row in rows() if row["object"] and row["url_name"] not in BY_SECRET]
    opened = [row for row in about_objects if row["nabo"] != "404" or row["anonym"] != "logg inn"]
    assert opened == []


def test_only_what_is_not_ours_is_left_out():
    assert NOT_OURS == ("account_", "mfa_", "openid_connect_")
