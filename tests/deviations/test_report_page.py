"""The report page over the wire: who may, what is stored and once, what is refused with what was typed. [D1, D8]"""

import json
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from PIL import Image

from deviations.actions.places import close_place, make_default_categories, save_place, save_settings
from deviations.choices import Circle, Kind
from deviations.models import Category, Deviation, DeviationSettings, Entry
from kvalitet.attachments.models import Attachment
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from kvalitet.web.context import mark_of

TEXT = "Gulvet var glatt, og jeg falt nesten."


@pytest.fixture
def page():
    return reverse("deviations:report")


@pytest.fixture
def ola(world, sign_in):
    return sign_in(world.ola)


@pytest.fixture
def place(world):
    with scopes_disabled():
        return save_place(None, unit=world.skole, name="Gymsalen", allows_public=True, by=world.kim)


def given(world, **more):
    return {"description": TEXT, "where": f"enhet:{world.skole.uuid}", "seriousness": "2", **more}


def picture(name="bilde.jpg"):
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telefonen min"
    Image.new("RGB", (40, 30), "red").save(file, "JPEG", exif=exif)
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


@scopes_disabled()
def stored():
    return list(Deviation.objects.order_by("id"))


def files_of(event):
    with scopes_disabled():
        return list(Attachment.objects.on([event]).kept())


def test_everyone_signed_in_reports_in_their_municipality_and_nowhere_else(world, sign_in, page):
    """[D1] Every role may; a unit of the neighbours is no choice; strangers are sent to sign in."""
    for number, name in enumerate(("ola", "kari", "heidi", "kim", "anne", "vera", "tore", "rolf", "siri"), start=1):
        answer = sign_in(world.people[name]).post(page, given(world))
        assert answer.status_code == 303, name
        assert len(stored()) == number
    answer = sign_in(world.nils).post(page, given(world))
    assert answer.status_code == 422
    assert "Velg hvor det skjedde" in answer.content.decode() or "ikke lenger i bruk" in answer.content.decode()
    answer = sign_in(world.ola).post(page, given(world, where="annet", unit=str(world.asheim.uuid)))
    assert answer.status_code == 422
    assert len(stored()) == 9


def test_strangers_sign_in_or_get_the_open_page_of_the_sign(client, world, page, place):
    answer = client.get(f"{page}?sted={place.token}")
    assert answer.headers["Location"].startswith(reverse("account_login"))
    with scopes_disabled():
        save_settings(DeviationSettings(municipality=world.municipality), fields={"allows_public": True}, by=None)
    answer = client.get(f"{page}?sted={place.token}")
    assert answer.headers["Location"] == reverse("deviations:public-report", args=[place.token])
    assert client.post(page, {}).status_code == 302


def test_unit_and_date_are_guessed(ola, world, page):
    text = ola.get(page).content.decode()
    assert f'value="enhet:{world.skole.uuid}" id="id_where_1" checked' in text
    assert f'value="{timezone.localdate().isoformat()}"' in text


def test_what_was_typed_is_stored_and_time_measured(ola, world, page):
    """[D1, D13] All that the page asks for, and the moment it was opened."""
    with scope(municipality=[world.municipality.pk]):
        make_default_categories(world.municipality, by=None)
        category = Category.objects.get(name="HMS")
    opened = ola.get(page).context["form"]["opened"].value()
    more = {"category": str(category.uuid), "happened_on": "2026-01-02", "happened_time": "14:30", "kind": "near_miss"}
    texts = {"immediate_action": "Tørket opp.", "place_text": "ved døra", "opened": opened}
    answer = ola.post(page, given(world, **more, **texts))
    (event,) = stored()
    assert answer.headers["Location"] == reverse("deviations:report-sent", args=[event.uuid])
    assert (event.kind, event.category.name, event.is_hse) == (Kind.NEAR_MISS, "HMS", True)
    assert (event.happened_on, f"{event.happened_time:%H:%M}") == (date(2026, 1, 2), "14:30")
    assert (event.immediate_action, event.place_text) == ("Tørket opp.", "ved døra")
    assert event.opened_at is not None
    assert event.opened_at <= event.created_at


@pytest.mark.parametrize("opened", ["", "1", "9999999999", "x" * 500, "1:1:abc"])
def test_moment_that_cannot_be_trusted_is_left_out(ola, world, page, opened):
    assert ola.post(page, given(world, opened=opened)).status_code == 303
    assert stored()[0].opened_at is None


def test_moment_of_another_person_is_left_out(ola, world, page, sign_in):
    opened = sign_in(world.kari).get(page).context["form"]["opened"].value()
    ola.post(page, given(world, opened=opened))
    assert stored()[0].opened_at is None


