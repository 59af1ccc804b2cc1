"""Whatever is typed or forged: an answer in Norwegian, nothing written, what was typed kept, and never a crash."""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from tests.addresses import ONLY_POST, kwargs_of, names, object_of, user_of
from tests.typing_in import FILE, Field, form_of

ODD = "😀 مرحبا \u202eשלום <b>'\";--"
HUGE = "x" * 100_000
WRONG = {
    "text": ["a\x00b", HUGE],
    "email": ["a\x00@b.no", HUGE, "ikke-en-adresse"],
    "date": ["2026-13-45", "a\x00b", "0001-01-01", "9999-12-31"],
    "number": ["-1", "9" * 40, "NaN", "½"],
    "hidden": ["9" * 40, "a\x00b", ""],
    "choice": ["finnes-ikke", "9" * 40, "a\x00b"],
}
ODD_BUT_RIGHT = {"text": [ODD], "email": [], "date": [], "number": [], "hidden": [], "choice": []}
ENGLISH = ("Enter a", "Select a valid", "Ensure ", "This field", "Null characters", "not one of", "is required")
TYPED_KINDS = {"text", "date", "number", "email"}
FREE_CHOICES = {
    *("keep_unknown", "is_away", "working_days_only", "is_active", "allows_public", "allows_anonymous"),
    *("is_about_leader", "is_confidential", "hides_reporter", "is_discreet"),
    *("employee_informed", "with_hr"),
}
"""Boxes that are ticked or not: a browser may send any word for a tick."""
FORMS = [name for name in names() if name not in ONLY_POST and not name.startswith("web:")]


@pytest.fixture
def visit(world, settings):
    """Return a function that gives a page's address and the client of the one who opens it."""
    settings.DEMO = True
    kwargs = kwargs_of(world)

    def opened(name):
        client = Client(raise_request_exception=False)
        client.force_login(getattr(world, user_of(name)))
        return reverse(name, kwargs=kwargs[object_of(name)]), client

    return opened


def shown(client, url) -> dict[str, Field]:
    """Return the fields of the form on a page; empty for a page without, or a file."""
    response = client.get(url)
    assert response.status_code in {200, 302, 503}, response.status_code
    is_page = response.headers["Content-Type"].startswith("text/html")
    return form_of(response.text) if is_page else {}


def data_of(fields: dict[str, Field], **changed) -> dict[str, object]:
    """Return what a browser sends."""
    found = {one.name: one.values for one in fields.values() if one.kind != "file" and one.values}
    for one in fields.values():
        if one.kind == "file":
            found[one.name] = SimpleUploadedFile(*FILE)
    return {**found, **changed, "csrfmiddlewaretoken": "x"}


def send(client, url, data):
    """Send the form and take everything back; says also whether anything was tried written."""
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            response = client.post(url, data)
        wrote = [row["sql"] for row in captured if row["sql"].startswith(("INSERT", "UPDATE", "DELETE", "update"))]
        transaction.set_rollback(True)
    return response, [sql for sql in wrote if "django_session" not in sql]


@scopes_disabled()
def rows() -> dict[str, int]:
    """Count every table."""
    return {model.__name__: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


def problems(client, url, fields, one: Field, value: str, *, must_refuse: bool) -> list[str]:
    """Send the form with one wrong value and return what is wrong with the answer."""
    data = data_of(fields, **{one.name: value})
    response, wrote = send(client, url, data)
    what = f"{one.name}={value[:45]!r}"
    if response.status_code == 500:
        return [f"{what}: {response.exc_info[1]!r}"]
    if response.status_code == 303 and not must_refuse:
        return []
    if response.status_code != 422:
        return [f"{what}: {response.status_code}"]
    html = unescape(response.text)
    found = [f"{what}: English: {words}" for words in ENGLISH if words in html]
    if wrote:
        before = rows()
        with transaction.atomic():
            client.post(url, data)
            found += [f"{what}: rows were written"] if rows() != before else []
            transaction.set_rollback(True)
    for other in fields.values():
        typed = value if other is one else (other.values or [""])[0]
        is_shown = escape(typed) in response.text or typed in html
        if other.kind in TYPED_KINDS and typed and "\x00" not in typed and not is_shown:
            found.append(f"{what}: what was typed in {other.name} is lost")
    return found


def wrong_values(world, one: Field) -> list[str]:
    """Return what can't be right in a field; for a choice also what belongs to the neighbour."""
    values = WRONG.get(one.kind, [])
    if one.kind == "choice":
        foreign = [world.nils.pk, world.nils.uuid, world.asheim.pk, world.asheim.uuid, world.neighbour.pk]
        values = [*values, *(str(key) for key in foreign if str(key) not in one.options)]
    return values


def unlike(fields: dict[str, Field]) -> Iterator[Field]:
    """Return the fields, and of those that differ in a number alone, such as the cells of a matrix, two."""
    alike: Counter[tuple[str, str]] = Counter()
    for one in fields.values():
        alike[key := (one.kind, re.sub(r"\d+", "#", one.name))] += 1
        if alike[key] <= 2:
            yield one


@pytest.mark.parametrize("name", FORMS)
def test_wrong_values_are_refused_in_norwegian(name, world, visit):
    """A wrong form answers 422 and keeps what was typed; nobody can point at the neighbour's rows. [P2]"""
    url, client = visit(name)
    fields = shown(client, url)
    found = []
    for one in unlike(fields):
        for value in ODD_BUT_RIGHT.get(one.kind, []):
            found += problems(client, url, fields, one, value, must_refuse=False)
        for value in wrong_values(world, one):
            must_refuse = one.name not in FREE_CHOICES
            found += problems(client, url, fields, one, value, must_refuse=must_refuse)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_is_never_a_crash(name, visit):
    url, client = visit(name)
    if shown(client, url):
        for data in ({"csrfmiddlewaretoken": "x"}, {}):
            response, _wrote = send(client, url, data)
            assert response.status_code in {422, 200, 303}, response.status_code
