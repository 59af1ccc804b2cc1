"""A case shows nowhere to those it isn't for: no page, no word, and no number more. [S5]

Every page that needs no key is found by its address and opened before and after the case is there; to everybody but
the employee, the nearest leader and HR it must be the same to the letter. Every address of the case is 404 to them.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy
from kvalitet.deadlines.actions import renew_feed
from kvalitet.deadlines.open_work import open_tasks_of
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from sickleave.models import Case, CaseLook
from tests.access.matrix import names_of_addresses
from tests.deviations.test_confidential_leaks import text_of
from tests.sickleave.filled import SECRET, absent, case_of, fill, remind

OUTSIDE = ("anne", "eli", "dag", "per", "kim", "siri", "vera", "tore", "rolf", "jon", "nils")
"""Chief, leader's leader, leaders beside and below, quality, administrator, safety, union, auditor, neighbour."""
NEW_EACH_TIME = {"deviations:report-who", "deviations:service-worker"}
POSTERS = ("dag", "siri")
LOOKERS = ("anne", "dag", "kim", "siri", "rolf")
"""Those of them who open every page twice: by the widest role, as a stand-in, and as one who looks into everything."""
PAGES = ("sickleave:", "home:", "search:", "deadlines:", "notifications:", "reporting:", "setup:deput", "setup:hand")
FIGURES = ("sickleave:figures", "sickleave:analys")
"""Sums for units of five and more; their own tests say what is hidden."""
QUERIES = {"search:results": (f"q={SECRET}", "q=Olsen", "q=sykmeldt"), "search:suggestions": ("q=Olsen",)}
NO_KEY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def clients(world):
    """Everybody outside; Dag stands in for Kari (the leader), and Kim for Heidi (HR)."""
    today = timezone.localdate()
    for principal, stand_in in ((world.kari, world.dag), (world.heidi, world.kim)):
        appoint_deputy(principal, deputy=stand_in, starts=today, ends=None, reason="Vikar", by=None)
    found = {}
    for username in OUTSIDE:
        found[username] = Client(raise_request_exception=False)
        found[username].force_login(getattr(world, username))
    return found


def plain_pages() -> list[tuple[str, str]]:
    """Return every page without a key, and what is asked of it."""
    found = []
    for name in sorted(set(names_of_addresses())):
        if name in NEW_EACH_TIME or not name.startswith(PAGES) or name.startswith(FIGURES):
            continue
        try:
            reverse(name)
        except NoReverseMatch:
            continue
        found += [(name, query) for query in QUERIES.get(name, ("",))]
    return found


def addresses_of(case: Case) -> list[str]:
    """Return every address of the case, whatever comes after its key."""
    found = set()
    for name in names_of_addresses():
        if not name.startswith("sickleave:"):
            continue
        for more in ({}, {"step": "plan"}, {"to": "nav"}, {"kind": "dm1"}, {"number": 1}, *OTHER_KEYS):
            try:
                path = reverse(name, kwargs={"uuid": case.uuid, **more})
            except NoReverseMatch:
                continue
            if path.startswith("/sykefravaer/saker/"):
                found.add(path)
    return sorted(found)


OTHER_KEYS = [{key: NO_KEY} for key in ("contact", "meeting", "adaptation", "statement", "plan", "key", "pk")]


def seen_by(clients, world, feeds):
    """Open everything as each of the people; nothing that a page writes is kept."""
    pages = [(name, f"{reverse(name)}?{query}") for name, query in plain_pages()]
    pages += [("unit", reverse("setup:unit-detail", args=[world.skole.uuid]))]
    pages += [("person", reverse("setup:person-detail", args=[world.ola.uuid]))]
    pages += [("close", reverse("setup:unit-close", args=[world.skole.uuid]))]
    found = {}
    for username, client in clients.items():
        feed = reverse("deadlines:feed", kwargs={"secret": feeds[username]})
        for name, path in (*pages, ("feed", feed)):
            cache.clear()
            with transaction.atomic():
                response = client.get(path)
                found[username, name, path] = f"{response.status_code} {plain(text_of(response))}"
                transaction.set_rollback(True)
    return found


def plain(text: str) -> str:
    """Leave out the moment the page was made."""
    return re.sub(r"DTSTAMP:\w+|\(D:\d{14}[^)]*\)|<[0-9a-f]{32}>", "moment", text)


