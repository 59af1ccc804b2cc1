"""[D4] The pages about what the law wants told, as whole requests: who opens them, what they say, what they refuse."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from deviations.actions import tracks
from deviations.choices import Circle, NoticeDecision, TrackKind
from deviations.models import Track
from kvalitet.history import actions as history
from tests.deviations.tracked import GOOD_FRIDAY, notice_of, track_of, tracked

PAGES = ("track-detail", "track-remove", "track-aware", "track-document")
DECISIONS = ("track-told", "track-not-required", "track-again")
REGISTER, WORKBOOK = reverse("deviations:track-list"), reverse("deviations:track-xlsx")


@pytest.fixture
def event(world):
    with scopes_disabled():
        return tracked(world, TrackKind.PRIVACY)


def url(event, name, *rest):
    return reverse(f"deviations:{name}", args=[event.uuid, *rest])


def addresses(event):
    own = [url(event, name, "privacy") for name in PAGES]
    return [url(event, "track-add"), *own, *(url(event, name, "privacy", "datatilsynet") for name in DECISIONS)]


def words(response):
    return " ".join(response.content.decode().split())


def moment(when):
    local = timezone.localtime(when)
    return {"day": f"{local:%Y-%m-%d}", "at": f"{local:%H.%M}"}


@scopes_disabled()
def notice(event, duty="datatilsynet"):
    return notice_of(event, duty)


def test_handler_opens_every_page_and_others_get_404(world, sign_in, client, event):
    """[P2, P4] The union doesn't see a breach of privacy, nor does the neighbour; nobody without signing in."""
    leader = sign_in(world.kari)
    outside = [sign_in(person) for person in (world.nils, world.per, world.tore, world.vera)]
    for address in addresses(event):
        assert leader.get(address).status_code == 200, address
        assert {other.get(address).status_code for other in outside} == {404}, address
        assert client.get(address).status_code == 302


def test_who_only_sees_may_not_decide(world, sign_in, event):
    auditor = sign_in(world.rolf)
    assert auditor.get(url(event, "track-detail", "privacy")).status_code == 200
    for address in addresses(event)[2:]:
        assert auditor.get(address).status_code == 403, address
    assert "Registrer varsel" not in words(auditor.get(url(event, "track-detail", "privacy")))


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("track-detail", ("school",)),
        ("track-detail", ("finnes-ikke",)),
        ("track-told", ("privacy", "politi")),
        ("track-document", ("school",)),
    ],
)
def test_what_the_case_does_not_follow_is_404(world, sign_in, event, name, rest):
    assert sign_in(world.kari).get(url(event, name, *rest)).status_code == 404


def test_case_page_says_how_long_is_left_and_what_to_do_first(world, sign_in, time_machine):
    time_machine.move_to(GOOD_FRIDAY, tick=False)
    with scopes_disabled():
        event = tracked(world, TrackKind.PRIVACY)
    time_machine.move_to(GOOD_FRIDAY + timedelta(hours=31), tick=False)
    page = words(sign_in(world.kari).get(event.get_absolute_url()))
    assert page.count("41 timer igjen, til mandag 6. april kl. 15.30.") == 2
    assert "Avklar varselet" in page
    assert "Varsling etter lov" not in words(sign_in(world.ola).get(event.get_absolute_url())).partition("<main")[2]