def test_sign_fills_in_the_place(ola, world, page, place):
    """[D1] The code on the wall opens the page with the place chosen."""
    text = ola.get(f"{page}?sted={place.token}").content.decode()
    assert f'value="sted:{place.uuid}"' in text
    assert "checked>Gymsalen" in text
    ola.post(page, given(world, where=f"sted:{place.uuid}"))
    ola.post(page, given(world, where="kode", place_token=place.token))
    assert [(event.place, event.unit) for event in stored()] == [(place, world.skole)] * 2


def test_sign_that_is_taken_down_says_so(ola, world, page, place):
    with scopes_disabled():
        close_place(place, by=None)
    assert "ikke lenger i bruk" in ola.get(f"{page}?sted={place.token}").content.decode()
    answer = ola.post(page, given(world, where=f"sted:{place.uuid}"))
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()


def test_sign_of_the_neighbours_is_unknown(world, sign_in, page, place):
    text = sign_in(world.nils).get(f"{page}?sted={place.token}").content.decode()
    assert "Gymsalen" not in text
    assert "ikke lenger i bruk" in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"description": ""}, "Skriv hva som skjedde."),
        ({"description": "  \n "}, "Skriv hva som skjedde."),
        ({"description": "a" * 8001}, "Teksten er for lang."),
        ({"seriousness": ""}, "Velg hvor alvorlig det var."),
        ({"seriousness": "9"}, "Velg hvor alvorlig det var."),
        ({"where": ""}, "Velg hvor det skjedde."),
        ({"where": "annet"}, "Velg en enhet fra listen."),
        ({"where": "annet", "unit": "tull"}, "Velg en enhet fra listen."),
        ({"where": "enhet:tull"}, "Velg hvor det skjedde."),
        ({"where": f"sted:{uuid4()}"}, "Velg hvor det skjedde."),
        ({"where": "x" * 100}, "Velg hvor det skjedde."),
        ({"happened_on": "i går"}, "Skriv datoen slik"),
        ({"happened_on": (date.today() + timedelta(days=2)).isoformat()}, "Datoen er ikke kommet ennå."),  # noqa: DTZ011 — any day to come
        ({"happened_on": "1901-01-01"}, "Datoen er for lenge siden."),
        ({"happened_time": "kl. halv tre"}, "Skriv klokkeslettet slik"),
        ({"category": str(uuid4())}, "Velg en kategori fra listen"),
        ({"idempotency_key": "ikke-en-nøkkel"}, "Last siden på nytt"),
    ],
)
def test_wrong_answers_are_told_and_nothing_typed_is_lost(ola, world, page, wrong, said):
    answer = ola.post(page, given(world, immediate_action="Ringte vaktmester.", **wrong))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "Ringte vaktmester." in text
    assert wrong.get("description", TEXT).strip() in text
    assert stored() == []


def test_closed_unit_is_told(ola, world, page):
    today = timezone.localdate()
    organisation.close_unit(world.sfo, closed=today, successor=world.skole, today=today, reason="Vedtak", by=None)
    answer = ola.post(page, given(world, where="annet", unit=str(world.sfo.uuid)))
    assert answer.status_code == 422
    assert "kan være lagt ned" in answer.content.decode()


def test_proposal_needs_no_seriousness(ola, world, page):
    fields = given(world, kind="proposal")
    del fields["seriousness"]
    assert ola.post(page, fields).status_code == 303


def test_identity_number_is_pointed_out_before_anything_is_stored(ola, world, page):
    """[D9] The guard stands in front of this form too."""
    answer = ola.post(page, given(world, description="Gjaldt 13097248022 på rom 2."))
    assert answer.status_code == 422
    assert "Se over teksten" in answer.content.decode()
    assert stored() == []


def test_photos_come_without_where_and_when(ola, world, page):
    """[D1] Up to five, drawn anew."""
    answer = ola.post(page, given(world, photos=[picture("en.jpg"), picture("to.jpg")]))
    assert answer.status_code == 303
    files = files_of(stored()[0])
    assert [file.name for file in files] == ["en.jpg", "to.jpg"]
    shown = ola.get(files[0].get_absolute_url())
    assert not Image.open(BytesIO(b"".join(shown.streaming_content))).getexif()


