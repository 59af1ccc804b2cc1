"""Steps excepted from, marked as done and taken back; talks written down and put right. [S3]"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.deadlines.models import Deadline
from sickleave.actions import contacts
from sickleave.choices import ContactForm, ExceptionReason, MilestoneState, Requirement, Step
from sickleave.models import Contact, Milestone
from sickleave.rules.exceptions import needs_review, reasons_for
from tests.sickleave.meeting_cases import ill, others

TODAY = timezone.localdate


@pytest.fixture
def case(world):
    with scopes_disabled():
        return ill(world.ola, days=120)


def url(case, verb, step=Step.PLAN):
    return reverse(f"sickleave:milestone-{verb}", args=[case.uuid, step])


@scopes_disabled()
def stored(case, step=Step.PLAN):
    return Milestone.objects.get(case=case, step=step)


@scopes_disabled()
def waits(row):
    return Deadline.objects.of_many(Milestone, [row.pk]).filter(done_at=None, cancelled_at=None).count()


def excepted(case, **more):
    told = {"reason": ExceptionReason.SOON_BACK, "text": "Er tilbake på mandag.", "informed": "yes"}
    review = TODAY() + timedelta(days=14)
    return {**told, "review_on": review.isoformat(), "version": stored(case).version, **more}


PAGES = [("except", Step.PLAN), ("done", Step.NAV_NEED), ("undo", Step.PLAN)]


@pytest.mark.parametrize(("verb", "step"), PAGES)
def test_the_nearest_leader_alone_settles_a_step(world, sign_in, client, case, verb, step):
    """The employee and HR see the case, and may not; for the rest there is no such page."""
    address = url(case, verb, step)
    assert sign_in(world.kari).get(address).status_code == 200
    for person in (world.ola, world.heidi):
        assert sign_in(person).get(address).status_code == 403
        assert sign_in(person).post(address, excepted(case)).status_code == 403
    for name, other in others(world, sign_in).items():
        assert other.get(address).status_code == 404, name
    assert client.get(address).status_code == 302
    assert stored(case, step).state == MilestoneState.WAITING


def test_an_exception_is_stored_and_the_deadline_goes(world, sign_in, case):
    kari = sign_in(world.kari)
    assert waits(stored(case)) == 1
    assert kari.post(url(case, "except"), excepted(case)).status_code == 303
    row = stored(case)
    assert (row.state, row.exception_reason) == (MilestoneState.EXCEPTED, ExceptionReason.SOON_BACK)
    assert (row.exception_text, row.employee_informed) == ("Er tilbake på mandag.", True)
    assert waits(row) == 0
    assert kari.post(url(case, "undo")).status_code == 303
    row = stored(case)
    assert (row.state, row.exception_text) == (MilestoneState.WAITING, "")
    assert waits(row) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": ""}, "Velg grunnen som passer best."),
        ({"reason": "nav_decided"}, "Velg en av grunnene i listen."),
        ({"text": ""}, "Skriv litt om dette."),
        ({"text": "a" * 501}, "Teksten er for lang."),
        ({"informed": ""}, "Svar på om den ansatte er informert."),
        ({"review_on": ""}, "Velg når du vurderer det på nytt."),
        ({"review_on": "2020-01-01"}, "Velg en dato etter i dag"),
        ({"text": "Har fått diagnosen depresjon."}, "Se over teksten"),
    ],
)
def test_a_wrong_exception_says_what_to_do_and_changes_nothing(world, sign_in, case, wrong, said):
    response = sign_in(world.kari).post(url(case, "except"), excepted(case, **wrong))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert stored(case).state == MilestoneState.WAITING


def test_a_final_reason_needs_no_day_to_think_again(world, sign_in, case):
    told = excepted(case, reason=ExceptionReason.EMPLOYMENT_ENDS, review_on="")
    assert sign_in(world.kari).post(url(case, "except"), told).status_code == 303
    assert not needs_review(ExceptionReason.EMPLOYMENT_ENDS)


def test_talk_is_no_reason_to_leave_out_a_meeting_that_shall_be_held():
    """[A4] Only a meeting that is held if somebody finds it useful may be left out because nobody does."""
    nobody, day = ExceptionReason.NOBODY_NEEDS_IT, date(2026, 1, 5)
    assert nobody not in reasons_for(Step.DM1, day, Requirement.MANDATORY)
    assert nobody in reasons_for(Step.DM1, day, Requirement.CONDITIONAL)
    assert reasons_for(Step.AGP_END, day, Requirement.INFORMATION) == ()


def test_the_second_of_two_who_settle_a_step_is_told(world, sign_in, case):
    kari, old = sign_in(world.kari), excepted(case)
    assert kari.post(url(case, "except"), old).status_code == 303
    assert kari.post(url(case, "undo")).status_code == 303
    response = kari.post(url(case, "except"), old)
    assert response.status_code == 422
    assert "har endret dette mens du skrev" in response.content.decode()
    assert "Er tilbake på mandag." in response.content.decode()


def test_a_step_is_marked_as_done_with_its_day(world, sign_in, case):
    kari, address = sign_in(world.kari), url(case, "done", Step.NAV_NEED)
    version = stored(case, Step.NAV_NEED).version
    ahead = (TODAY() + timedelta(days=1)).isoformat()
    assert kari.post(address, {"on": ahead, "version": version}).status_code == 422
    assert kari.post(address, {"on": "2020-01-01", "version": version}).status_code == 422
    assert kari.post(address, {"on": TODAY().isoformat(), "version": version}).status_code == 303
    row = stored(case, Step.NAV_NEED)
    assert (row.state, row.done_on, row.done_by_id) == (MilestoneState.DONE, TODAY(), world.kari.pk)
    assert kari.post(url(case, "undo", Step.NAV_NEED)).status_code == 303
    assert stored(case, Step.NAV_NEED).state == MilestoneState.WAITING


def test_what_has_a_form_of_its_own_is_not_just_marked(world, sign_in, case):
    kari = sign_in(world.kari)
    assert kari.get(url(case, "done", Step.PLAN)).status_code == 403
    assert kari.get(url(case, "done", "bowling")).status_code == 404
    assert kari.get(url(case, "except", Step.DM2)).status_code == 404


def contact_url(case, verb="new", *more):
    return reverse(f"sickleave:contact-{verb}", args=[case.uuid, *more])


def test_the_first_talk_is_written_down_and_settles_the_step(world, sign_in, case):
    kari = sign_in(world.kari)
    shown = kari.get(contact_url(case)).content.decode()
    assert "Slik kan du si det" in shown
    assert "Ikke skriv diagnose eller symptomer." in shown
    said = {"on": case.starts.isoformat(), "form": ContactForm.PHONE, "note": "Prøver halve dager."}
    assert kari.post(contact_url(case), said).status_code == 303
    row = stored(case, Step.TALK)
    assert (row.state, row.done_on) == (MilestoneState.DONE, case.starts)
    assert kari.post(contact_url(case), said).status_code == 303
    with scopes_disabled():
        assert case.contacts.count() == 2


def test_talks_are_the_leaders_to_write_and_theirs_alone_to_read(world, sign_in, client, case):
    """The employee reads; HR gets 403 where one writes; for the rest there is nothing."""
    with scopes_disabled():
        made = contacts.add_contact(case, on=case.starts, form=ContactForm.PHONE, note="Halve dager.", by=world.kari)
    pages = [contact_url(case), contact_url(case, "edit", made.uuid), contact_url(case, "list")]
    strangers = others(world, sign_in)
    for page in pages:
        assert sign_in(world.kari).get(page).status_code == 200
        for name, other in strangers.items():
            assert other.get(page).status_code == 404, name
        assert client.get(page).status_code == 302
    assert [sign_in(world.ola).get(page).status_code for page in pages] == [403, 403, 200]
    assert sign_in(world.heidi).get(pages[0]).status_code == 403


def test_a_wrong_talk_keeps_what_was_typed(world, sign_in, case):
    kari = sign_in(world.kari)
    ahead = (TODAY() + timedelta(days=2)).isoformat()
    response = kari.post(contact_url(case), {"on": ahead, "form": "owl", "note": "Halve dager."})
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Datoen kan ikke være fram i tid." in shown
    assert "Velg en av måtene i listen." in shown
    assert "Halve dager." in shown
    with scopes_disabled():
        assert not Contact.objects.filter(case=case).exists()


def test_a_talk_is_put_right_and_the_second_of_two_is_told(world, sign_in, case):
    with scopes_disabled():
        made = contacts.add_contact(case, on=case.starts, form=ContactForm.PHONE, note="Halve dager.", by=world.kari)
    kari, page = sign_in(world.kari), contact_url(case, "edit", made.uuid)
    said = {"on": case.starts.isoformat(), "form": ContactForm.MEETING, "version": made.version}
    assert kari.post(page, {**said, "note": "Tre dager i uken."}).status_code == 303
    response = kari.post(page, {**said, "note": "Fire dager i uken."})
    assert response.status_code == 422
    assert "Fire dager i uken." in response.content.decode()
    with scopes_disabled():
        assert case.contacts.get().note == "Tre dager i uken."
