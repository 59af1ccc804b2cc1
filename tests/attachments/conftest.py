import socketserver
import struct
import threading

import pytest
from django.core.files.storage import storages

from tests.attachments.files import EICAR


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A store of this test's own."""
    folder = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "attachments": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
        },
    }
    storages.__dict__.pop("backends", None)
    storages._storages.clear()
    yield folder
    storages._storages.clear()


@pytest.fixture
def stored(media):
    """Return a function that lists the files in the store."""
    return lambda: sorted(path for path in media.rglob("*") if path.is_file())


class Clamd(socketserver.StreamRequestHandler):
    """Speaks the INSTREAM command of clamd; knows one virus, the EICAR test."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(len(content))
        answer = self.server.answer or (b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK")
        self.wfile.write(answer + b"\0")


@pytest.fixture
def clamd(settings):
    """A scanner on a port of its own; `answer` makes it say something else, `close()` takes it away."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
    server.seen, server.answer = [], b""
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
