"""The page of a case and the verbs on it, as whole requests. [D2, D9, D13]"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.actions import flow, people
from deviations.choices import Circle, State
from deviations.models import Deviation
from kvalitet.history import actions as history
from tests.events import event as report_event

FORMS = ("answer", "write", "note", "ask", "reject", "reopen", "close", "send-on", "handler", "circle", "edit")
BUTTONS = ("receive", "begin", "resume", "to-measures")


@pytest.fixture
def case(world):
    return report_event(world)


def url(case, verb="detail"):
    return reverse(f"deviations:deviation-{verb}", args=[case.uuid])


@scopes_disabled()
def fresh(case):
    return Deviation.objects.select_related("unit", "municipality", "handler", "reporter").get(pk=case.pk)


@scopes_disabled()
def assessed(case, by):
    return history.apply(fresh(case), {"likelihood": 2, "consequence": 2, "risk_score": 4, "risk_band": "green"}, by=by)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_leader_sees_the_one_thing_to_do_and_the_reporter_how_it_goes(world, sign_in, case):
    leader = text_of(sign_in(world.kari).get(url(case)))
    assert "Neste steg" in leader
    assert "Ta imot meldingen" in leader
    assert "Hvem har tilgang?" in leader
    reporter = text_of(sign_in(world.ola).get(url(case)))
    assert "Slik går det med meldingen din" in reporter
    assert "Neste steg" not in reporter
    assert "Vis hva som er endret" not in reporter


@pytest.mark.parametrize("verb", ["detail", *FORMS])
def test_others_get_404_and_strangers_are_asked_to_sign_in(world, sign_in, client, case, verb):
    """[P2, P4] The neighbour, a colleague elsewhere, and nobody at all."""
    for person in (world.nils, world.per, world.siri):
        assert sign_in(person).get(url(case, verb)).status_code == 404
    assert client.get(url(case, verb)).status_code == 302


@pytest.mark.parametrize("verb", [*FORMS, *BUTTONS])
def test_those_who_only_follow_the_case_do_nothing_with_it(world, sign_in, case, verb):
    """The auditor and HR see a case of health and safety; they may do nothing."""
    for person in (world.rolf, world.heidi):
        assert sign_in(person).get(url(case)).status_code == 200
        assert sign_in(person).post(url(case, verb), {"text": "Hei"}).status_code == 403
    assert fresh(case).state == State.REPORTED


@pytest.mark.parametrize("verb", FORMS[1:])
def test_every_form_opens_for_the_one_who_handles(world, sign_in, case, verb):
    assert sign_in(world.kari).get(url(case, verb)).status_code == 200
    assert sign_in(world.ola).get(url(case, verb)).status_code == 403


def test_the_buttons_take_the_case_on(world, sign_in, case):
    kari = sign_in(world.kari)
    assert kari.post(url(case, "receive"), {"version": fresh(case).version}).status_code == 303
    assert fresh(case).state == State.RECEIVED
    kari.post(url(case, "begin"))
    assert fresh(case).state == State.RECEIVED  # it isn't assessed
    assessed(case, world.kari)
    assert "Start behandlingen" in text_of(kari.get(url(case)))
    kari.post(url(case, "begin"))
    assert fresh(case).state == State.IN_PROGRESS
    assert "Før du kan lukke saken" in text_of(kari.get(url(case)))


def test_a_button_pressed_on_an_old_page_does_nothing_and_says_so(world, sign_in, case):
    kim = sign_in(world.kim)
    response = kim.post(url(case, "receive"), {"version": fresh(case).version + 7}, follow=True)
    assert "Noen andre endret saken mens du så på den." in text_of(response)
    assert fresh(case).state == State.REPORTED


def test_the_second_of_two_who_write_is_told_and_keeps_the_text(world, sign_in, case):
    kari, kim = sign_in(world.kari), sign_in(world.kim)
    version = fresh(case).version
    assert kim.post(url(case, "ask"), {"text": "Hvilken vegg?", "version": version}).status_code == 303
    response = kari.post(url(case, "reject"), {"text": "Ikke vårt rom.", "version": version})
    assert response.status_code == 422
    assert "Kim Knutsen" in text_of(response)
    assert "Ikke vårt rom." in text_of(response)
    assert fresh(case).state == State.RETURNED


def test_a_reporter_asked_answers_on_the_page_and_the_case_goes_on(world, sign_in, case):
    with scopes_disabled():
        flow.ask_reporter(fresh(case), text="Hvilken vegg?", by=world.kari)
    ola = sign_in(world.ola)
    shown = text_of(ola.get(url(case)))
    assert "Svar på spørsmålet" in shown
    assert "Spørsmålet du har fått" in shown
    assert shown.count("Hvilken vegg?") == 2
    assert ola.post(url(case, "answer"), {"text": ""}).status_code == 422
    assert ola.post(url(case, "answer"), {"text": "Den lengst inne."}).status_code == 303
    assert fresh(case).state == State.REPORTED
    assert "Den lengst inne." in text_of(sign_in(world.kari).get(url(case)))


def test_a_note_is_not_shown_to_the_reporter(world, sign_in, case):
    sign_in(world.kari).post(url(case, "note"), {"text": "Ring Ola i morgen."})
    assert "Ring Ola i morgen." in text_of(sign_in(world.kari).get(url(case)))
    assert "Ring Ola i morgen." not in text_of(sign_in(world.ola).get(url(case)))


def test_a_name_in_what_is_written_is_pointed_out_first(world, sign_in, case):
    """[D9] The guard looks through every text that is added."""
    response = sign_in(world.kari).post(url(case, "note"), {"text": "Fødselsnummer 010190 12312 må sjekkes."})
    assert response.status_code in {303, 422}
    response = sign_in(world.kari).post(url(case, "note"), {"text": "Jeg snakket med Vera Viken om dette."})
    assert response.status_code == 422


def test_closing_lists_what_is_missing_and_stores_nothing(world, sign_in, case):
    assessed(case, world.kari)
    kari = sign_in(world.kari)
    kari.post(url(case, "begin"))
    page = text_of(kari.get(url(case, "close")))
    assert "Velg minst én årsak" in page
    version = fresh(case).version
    sent = {"text": "Vi har festet veggen.", "effect_due": "2099-01-01", "version": version}
    response = kari.post(url(case, "close"), sent)
    assert response.status_code == 422
    assert "Vi har festet veggen." in text_of(response)
    assert fresh(case).state == State.IN_PROGRESS
    early = kari.post(url(case, "close"), {**sent, "effect_due": "2020-01-01"})
    assert "Velg en dag etter i dag" in text_of(early)


def test_a_case_is_sent_on_from_the_page(world, sign_in, case):
    kari = sign_in(world.kari)
    version = fresh(case).version
    wrong = kari.post(url(case, "send-on"), {"unit": world.asheim.uuid, "text": "Deres.", "version": version})
    assert wrong.status_code == 422
    kari.post(url(case, "send-on"), {"unit": world.barnehage.uuid, "text": "Deres vegg.", "version": version})
    assert fresh(case).unit == world.barnehage
    assert sign_in(world.per).get(url(case)).status_code == 200


def test_a_handler_is_chosen_among_those_near(world, sign_in, case):
    kari = sign_in(world.kari)
    version = fresh(case).version
    assert kari.post(url(case, "handler"), {"handler": world.jon.uuid, "version": version}).status_code == 422
    assert kari.post(url(case, "handler"), {"handler": world.dag.uuid, "version": version}).status_code == 303
    assert fresh(case).handler == world.dag
    assert sign_in(world.dag).get(url(case)).status_code == 200


def test_a_case_is_made_confidential_and_put_right_on_the_page(world, sign_in, case):
    kari = sign_in(world.kari)
    kari.post(url(case, "circle"), {"reason": "Gjelder en elev.", "version": fresh(case).version})
    assert fresh(case).circle == Circle.CONFIDENTIAL
    assert sign_in(world.rolf).get(url(case)).status_code == 404
    sent = {"title": "Ribbevegg løsnet", "kind": "near_miss", "seriousness": "3", "happened_on": "2026-01-05"}
    assert kari.post(url(case, "edit"), {**sent, "version": fresh(case).version}).status_code == 303
    assert (fresh(case).title, fresh(case).seriousness) == ("Ribbevegg løsnet", 3)


def test_a_hidden_name_stands_nowhere_on_the_page_for_those_who_handle(world, sign_in):
    """[D9] In the facts, the timeline, the changes or the list of who has access."""
    case = report_event(world, hides_reporter=True)
    with scopes_disabled():
        flow.answer(fresh(case), text="Jeg kom på noe mer.", by=world.ola)
        people.set_handler(fresh(case), handler=world.dag, by=world.kari)
    for person in (world.kari, world.dag, world.kim, world.eli):
        shown = text_of(sign_in(person).get(url(case), {"endringer": "vis"}))
        assert "Opprettet" in shown
        assert "Jeg kom på noe mer." in shown
        assert "Ola" not in shown
        assert "Olsen" not in shown
    assert "Du" in text_of(sign_in(world.ola).get(url(case)))


def test_my_reports_show_the_promise_and_what_is_new(world, sign_in, case):
    ola = sign_in(world.ola)
    address = reverse("deviations:my-reports")
    shown = text_of(ola.get(address))
    assert case.title in shown
    assert "Lovet svar innen" in shown
    with scopes_disabled():
        flow.write_to_reporter(fresh(case), text="Takk!", by=world.kari)
    assert "Nytt" in text_of(ola.get(address))
    ola.get(url(case))
    assert ">Nytt<" not in ola.get(address).content.decode()
    assert case.title not in text_of(sign_in(world.kari).get(address))
    assert "Du har ikke meldt noe ennå" in text_of(sign_in(world.nils).get(address))


def test_the_page_asks_the_same_with_few_and_many_lines(world, sign_in, case):
    kari = sign_in(world.kari)
    kari.get(url(case))
    counts = []
    for number in (3, 30):
        with scopes_disabled():
            for one in range(number):
                flow.add_note(case, text=f"Notat {one}", by=(world.kari, world.kim, world.dag)[one % 3])
        with CaptureQueriesContext(connection) as asked:
            kari.get(url(case))
        counts.append(len(asked))
    assert counts[0] == counts[1] < 60, counts