def test_notified_is_registered_with_time_receiver_and_reference(world, sign_in, event):
    client, address = sign_in(world.kari), url(event, "track-told", "privacy", "datatilsynet")
    sent = {**moment(timezone.now()), "receiver": "Altinn", "reference": "AR123", "version": notice(event).version}
    assert client.post(address, sent).status_code == 303
    kept = notice(event)
    assert (kept.decision, kept.receiver, kept.reference) == (NoticeDecision.NOTIFIED, "Altinn", "AR123")
    assert "Referanse: AR123." in words(client.get(url(event, "track-detail", "privacy")))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"day": "", "at": "10.00"}, "Velg dato."),
        ({"day": "2026-99-99", "at": "10.00"}, "Skriv datoen slik"),
        ({"day": "2026-01-01", "at": "kvart over"}, "Skriv klokkeslettet slik"),
        ({"day": "2099-01-01", "at": "10.00"}, "fram i tid"),
        ({"day": "0026-01-01", "at": "10.00"}, "mellom 2000 og 2100"),
        ({"day": "2026-01-01", "at": "10.00", "receiver": "x" * 201}, "for lang"),
    ],
)
def test_wrong_moments_are_told_in_words_and_kept(world, sign_in, event, sent, told):
    address = url(event, "track-told", "privacy", "datatilsynet")
    response = sign_in(world.kari).post(address, {"receiver": "Vakten", "version": 1, **sent})
    assert response.status_code == 422
    assert told in words(response)
    assert sent.get("receiver", "Vakten") in words(response)
    assert notice(event).is_undecided


def test_not_required_asks_for_the_usual_reason_and_the_words_of_the_case(world, sign_in, event):
    client, address = sign_in(world.kari), url(event, "track-not-required", "privacy", "datatilsynet")
    for sent in ({}, {"exception": "1", "reason": "Nei"}, {"exception": "99", "reason": "Brevet kom uåpnet tilbake."}):
        assert client.post(address, {**sent, "version": 1}).status_code == 422, sent
    assert notice(event).is_undecided
    sent = {"exception": "1", "reason": "Brevet kom uåpnet tilbake.", "version": 1}
    assert client.post(address, sent).status_code == 303
    assert notice(event).reason.startswith("Det er lite trolig at bruddet gir risiko")
    assert notice(event).reason.endswith("Brevet kom uåpnet tilbake.")


def test_two_handlers_the_second_is_told_and_nothing_is_lost(world, sign_in, event):
    """[P5]"""
    address = url(event, "track-not-required", "privacy", "datatilsynet")
    first = {"exception": "1", "reason": "Brevet kom uåpnet tilbake.", "version": 1}
    assert sign_in(world.kari).post(address, first).status_code == 303
    second = {"exception": "other", "reason": "Jeg mener noe helt annet.", "version": 1}
    response = sign_in(world.eli).post(address, second)
    assert response.status_code == 422
    assert "Kari Kvam" in words(response)
    assert "Jeg mener noe helt annet." in words(response)
    assert notice(event).reason.endswith("uåpnet tilbake.")


def test_breach_is_documented_half_and_then_whole(world, sign_in, event):
    client, address = sign_in(world.kari), url(event, "track-document", "privacy")
    half = {"data_kinds": "Vedtak", "people_count": "", "version": 1}
    assert "Noe gjenstår" in words(client.post(address, half, follow=True))
    whole = {"breach_kinds": ["confidentiality"], "people_count": "1 200", "effects": "Noen har lest det."}
    whole |= {"data_kinds": "Vedtak", "remedies": "Brevet er hentet.", "version": 2}
    assert client.post(address, whole).status_code == 303
    with scopes_disabled():
        assert track_of(event, "privacy").is_documented
    assert client.post(address, {**whole, "people_count": "mange", "version": 3}).status_code == 422


def test_law_is_added_moved_and_taken_away_with_reasons(world, sign_in, event):
    client = sign_in(world.kari)
    sent = {"kind": "injury", **moment(timezone.now())}
    assert client.post(url(event, "track-add"), {"kind": "privacy", **moment(timezone.now())}).status_code == 422
    assert client.post(url(event, "track-add"), sent).status_code == 303
    moved = {**moment(timezone.now() - timedelta(hours=3)), "reason": "Vikaren visste det før.", "version": 1}
    assert client.post(url(event, "track-aware", "injury"), {**moved, "reason": ""}).status_code == 422
    assert client.post(url(event, "track-aware", "injury"), moved).status_code == 303
    assert client.post(url(event, "track-remove", "injury"), {"reason": "Nei", "version": 2}).status_code == 422
    assert (
        client.post(url(event, "track-remove", "injury"), {"reason": "Ingen ble skadet.", "version": 2}).status_code
        == 303
    )
    page = words(client.get(event.get_absolute_url()))
    assert "gjelder ikke saken" in page
    assert "Ingen ble skadet." in page


