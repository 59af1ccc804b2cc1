"""Files on a measure, as people meet them. [P8]"""

from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scopes_disabled

from goals.actions.measures import remove_measure
from goals.models import MeasureTask
from kvalitet.access.models import Look
from kvalitet.attachments.actions import attach, receive
from kvalitet.attachments.models import Attachment
from tests.attachments import files
from tests.attachments.files import upload


def add_url(thing, kind="tiltak"):
    return reverse("attachments:add", args=[kind, thing.uuid])


def attached(thing, by, name="rapport.pdf", content=files.PDF):
    with scopes_disabled():
        return attach(thing, receive([upload(name, content)]).good, by=by)[0]


def rows():
    with scopes_disabled():
        return list(Attachment.objects.kept())


def test_those_who_edit_attach_and_those_who_see_read(world, sign_in, stored):
    """Ola sees the measure but doesn't edit it; Nils of the neighbour sees nothing; signed out is sent to sign in."""
    kim, ola, nils = sign_in(world.kim), sign_in(world.ola), sign_in(world.nils)
    url = add_url(world.measure)

    def data():
        return {"new_files": [upload("Møtereferat å.pdf", files.PDF), upload("bilde.jpg", files.telling_jpeg())]}

    assert ola.post(url, data()).status_code == 403
    assert nils.post(url, data()).status_code == 404
    assert stored() == []
    answer = kim.post(url, data())
    assert (answer.status_code, answer["Location"]) == (303, world.measure.get_absolute_url())
    page = ola.get(world.measure.get_absolute_url()).text
    assert "Møtereferat å.pdf" in page
    assert "Legg ved filer" not in page
    file, picture = rows()
    assert len(stored()) == 2
    read = ola.get(file.get_absolute_url())
    assert b"".join(read.streaming_content) == files.PDF
    assert b"Kari Kvam" not in b"".join(ola.get(picture.get_absolute_url()).streaming_content)
    assert nils.get(file.get_absolute_url()).status_code == 404
    signed_out = type(kim)().get(file.get_absolute_url())
    assert (signed_out.status_code, signed_out["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_browsers_are_told_not_to_run_or_keep_files(world, sign_in):
    client = sign_in(world.kim)
    pdf = client.get(attached(world.measure, world.kim, "Årsrapport æøå.pdf").get_absolute_url())
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('Årsrapport æøå.pdf')}"
    assert (pdf["X-Content-Type-Options"], pdf["Cache-Control"]) == ("nosniff", "private, no-store")
    assert pdf["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert pdf["Content-Length"] == str(len(files.PDF))
    picture = attached(world.measure, world.kim, "b.png", files.picture("PNG"))
    assert client.get(picture.get_absolute_url())["Content-Disposition"].startswith("inline")
    assert client.get(picture.get_absolute_url() + "?lagre=1")["Content-Disposition"].startswith("attachment")
    text = client.get(attached(world.measure, world.kim, "a.txt", b"<b>Hei").get_absolute_url())
    assert text["Content-Type"] == "text/plain"
    assert text["Content-Disposition"].startswith("attachment")


def test_forged_links_are_not_found(world, sign_in):
    """An unknown key, another name, the key of the store, a draft's file, and a file of another municipality."""
    client = sign_in(world.ola)
    row = attached(world.measure, world.kim)
    hidden = attached(world.draft_measure, world.kari, "hemmelig.pdf")
    assert client.get(row.get_absolute_url()).status_code == 200
    forged = [
        reverse("attachments:file", args=[uuid4(), row.name]),
        reverse("attachments:file", args=[row.uuid, "annet.pdf"]),
        reverse("attachments:file", args=[row.uuid, "rapport.pdf.exe"]),
        hidden.get_absolute_url(),
        f"/vedlegg/{row.key}",
        f"/media/attachments/{row.key}",
        f"/vedlegg/{row.uuid}/../../{row.key}",
        reverse("attachments:add", args=["ukjent", world.measure.uuid]),
        reverse("attachments:add", args=["oppgave", world.measure.uuid]),
        add_url(world.draft_measure),
        reverse("attachments:remove", args=[hidden.uuid]),
    ]
    assert {url: client.get(url).status_code for url in forged} == dict.fromkeys(forged, 404)
    assert sign_in(world.kari).get(hidden.get_absolute_url()).status_code == 200


def test_access_ends_with_the_objects(world, sign_in):
    """A task's file is closed to one who loses the task, and to all when the object is gone."""
    client = sign_in(world.kari)
    row = attached(world.draft_measure, world.kari)
    assert client.get(row.get_absolute_url()).status_code == 200
    with scopes_disabled():
        remove_measure(world.draft_measure, by=world.kari, reason="Utgår")
    assert client.get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rapport.pdf", files.EXE, "«rapport.pdf» er et program"),
        ("tegning.svg", files.SVG, "SVG kan inneholde programkode. Lagre bildet som PNG."),
        ("bombe.zip", files.bomb(), "«bombe.zip» er en pakket fil"),
        ("bombe.docx", files.bomb(), "«bombe.docx» blir altfor stor"),
        ("tom.pdf", b"", "«tom.pdf» er tom"),
    ],
)
def test_bad_files_are_refused_clearly_and_nothing_is_stored(world, sign_in, stored, name, content, words):
    answer = sign_in(world.kim).post(add_url(world.measure), {"new_files": upload(name, content)})
    assert answer.status_code == 422
    assert words in answer.text
    assert rows() == []
    assert stored() == []


