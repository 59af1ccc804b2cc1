"""The virus scanner: asked at once, and again when it was away. [P8]"""

import socketserver
import threading

import pytest
from django_scopes import scopes_disabled

from kvalitet.attachments import clamav
from kvalitet.attachments.actions import attach, receive, scan_waiting
from kvalitet.attachments.choices import State
from kvalitet.attachments.models import Attachment
from kvalitet.notifications.models import Notice
from tests.attachments import files
from tests.attachments.conftest import Clamd
from tests.attachments.files import EICAR, upload

VIRUS = files.PDF + EICAR
AWAY = "tcp://127.0.0.1:1"


def test_a_clean_file_is_ready_and_a_harmful_one_is_not_stored(clamd):
    found = receive([upload("a.pdf", files.PDF), upload("b.pdf", VIRUS)])
    assert [(file.name, file.state) for file in found.good] == [("a.pdf", State.READY)]
    assert len(found.refused) == 1
    assert found.refused[0].startswith("«b.pdf» er stoppet av viruskontrollen.")
    assert clamd.seen == [len(files.PDF), len(VIRUS)]


def test_big_files_go_in_parts(clamd):
    assert receive([upload("a.txt", b"a" * 1_000_000)]).good
    assert clamd.seen == [1_000_000]


def test_it_speaks_over_a_socket_file_too(tmp_path, settings):
    path = str(tmp_path / "clamd.ctl")
    with socketserver.ThreadingUnixStreamServer(path, Clamd) as server:
        server.seen, server.answer = [], b""
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        settings.CLAMAV_URL = f"unix://{path}"
        assert receive([upload("b.pdf", VIRUS)]).refused
        server.shutdown()
    assert receive([upload("b.pdf", VIRUS)]).good[0].state == State.CHECKING


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: \xff odd"])
def test_no_verdict_is_no_clearance(clamd, answer):
    clamd.answer = answer or b"\0"
    assert receive([upload("a.pdf", files.PDF)]).good[0].state == State.CHECKING


def _attached(world, content, name="a.pdf"):
    with scopes_disabled():
        return attach(world.measure, receive([upload(name, content)]).good, by=world.kim)[0]


def test_a_file_waits_while_the_scanner_is_away(world, sign_in, settings, clamd):
    """It is kept, shown as waiting and can't be read; the verdict comes later."""
    address, settings.CLAMAV_URL = settings.CLAMAV_URL, AWAY
    row = _attached(world, files.PDF)
    client = sign_in(world.kim)
    assert "Venter på viruskontroll" in client.get(world.measure.get_absolute_url()).text
    waiting = client.get(row.get_absolute_url())
    assert waiting.status_code == 409
    assert "Filen venter på viruskontroll" in waiting.text
    assert scan_waiting() == 0
    settings.CLAMAV_URL = address
    assert scan_waiting() == 1
    assert b"".join(client.get(row.get_absolute_url()).streaming_content) == files.PDF


def test_a_waiting_file_that_is_harmful_is_deleted_and_told(
    world, settings, clamd, stored, django_capture_on_commit_callbacks
):
    address, settings.CLAMAV_URL = settings.CLAMAV_URL, AWAY
    row = _attached(world, VIRUS)
    settings.CLAMAV_URL = address
    with django_capture_on_commit_callbacks(execute=True):
        assert scan_waiting() == 1
    with scopes_disabled():
        assert Attachment.objects.get(pk=row.pk).state == State.REFUSED
        assert Notice.objects.filter(recipient=world.kim, title__contains="viruskontrollen").exists()
    assert stored() == []
    assert "Viruskontrollen stoppet" in world.measure.history.first().history_change_reason


def test_waiting_files_are_let_go_when_scanning_is_turned_off(world, settings):
    settings.CLAMAV_URL = AWAY
    row = _attached(world, files.PDF)
    settings.CLAMAV_URL = ""
    assert scan_waiting() == 1
    with scopes_disabled():
        assert Attachment.objects.get(pk=row.pk).state == State.READY


def test_the_scanner_being_away_does_not_leave_connections(settings):
    settings.CLAMAV_URL = "unix:///nowhere/clamd.ctl"
    with pytest.raises(clamav.ScannerAwayError):
        clamav.scan(upload("a", b"a"))