def test_hidden_reporter_is_not_named_by_the_photo(ola, world, page):
    ola.post(page, given(world, hides_reporter="on", photos=[picture()]))
    (event,) = stored()
    assert event.reporter == world.ola
    assert [file.uploaded_by for file in files_of(event)] == [None]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (lambda: [picture(f"{n}.jpg") for n in range(6)], "høyst 5 bilder"),
        (lambda: [SimpleUploadedFile("a.txt", b"Hei")], "er ikke et bilde"),
        (lambda: [SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0skadet")], "er skadet"),
    ],
)
def test_wrong_photos_keep_what_was_typed(ola, world, page, files, said):
    answer = ola.post(page, given(world, photos=files()))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert TEXT in text
    assert "Velg dem på nytt" in text
    assert stored() == []


def test_the_same_key_is_one_report_with_one_notice(ola, world, page):
    """[D8] Sent three times: one event, one number, one receipt, one notice, and the same answer."""
    key = str(uuid4())
    fields = given(world, idempotency_key=key)
    first = ola.post(page, fields)
    with scopes_disabled():
        counts = (Entry.objects.count(), Notice.objects.count())
    again = ola.post(page, fields)
    by_script = ola.post(page, {**fields, "photos": [picture()]}, headers={"X-Kvalitet-Del": "1"})
    (event,) = stored()
    assert again.headers["Location"] == first.headers["Location"]
    assert json.loads(by_script.content)["url"] == first.headers["Location"]
    assert f"nummer {event.number}" in json.loads(by_script.content)["words"]
    with scopes_disabled():
        assert (Entry.objects.count(), Notice.objects.count()) == counts
    assert len(files_of(event)) == 1  # the answer had been lost before the photo came along
    ola.post(page, {**fields, "photos": [picture()]})
    assert len(files_of(event)) == 1


def test_key_of_another_persons_report_gives_nothing_away(ola, world, page, sign_in):
    key = str(uuid4())
    ola.post(page, given(world, idempotency_key=key))
    answer = sign_in(world.per).post(page, given(world, idempotency_key=key))
    assert answer.status_code == 422
    assert "allerede sendt av en annen" in answer.content.decode()
    assert len(stored()) == 1


def test_draft_of_another_person_is_not_sent(ola, world, page):
    """[D8] The device says whose it is; signed in as somebody else, nothing is stored."""
    assert ola.post(page, given(world, person=mark_of(world.per))).status_code == 409
    assert stored() == []
    assert ola.post(page, given(world, person=mark_of(world.ola))).status_code == 303


def test_receipt_is_the_reporters_alone(ola, world, page, sign_in):
    """[D13] Number, handler and promise; others get 404."""
    url = ola.post(page, given(world)).headers["Location"]
    text = ola.get(url).content.decode()
    assert "nummer 1" in text
    assert "Kari Kvam behandler saken" in text
    assert "Du får svar innen" in text
    for other in (world.kari, world.kim, world.nils):
        assert sign_in(other).get(url).status_code == 404


def test_report_about_the_leader_is_restricted(ola, world, page):
    """[D11] The circle is named people only, and the receipt names somebody else."""
    url = ola.post(page, given(world, is_about_leader="on")).headers["Location"]
    (event,) = stored()
    assert event.circle == Circle.RESTRICTED
    text = ola.get(url).content.decode()
    assert "Kari Kvam" not in text
    assert "Eli Engen behandler saken" in text


def test_device_is_told_whose_reports_it_may_send(ola, client, world):
    url = reverse("deviations:report-who")
    said = ola.get(url).json()
    assert said["person"] == mark_of(world.ola)
    assert len(said["key"]) == 32
    assert said["csrf"]
    assert client.get(url).json() == {"person": ""}


def test_worker_may_look_after_every_page_and_holds_nothing_personal(client):
    answer = client.get(reverse("deviations:service-worker"))
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.content.startswith(b"self.KVALITET = {")


def test_app_can_be_put_on_the_home_screen(client):
    said = client.get(reverse("deviations:app-manifest")).json()
    assert said["display"] == "standalone"
    assert said["shortcuts"][0]["url"] == reverse("deviations:report")


@pytest.mark.parametrize("name", ["deviations:report", "deviations:report-shell"])
def test_page_asks_the_same_of_few_and_many(world, sign_in, name):
    """[style §7] Units, places and categories are fetched in one go each."""
    ola = sign_in(world.ola)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert ola.get(reverse(name)).status_code == 200
        return len(captured)

    def grow(first, last):
        with scopes_disabled():
            for number in range(first, last):
                save_place(None, unit=world.skole, name=f"Rom {number}", allows_public=False, by=None)
                organisation.create_unit(
                    parent=world.skole, name=f"Trinn {number}", kind="department", opened=date(2020, 1, 1), by=None
                )

    asked()
    grow(0, 3)
    few = asked()
    grow(3, 30)
    assert asked() == few