def test_register_holds_what_was_never_notified_and_only_what_one_may_see(world, sign_in, event):
    with scopes_disabled():
        tracks.remove_track(track_of(event, "privacy"), reason="Ingen opplysninger i brevet.", by=world.kari)
        hidden = tracked(world, TrackKind.PRIVACY, text="Hemmelig brev på avveie.", is_confidential=True)
        tracked(world, TrackKind.INJURY, text="En kniv skled på kjøkkenet.")
    everything = words(sign_in(world.kari).get(REGISTER))
    assert "Hemmelig brev" in everything
    assert "En kniv skled" in everything
    assert "Ingen opplysninger i brevet." in words(sign_in(world.kari).get(f"{REGISTER}?vis=fjernet"))
    for person in (world.vera, world.rolf):
        assert "Hemmelig brev" not in words(sign_in(person).get(f"{REGISTER}?type=privacy"))
    assert "En kniv skled" in words(sign_in(world.vera).get(REGISTER))
    assert hidden.number
    for query in ("type=tull", "aar=abcd", "vis=<script>", "side=-1", "aar=0000"):
        assert sign_in(world.kari).get(f"{REGISTER}?{query}").status_code == 200


def rows_of(response):
    book = load_workbook(BytesIO(response.content), read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_workbook_has_every_decision_and_is_limited_to_ones_sight(world, sign_in, event):
    found = rows_of(sign_in(world.kari).get(WORKBOOK))
    assert [row[1] for row in found["Register"][1:]] == ["Brudd på personvernet"]
    assert [row[2] for row in found["Varsler"][1:]] == ["Datatilsynet", "de berørte"]
    assert len(rows_of(sign_in(world.vera).get(WORKBOOK))["Register"]) == 1
    assert len(rows_of(sign_in(world.nils).get(WORKBOOK))["Register"]) == 1


def test_restricted_case_is_in_the_register_of_nobody_but_its_handler(world, sign_in):
    with scopes_disabled():
        tracked(world, TrackKind.PRIVACY, text="Rektor leste journaler.", is_about_leader=True)
    for person in (world.kari, world.kim, world.anne):
        assert "Rektor leste" not in words(sign_in(person).get(REGISTER))
    assert "Rektor leste" in words(sign_in(world.eli).get(REGISTER))


def questions(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_register_and_case_ask_the_same_of_3_and_30(world, sign_in, event):
    with scopes_disabled():
        for kind in (TrackKind.INJURY, TrackKind.SCHOOL):
            tracked(world, kind)
    kari = sign_in(world.kari)
    few, one = questions(kari, REGISTER), questions(kari, event.get_absolute_url())
    with scopes_disabled():
        for number in range(27):
            tracked(world, TrackKind.PRIVACY if number % 2 else TrackKind.INJURY)
        for kind in (TrackKind.PATIENT, TrackKind.SCHOOL, TrackKind.CYBER, TrackKind.KINDERGARTEN):
            tracks.add_track(event, kind=kind, aware_at=timezone.now(), by=world.kari)
    assert questions(kari, REGISTER) == few
    assert questions(kari, event.get_absolute_url()) == one


def test_register_is_found_in_the_menu_by_those_who_follow_up(world, sign_in):
    assert REGISTER in words(sign_in(world.kari).get("/"))
    assert REGISTER not in words(sign_in(world.ola).get("/"))


def test_case_for_named_people_says_nothing_in_the_breadcrumbs(world, sign_in):
    with scopes_disabled():
        event = tracked(world, TrackKind.PRIVACY, text="Hemmelig brev på avveie.")
        history.apply(event, {"circle": Circle.CONFIDENTIAL}, by=None)
        assert Track.objects.filter(deviation=event).exists()
    page = words(sign_in(world.kari).get(url(event, "track-remove", "privacy")))
    assert "Hemmelig brev" not in page