def make_case(world):
    """Ola has been away for eight weeks; everything is written, half of it late, and people were reminded."""
    starts = timezone.localdate() - timedelta(days=56)
    absent(world.ola, starts, 90, by=world.kari, today=timezone.localdate())
    case = case_of(world.ola)
    fill(case, leader=world.kari, hr=world.heidi)
    remind(case)
    return case


def test_no_page_or_number_differs_for_those_it_is_not_for(world, clients):
    """Search, start page, tasks, calendar, notices, setting up, who is away, open work, the person's own page."""
    feeds = {username: renew_feed(getattr(world, username)) for username in LOOKERS}
    clients = {username: clients[username] for username in LOOKERS}
    before, work = seen_by(clients, world, feeds), open_tasks_of(world.skole)
    make_case(world)
    after = seen_by(clients, world, feeds)
    found = [
        f"{key[0]} {key[2]}: {first_difference(before[key], shown)}"
        for key, shown in after.items()
        if before[key] != shown
    ]
    assert not found, "\n".join(found)
    assert open_tasks_of(world.skole) == work


def first_difference(old: str, new: str) -> str:
    """Show the first place where two pages differ."""
    pairs = enumerate(zip(old, new, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))
    return f"…{old[max(0, at - 60) : at + 60]}… became …{new[max(0, at - 60) : at + 60]}…"


def test_every_address_of_the_case_is_404_and_writes_nothing(world, clients):
    """Nobody's try is in the log of looks either, which the employee reads."""
    case = make_case(world)
    addresses = addresses_of(case)
    assert len(addresses) > 15
    looks = CaseLook.objects.count()
    opened = []
    for username, client in clients.items():
        for path in addresses:
            for method in ("get", "post") if username in POSTERS else ("get",):
                with transaction.atomic():
                    code = getattr(client, method)(path).status_code
                    if CaseLook.objects.count() != looks:
                        opened.append(f"{username} {method} {path} was logged")
                    transaction.set_rollback(True)
                if code not in {404, 405}:
                    opened.append(f"{username} {method} {path}: {code}")
    assert not opened, "\n".join(opened)


def test_the_three_it_is_for_see_it(world, sign_in):
    """Allowed in the same world, so that the refusals above are no mistake."""
    case = make_case(world)
    for person in (world.ola, world.kari, world.heidi):
        assert sign_in(person).get(case.get_absolute_url()).status_code == 200


def test_a_former_leader_loses_it_at_once_and_the_new_one_has_it(world, sign_in):
    case = make_case(world)
    organisation.set_leader(world.skole, person=world.dag, starts=timezone.localdate(), by=None)
    for path in addresses_of(case):
        assert sign_in(world.kari).get(path).status_code in {404, 405}
    assert sign_in(world.dag).get(case.get_absolute_url()).status_code == 200
    listed = sign_in(world.kari).get(reverse("sickleave:mine")).content.decode()
    assert "Olsen" not in listed


def test_notices_and_mail_go_to_the_three_alone_and_say_nothing(world):
    """Not the name, the step, the illness or the key in a title; the outbox least of all."""
    told = set(Notice.objects.values_list("pk", flat=True))
    make_case(world)
    rows = Notice.objects.exclude(pk__in=told).select_related("recipient")
    assert rows
    assert {row.recipient.username for row in rows} <= {"ola", "kari", "heidi"}
    said = [f"{row.title} {row.text} {row.why}" for row in rows]
    said += [f"{sent.subject} {sent.body}" for sent in mail.outbox]
    words = (SECRET, "Ola", "Olsen", "sykm", "sykefrav", "dialogm", "oppfølgingsplan", "diagnose")
    assert not [text for text in said for word in words if word.lower() in without_addresses(text).lower()]


def without_addresses(text: str) -> str:
    """Leave out links, which need a sign-in and hold a key alone, and the greeting of the reader's own name."""
    return re.sub(r"https?://\S+|/sykefravaer/\S*", "", text)


def test_the_auditors_log_never_names_a_case(world, clients):
    """Rolf is refused, and his tries leave no address of the case behind."""
    case = make_case(world)
    clients["rolf"].get(case.get_absolute_url())
    siri = clients["siri"].get(reverse("setup:look-list")).content.decode()
    assert str(case.uuid) not in siri


def test_what_is_written_is_in_no_log_line(world, sign_in, caplog):
    case = make_case(world)
    with caplog.at_level("DEBUG"):
        sign_in(world.kari).get(case.get_absolute_url())
    assert SECRET not in caplog.text
