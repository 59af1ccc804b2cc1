"""The page of a case as its three readers see it, and as nobody else does. [S2, S3, S5]"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.history import actions as history
from sickleave.actions import contacts, milestones
from sickleave.choices import ContactForm, ExceptionReason, Step
from sickleave.models import CaseLook, Contact
from sickleave.queries.standing import standing_of
from sickleave.rules.flow import NodeState
from tests.sickleave.meeting_cases import change_leader, ill, others

SAID = "Starter med halve dager."


@pytest.fixture
def case(world):
    with scopes_disabled():
        return ill(world.ola)


def url(case):
    return reverse("sickleave:case-detail", args=[case.uuid])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@scopes_disabled()
def talked(world, case, note=SAID):
    return contacts.add_contact(case, on=case.starts, form=ContactForm.PHONE, note=note, by=world.kari)


def test_leader_employee_and_hr_see_it_and_nobody_else(world, sign_in, client, case):
    """A leader above, every other role, the neighbours and strangers get 404 or the door. [S5]"""
    for person in (world.kari, world.ola, world.heidi):
        assert sign_in(person).get(url(case)).status_code == 200
    for name, other in others(world, sign_in).items():
        assert other.get(url(case)).status_code == 404, name
    assert client.get(url(case)).status_code == 302


def test_a_new_leader_sees_it_and_the_former_loses_it_at_once(world, sign_in, case):
    change_leader(world)
    assert sign_in(world.per).get(url(case)).status_code == 200
    assert sign_in(world.kari).get(url(case)).status_code == 404


def test_every_look_is_written_down_once(world, sign_in, case):
    kari = sign_in(world.kari)
    kari.get(url(case))
    kari.get(url(case))
    with scopes_disabled():
        assert [(look.person, look.role, look.page) for look in case.looks.all()] == [(world.kari, "leader", "Saken")]


def test_the_leader_gets_one_main_button_to_what_is_late(world, sign_in, case):
    """On day 40 the first talk is late: it is next, in red, with its reason and one filled button."""
    page = sign_in(world.kari).get(url(case))
    shown = text_of(page)
    assert "Neste steg Første samtale 35 dager over frist" in shown
    assert "Oppfølging av Ola Olsen" in shown
    main = page.content.decode().split("<main")[1]
    filled = re.findall(r'<a class="ds-button" href="([^"]+)"', main)
    assert filled == [reverse("sickleave:contact-new", args=[case.uuid])]


def test_the_day_of_the_plan_is_explained_in_plain_words(world, sign_in, case):
    due = case.starts + timedelta(days=27)
    shown = text_of(sign_in(world.kari).get(url(case)))
    assert f"Uke 4: {due.day}. " in shown
    assert "fordi oppfølgingsplanen skal være laget sammen med den ansatte" in shown
    assert "arbeidsmiljøloven § 4-6 tredje ledd" in shown
    assert "estimat – NAV avgjør" in shown
    assert f"40 så langt (uke {39 // 7 + 1})" in shown


def test_the_employee_reads_it_in_own_words_and_gets_no_buttons_of_the_leader(world, sign_in, case):
    page = sign_in(world.ola).get(url(case))
    shown = text_of(page)
    assert "Oppfølgingen din" in shown
    assert "Lederen din skal ta kontakt med deg." in shown
    assert "Trengs ikke?" not in shown
    assert reverse("sickleave:contact-new", args=[case.uuid]) not in page.content.decode()


def test_hr_sees_the_days_but_says_why_before_the_words(world, sign_in, case):
    """[S5] Notes are between leader and employee; the reason is kept in the log."""
    talked(world, case)
    heidi, notes = sign_in(world.heidi), reverse("sickleave:contact-list", args=[case.uuid])
    shown = text_of(heidi.get(url(case)))
    assert "Første samtale" in shown
    assert SAID not in shown
    assert "Oppsigelsesvernet slutter" in shown
    assert SAID not in text_of(heidi.get(notes))
    told = {"look_reason": "Bistår lederen i saken.", "to": notes}
    answer = heidi.post(reverse("sickleave:case-open", args=[case.uuid]), told)
    assert (answer.status_code, answer.url) == (303, notes)
    assert SAID in text_of(heidi.get(notes))
    assert SAID in text_of(heidi.get(url(case)))
    with scopes_disabled():
        reasons = [look.reason for look in CaseLook.objects.filter(case=case, person=world.heidi)]
    assert "Bistår lederen i saken." in reasons


def test_the_end_of_the_protection_is_shown_to_hr_alone(world, sign_in, case):
    for person in (world.kari, world.ola):
        assert "Oppsigelsesvernet" not in text_of(sign_in(person).get(url(case)))


def test_what_is_done_and_excepted_is_told_with_who_and_when(world, sign_in, case):
    talked(world, case)
    with scopes_disabled():
        milestones.except_from(
            case,
            Step.PLAN,
            reason=ExceptionReason.SOON_BACK,
            text="Tilbake på mandag.",
            employee_informed=True,
            review_on=timezone.localdate() + timedelta(days=7),
            by=world.kari,
        )
    shown = text_of(sign_in(world.kari).get(url(case)))
    assert "av Kari Kvam" in shown
    assert "Unntak: Snart helt tilbake uten tiltak" in shown
    assert "Oppfølgingsplan: unntak" in shown
    assert "Vurderes på nytt" in shown


def test_a_meeting_of_navs_is_nobodys_task_before_nav_has_called(world):
    """[A1] No call, no duty: in week 30 the plan to NAV and the meeting are told, and neither is late."""
    with scopes_disabled():
        flow = standing_of(ill(world.ola, days=210), timezone.localdate()).flow
    states = {node.step: node.state for node in flow.nodes}
    assert states[Step.PLAN_NAV] == states[Step.DM2] == NodeState.TOLD
    assert states[Step.PLAN] == NodeState.LATE


def test_an_absence_that_is_over_says_until_when_it_may_go_on(world, sign_in):
    with scopes_disabled():
        case = ill(world.ola, days=10, ahead=-3)
    shown = text_of(sign_in(world.kari).get(url(case)))
    assert "Fraværet er over. Et nytt fravær som begynner senest" in shown
    assert "Hvis fraværet fortsetter" not in shown


def test_what_to_do_now_is_reached_first_by_keyboard_then_the_routine_then_each_step(world, sign_in, case):
    """The order of the page is the order of Tab: nothing is moved by style or script."""
    main = sign_in(world.kari).get(url(case)).content.decode().split("<main")[1]
    links = re.findall(r'<a[^>]* href="([^"]+)"', main)
    button, drawn = reverse("sickleave:contact-new", args=[case.uuid]), "#steg-plan"
    assert links.index(button) < links.index(drawn) < max(n for n, link in enumerate(links) if link == button)
    assert 'id="steg-plan"' in main
    assert "tabindex" not in main.split('id="flyt"')[1].split("</section>")[0]


def test_the_title_of_the_page_names_nobody(world, sign_in, case):
    """The history of a browser is read by others."""
    html = sign_in(world.kari).get(url(case)).content.decode()
    title = html.split("<title>")[1].split("</title>")[0]
    assert "Ola" not in title
    assert title.startswith("Oppfølgingssak")


def test_the_page_is_kept_by_no_cache(world, sign_in, case):
    assert "no-store" in sign_in(world.kari).get(url(case)).headers["Cache-Control"]


def test_the_page_asks_the_same_with_few_and_many_talks(world, sign_in, case):
    kari = sign_in(world.kari)
    kari.get(url(case))
    counts = []
    for number in (3, 27):
        with scopes_disabled():
            for one in range(number):
                said = {"on": case.starts, "form": ContactForm.PHONE, "note": f"Avtale {one}", "by_id": world.kari.pk}
                history.create(Contact, case=case, municipality=case.municipality, **said, by=world.kari)
        with CaptureQueriesContext(connection) as asked:
            kari.get(url(case))
        counts.append(len(asked))
    assert counts[0] == counts[1] < 70, counts
