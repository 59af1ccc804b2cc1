"""The log of looks and the page of deletion, as those they are for see them, and as nobody else does. [S5]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from sickleave.actions import retention
from sickleave.choices import HoldReason, LookRole
from sickleave.models import Case, CaseLook, Deletion, Hold
from tests.sickleave.filled import absent, case_of

WHY = "Lederen ba om hjelp."
OTHERS = ("anne", "eli", "dag", "per", "kim", "siri", "vera", "tore", "rolf", "nils")


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def case(world):
    today = timezone.localdate()
    absent(world.ola, today - timedelta(days=20), 40, by=world.kari, today=today)
    return case_of(world.ola)


@pytest.fixture
def old_case(world):
    starts = timezone.localdate() - timedelta(days=4 * 366)
    absent(world.ola, starts, 30)
    case = case_of(world.ola)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=starts + timedelta(days=46))
    return case_of(world.ola)


def look(case, person, role, **more):
    CaseLook.objects.create(case=case, municipality=case.municipality, person=person, role=role, page="Planen", **more)


def log(case):
    return reverse("sickleave:case-looks", args=[case.uuid])


def test_the_employee_and_hr_read_the_log_and_nobody_else(world, sign_in, case):
    """Not even the leader, whose try isn't written down either."""
    look(case, world.kari, LookRole.LEADER)
    look(case, world.heidi, LookRole.HR, reason=WHY)
    for person in (world.ola, world.heidi):
        text = sign_in(person).get(log(case)).content.decode()
        assert "Kari Kvam" in text
        assert WHY in text
        assert "2 personer har åpnet saken" in text
    before = CaseLook.objects.count()
    for person in (world.kari, *(getattr(world, name) for name in OTHERS)):
        assert sign_in(person).get(log(case)).status_code == 404
    assert sign_in(world.kari).post(log(case)).status_code == 405
    assert CaseLook.objects.count() == before
    from django.test import Client  # noqa: PLC0415 — nobody is signed in here

    assert Client().get(log(case)).status_code == 302


def test_the_log_asks_as_much_for_3_looks_as_for_30(world, sign_in, case):
    client, counted = sign_in(world.ola), []
    for number in (3, 27):
        for _look in range(number):
            look(case, world.kari, LookRole.LEADER)
        client.get(log(case))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(log(case))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_the_panel_on_the_own_page_names_who_has_looked(world, sign_in, case):
    look(case, world.kari, LookRole.LEADER)
    text = sign_in(world.ola).get(reverse("sickleave:own")).content.decode()
    assert "Hvem har sett saken" in text
    assert log(case) in text
    assert log(case) not in sign_in(world.kari).get(case.get_absolute_url()).content.decode()


def test_hr_confirms_what_was_read_and_nothing_less(world, sign_in, old_case):
    """Without the tick 422, and with old numbers too; nothing is deleted by the page itself."""
    url, heidi = reverse("sickleave:retention"), sign_in(world.heidi)
    page = heidi.get(url).content.decode()
    assert "Ola Olsen" in page
    numbers = {"seen_notes": 0, "seen_cases": 1, "seen_absences": 0}
    assert heidi.post(url, numbers).status_code == 422
    assert heidi.post(url, {**numbers, "seen_cases": 7, "is_read": "on"}).status_code == 422
    assert not Deletion.objects.exists()
    assert heidi.post(url, {**numbers, "is_read": "on"}).status_code == 303
    assert Deletion.objects.get().confirmed_by == world.heidi
    assert Case.objects.filter(pk=old_case.pk).exists()
    assert heidi.post(url, {**numbers, "is_read": "on"}).status_code == 422
    retention.carry_out()
    assert not Case.objects.filter(pk=old_case.pk).exists()
    assert "1 sak" in heidi.get(url).content.decode()
    for name in ("kari", "ola", *OTHERS):
        for method in ("get", "post"):
            assert getattr(sign_in(getattr(world, name)), method)(url).status_code == 404


def test_hr_holds_a_case_back_and_lets_it_go(world, sign_in, old_case):
    url = reverse("sickleave:case-hold", args=[old_case.uuid])
    day = timezone.localdate() + timedelta(days=90)
    said = {"reason": HoldReason.DISPUTE, "text": "Klagen er ikke avgjort.", "review_on": day}
    heidi = sign_in(world.heidi)
    assert heidi.post(url, {**said, "review_on": timezone.localdate()}).status_code == 422
    assert heidi.post(url, {**said, "text": ""}).status_code == 422
    assert heidi.post(url, said).status_code == 303
    assert Hold.objects.get().text == "Klagen er ikke avgjort."
    assert "Klagen er ikke avgjort." in sign_in(world.ola).get(log(old_case)).content.decode()
    assert heidi.post(url, said).status_code == 422
    for name in OTHERS:
        assert sign_in(getattr(world, name)).post(url, said).status_code == 404
    assert sign_in(world.ola).post(url, said).status_code == 403
    assert heidi.post(reverse("sickleave:case-release", args=[old_case.uuid])).status_code == 303
    assert not Case.objects.get().is_held
