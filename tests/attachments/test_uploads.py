"""Too much is stopped while it streams in: a clear page, and nothing left on the disk. [P8]"""

import tempfile
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.urls import reverse

from kvalitet.attachments import uploads
from kvalitet.attachments.rules import MB
from tests.attachments import files

BOUNDARY = "----skille"


class Endless:
    """A body as long as said, made while it is read; counts how much was."""

    def __init__(self, name, size, csrf=""):
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="new_files"; filename="{name}"\r\n\r\n'
        self.head, self.tail = files.PDF.join([head.encode(), b""]), f"\r\n--{BOUNDARY}--\r\n".encode()
        self.left, self.length = size, len(self.head) + size + len(self.tail)
        self.given = 0

    def readline(self, size=-1):
        """What is left after the form is read so."""
        return self.read(size if size > 0 else 65_536)

    def read(self, size=-1):
        if self.head:
            part, self.head = self.head[:size], self.head[size:]
        elif self.left:
            part = bytes(min(size, self.left))
            self.left -= len(part)
        else:
            part, self.tail = self.tail[:size], self.tail[size:]
        self.given += len(part)
        return part


def send(client, url, body):
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return client.generic("POST", url, CONTENT_TYPE=kind, CONTENT_LENGTH=str(body.length), **{"wsgi.input": body})


@pytest.fixture
def temporary(settings, tmp_path):
    """Where uploads are kept until they are judged; notes the most that lay there."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir()
    return Path(settings.FILE_UPLOAD_TEMP_DIR)


def test_a_file_of_60_mb_is_cut_off_at_the_limit(world, sign_in, settings, temporary, stored, monkeypatch):
    sizes = []
    close = tempfile._TemporaryFileWrapper.close

    def noted(file):
        sizes.extend(path.stat().st_size for path in temporary.iterdir())
        close(file)

    monkeypatch.setattr(tempfile._TemporaryFileWrapper, "close", noted)
    body = Endless("film.pdf", 60 * MB)
    answer = send(sign_in(world.kim), reverse("attachments:add", args=["tiltak", world.measure.uuid]), body)
    assert answer.status_code == 422
    assert "«film.pdf» er på 60 MB. En fil kan være høyst 25 MB" in answer.text
    assert body.given == body.length  # read to the end, or the browser would show no page at all
    assert max(sizes) <= settings.ATTACHMENTS_MOST_BYTES
    assert list(temporary.iterdir()) == []
    assert stored() == []


@pytest.mark.parametrize("name", ["attachments:add", "account_login"])
def test_a_request_of_300_mb_gets_a_clear_page(world, sign_in, temporary, stored, name):
    """Whoever sends it, and wherever to: nothing of it touches the disk."""
    args = ["tiltak", world.measure.uuid] if name == "attachments:add" else []
    client = sign_in(world.kim)
    client.handler.enforce_csrf_checks = True
    body = Endless("film.mp4", 300 * MB)
    answer = send(client, reverse(name, args=args), body)
    assert answer.status_code == 413
    assert "Filene er for store" in answer.text
    assert "Du sendte 300 MB. Alt som sendes på én gang, kan være høyst 200 MB. Ingenting er lagret." in answer.text
    assert body.given == body.length
    assert list(temporary.iterdir()) == []
    assert stored() == []


def test_more_than_anybody_would_send_is_not_read_to_the_end(world, sign_in, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_DRAINED", 5 * MB)
    body = Endless("film.mp4", 300 * MB)
    answer = send(sign_in(world.kim), reverse("account_login"), body)
    assert answer.status_code == 413
    assert body.given < 6 * MB


def test_a_body_that_ends_early_is_no_crash(world, sign_in, stored):
    client = sign_in(world.kim, raise_request_exception=False)
    body = Endless("a.pdf", 1 * MB)
    body.left = 1000
    answer = send(client, reverse("attachments:add", args=["tiltak", world.measure.uuid]), body)
    assert answer.status_code in {400, 403, 422, 303}


def test_other_forms_are_told_of_the_size(world, sign_in):
    """The import of a plan takes files of 10 MB, and says so for one of 60."""
    request = RequestFactory().post("/", {})
    assert not hasattr(request, "too_big")
    body = Endless("plan.csv", 60 * MB)
    body.head = body.head.replace(b"new_files", b"file")
    body.length -= len("new_files") - len("file")
    answer = send(sign_in(world.kim), reverse("goals:import-start"), body)
    assert answer.status_code == 422
    assert "Filen er større enn 10 MB." in answer.text
