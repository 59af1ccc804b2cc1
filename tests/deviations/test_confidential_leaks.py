"""What is confidential, or about a leader, shows nowhere to those who may not see it: no word, and no number more.

Every page of the apps below is found by its address, opened by people of every role before and after the report, and
must be the same to the letter; so must the files people take out, the calendar, and what a search finds. [P2, D11]
"""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions import flow
from deviations.choices import Circle
from deviations.models import Deviation
from kvalitet.deadlines.actions import plan_by_hand, renew_feed
from kvalitet.notifications.actions import drain
from kvalitet.notifications.models import Notice
from tests.access.matrix import names_of_addresses
from tests.events import event as report_event

SECRET = "Narhval"
APPS = ("deviations:", "home:", "search:")
ALSO = ("deadlines:tasks", "notifications:list", "reporting:dashboard")
NEW_EACH_TIME = {"deviations:report-who", "deviations:service-worker"}
"""Keys of the person, and the program of the browser."""
QUERIES = {
    "search:results": (f"q={SECRET}", "q=fem"),
    "search:suggestions": (f"q={SECRET}",),
    "deviations:deviation-list": ("vis=alle", f"q={SECRET}"),
}
CHANGING = [
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "KEY"),
    (re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken&quot;: &quot;|X-CSRFToken": ")[^"&]+'), "TOKEN"),
    (re.compile(r"\b\d{2}[.:]\d{2}([.:]\d{2})?\b|\b4\d{4}\.\d{6,}\b"), "TIME"),
    (re.compile(r'(name="(opened|nokkel|key|stamp)[^"]*" value=")[^"]*'), "HIDDEN"),
    (re.compile(r'(data-[a-z-]*(secret|seal|salt|key)[a-z-]*=")[^"]*'), "SEAL"),
]
EVERYBODY = ("ola", "dag", "kari", "heidi", "kim", "anne", "vera", "tore", "rolf", "siri", "nils")
SEE_CONFIDENTIAL = {"ola", "kari", "kim", "anne"}
SEE_RESTRICTED = {"ola", "vera", "eli"}


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def plain_addresses() -> list[tuple[str, str]]:
    """Return every page without an object, and what is asked of it."""
    found = []
    for name in sorted(set(names_of_addresses())):
        if name not in NEW_EACH_TIME and (name.startswith(APPS) or name in ALSO):
            try:
                reverse(name)
            except NoReverseMatch:
                continue
            found += [(name, query) for query in QUERIES.get(name, ("",))]
    return found


def addresses_of_cases() -> list[str]:
    """Return the names of every address of one case."""
    names = [name for name in set(names_of_addresses()) if name.startswith("deviations:")]
    found = []
    for name in sorted(names):
        try:
            path = reverse(name, kwargs={"uuid": "00000000-0000-4000-8000-000000000000"})
        except NoReverseMatch:
            continue
        if path.startswith("/avvik/00000000-"):
            found.append(name)
    return found