def test_the_good_files_are_kept_and_the_bad_told_of(world, sign_in, stored):
    data = {"new_files": [upload("god.pdf", files.PDF), upload("spill.exe", files.EXE), upload("x.svg", files.SVG)]}
    answer = sign_in(world.kim).post(add_url(world.measure), data)
    assert answer.status_code == 422
    for words in ("Filen god.pdf er lagt ved.", "«spill.exe» er et program", "«x.svg» er et SVG-bilde"):
        assert words in answer.text
    assert [row.name for row in rows()] == ["god.pdf"]
    assert len(stored()) == 1


def test_no_file_chosen(world, sign_in):
    answer = sign_in(world.kim).post(add_url(world.measure), {})
    assert answer.status_code == 422
    assert "Velg en fil." in answer.text


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../æøå.pdf", "æøå.pdf"),
        ("a\nb.pdf", "a b.pdf"),
        ("faktura\u202efdp.pdf", "fakturafdp.pdf"),
        ("l" * 240 + ".pdf", "l" * 146 + ".pdf"),
        ("50 % & #1?.pdf", "50 % & #1-.pdf"),
    ],
)
def test_odd_names_are_shown_and_saved_safely(world, sign_in, sent, shown):
    client = sign_in(world.kim)
    file = SimpleUploadedFile("x", files.PDF)
    file._name = sent
    row = attached(world.measure, world.kim, "x.pdf")
    with scopes_disabled():
        row = attach(world.measure, receive([file]).good, by=world.kim)[0]
    assert row.name == shown
    assert shown not in row.key
    answer = client.get(row.get_absolute_url())
    assert answer.status_code == 200
    assert "\n" not in answer["Content-Disposition"]


def test_fifty_files_and_no_more(world, sign_in, stored):
    client = sign_in(world.kim)
    many = [upload(f"{number}.txt", b"Hei") for number in range(50)]
    assert client.post(add_url(world.measure), {"new_files": many}).status_code == 303
    assert len(stored()) == 50
    more = client.post(add_url(world.measure), {"new_files": upload("en til.txt", b"Hei")})
    assert more.status_code == 422
    assert "Her kan det ligge høyst 50 filer" in more.text
    assert len(stored()) == len(rows()) == 50
    many = [upload(f"{number}.txt", b"Hei") for number in range(51)]
    assert "Velg høyst 50 filer om gangen." in client.post(add_url(world.goal, "mal"), {"new_files": many}).text


def test_removal_asks_once_and_is_told_in_the_history(world, sign_in, stored, django_capture_on_commit_callbacks):
    kim, ola = sign_in(world.kim), sign_in(world.ola)
    row = attached(world.measure, world.kim)
    url = reverse("attachments:remove", args=[row.uuid])
    assert ola.post(url).status_code == 403
    assert "rapport.pdf" in kim.get(url).text
    assert len(stored()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert kim.post(url)["Location"] == world.measure.get_absolute_url()
    assert stored() == []
    assert kim.get(row.get_absolute_url()).status_code == 404
    assert kim.post(url).status_code == 404
    page = kim.get(world.measure.get_absolute_url()).text
    assert "La ved rapport.pdf." in page
    assert "Fjernet filen rapport.pdf." in page


def test_attaching_does_not_disturb_one_who_edits(world):
    version = world.measure.version
    attached(world.measure, world.kim)
    world.measure.refresh_from_db()
    assert world.measure.version == version


def test_evidence_is_attached_with_the_status(world, sign_in, stored):
    """[G6] Kari reports with a picture; a bad file keeps what she typed and stores nothing."""
    kari = sign_in(world.kari)
    url = reverse("goals:task-status", args=[world.task.uuid])
    data = {"status": "in_progress", "progress": "40", "comment": "Godt i gang", "evidence": "", "version": "1"}
    wrong = kari.post(url, {**data, "new_files": [upload("b.jpg", files.picture()), upload("x.exe", files.EXE)]})
    assert wrong.status_code == 422
    assert "«x.exe» er et program" in wrong.text
    assert "Godt i gang" in wrong.text
    assert stored() == []
    assert kari.post(url, {**data, "new_files": [upload("bevis.jpg", files.picture())]}).status_code == 303
    assert "bevis.jpg" in kari.get(world.measure.get_absolute_url()).text
    assert "bevis.jpg" in kari.get(url).text
    with scopes_disabled():
        assert MeasureTask.objects.get(pk=world.task.pk).progress == 40
    assert "bevis.jpg" not in sign_in(world.ola).get(world.measure.get_absolute_url()).text


def test_an_auditors_look_at_a_file_is_logged(world, sign_in):
    row = attached(world.measure, world.kim)
    sign_in(world.rolf).get(row.get_absolute_url())
    assert Look.objects.filter(person=world.rolf, path__contains=str(row.uuid)).count() == 1


def test_a_file_that_is_lost_or_a_store_that_is_away_is_said(world, sign_in, stored):
    row = attached(world.measure, world.kim)
    stored()[0].unlink()
    answer = sign_in(world.kim).get(row.get_absolute_url())
    assert answer.status_code == 503
    assert "Filen kan ikke hentes nå" in answer.text