def text_of(response) -> str:
    """Return what the reader gets, also of a spreadsheet, without what is new each time."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = [book.read(name) for name in sorted(book.namelist()) if name.startswith("xl/")]
        content = b"\n".join(parts)
    text = content.decode("utf-8", "replace")
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return text


def seen_by(clients, feeds, people):
    """Open everything as each of the people; nothing that a page writes is kept."""
    found = {}
    for username in people:
        for name, query in plain_addresses():
            cache.clear()
            with transaction.atomic():
                response = clients[username].get(f"{reverse(name)}?{query}")
                found[username, name, query] = f"{response.status_code} {text_of(response)}"
                transaction.set_rollback(True)
        with transaction.atomic():
            feed = clients[username].get(reverse("deadlines:feed", kwargs={"secret": feeds[username]}))
            found[username, "deadlines:feed", ""] = text_of(feed)
            transaction.set_rollback(True)
    return found


def differences(before, after):
    """Say where anything is new, and where the word stands though nobody asked for it."""
    return [
        f"{' '.join(key)}: {_first_difference(before[key], shown)}"
        for key, shown in after.items()
        if before[key] != shown or (SECRET in shown and SECRET not in key[2] and key[0] != "vera")
    ]


def _first_difference(old, new):
    pairs = enumerate(zip(old, new, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))
    return f"…{old[max(0, at - 60) : at + 60]}… became …{new[max(0, at - 60) : at + 60]}…"


@pytest.fixture
def clients(world):
    found = {}
    for username in EVERYBODY:
        found[username] = Client(raise_request_exception=False)
        found[username].force_login(getattr(world, username))
    return found


@pytest.fixture
def feeds(world):
    return {username: renew_feed(getattr(world, username)) for username in EVERYBODY}


CASES = [
    ({"is_confidential": True}, SEE_CONFIDENTIAL),
    ({"is_about_leader": True}, SEE_RESTRICTED),
]


def test_no_page_file_or_number_differs_for_those_who_may_not_see_it(world, clients, feeds):
    """One about the leader comes in, then a confidential one: each time outsiders' pages stay the same."""
    for text in ("Fem stoler manglet. Vi hentet noen.", "Fem stoler manglet igjen."):
        report_event(world, text=text)
    outside_restricted = [username for username in EVERYBODY if username not in SEE_RESTRICTED]
    outside_confidential = [username for username in EVERYBODY if username not in SEE_CONFIDENTIAL]
    before = seen_by(clients, feeds, sorted({*outside_restricted, *outside_confidential}))
    _a_case_of_secrets(world, world.eli, is_about_leader=True)
    after = seen_by(clients, feeds, outside_restricted)
    assert not (found := differences(before, after)), "\n".join(found)
    known = {**before, **after}
    if "vera" not in outside_restricted:  # she is let into the first
        known |= seen_by(clients, feeds, ["vera"])
    _a_case_of_secrets(world, world.kari, is_confidential=True)
    assert not (found := differences(known, seen_by(clients, feeds, outside_confidential))), "\n".join(found)


def _a_case_of_secrets(world, handler, **said):
    case = report_event(world, text=f"{SECRET} i fem gymtimer. {SECRET} igjen.", place_text=SECRET, **said)
    flow.write_to_reporter(case, text=f"Vi ser på {SECRET}.", by=handler)


@pytest.mark.parametrize(("said", "seers"), CASES, ids=["confidential", "restricted"])
def test_every_address_of_the_case_is_404_for_those_who_may_not_see_it(world, clients, said, seers):
    case = report_event(world, text=f"{SECRET} i gymtimen.", **said)
    addresses = addresses_of_cases()
    assert len(addresses) > 15
    opened = []
    for username in sorted(set(EVERYBODY) - seers):
        for address in addresses:
            for method in ("get", "post"):
                with transaction.atomic():
                    code = getattr(clients[username], method)(reverse(address, args=[case.uuid])).status_code
                    transaction.set_rollback(True)
                if code not in {404, 405}:
                    opened.append(f"{username} {method} {address}: {code}")
    assert not opened, "\n".join(opened)


@pytest.mark.parametrize(("said", "seers"), CASES, ids=["confidential", "restricted"])
def test_no_notice_reaches_others_and_no_mail_tells_what_it_is_about(world, said, seers):
    """Not even to those who may see it: e-mail is read over shoulders."""
    told_before = Notice.objects.count()
    case = report_event(world, text=f"{SECRET} i gymtimen.", category=None, **said)
    handler = case.handler or world.kari
    event = flow.receive(case, by=handler)
    event = flow.ask_reporter(event, text=f"Var det {SECRET}?", by=handler)
    event = flow.answer(event, text=f"Ja, {SECRET}.", by=world.ola)
    flow.reject(Deviation.objects.get(pk=event.pk), text=f"{SECRET} er ikke vårt.", by=handler)
    again = flow.reopen(Deviation.objects.get(pk=event.pk), text=f"{SECRET} likevel.", by=handler)
    for days in range(0, 40, 4):
        plan_by_hand(timezone.localdate() + timedelta(days=days))
    allowed = seers | {"eli"} if again.circle == Circle.CONFIDENTIAL else seers
    rows = list(Notice.objects.select_related("recipient").order_by("pk"))[told_before:]
    assert {row.recipient.username for row in rows} <= allowed
    assert rows
    assert not [row.title for row in rows if SECRET in f"{row.title} {row.text} {row.why} {row.url}"]
    drain(by_hand=True, digest_at=timezone.now())
    assert mail.outbox
    for sent in mail.outbox:
        assert SECRET not in f"{sent.subject} {sent.body} {sent.alternatives}"
