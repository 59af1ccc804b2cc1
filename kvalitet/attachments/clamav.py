"""Asks a ClamAV daemon about a file (the INSTREAM command), when CLAMAV_URL says where one is."""

import logging
import socket
import struct
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kvalitet.attachments.choices import State
from kvalitet.web.errors import Refused

CHUNK = 128 * 1024
TIMEOUT_SECONDS = 20
LONGEST_ANSWER = 4096

logger = logging.getLogger(__name__)


class ScannerAwayError(Exception):
    """The scanner gave no verdict: it can't be reached, or said something else than yes or no."""


def is_configured() -> bool:
    """Whether files are to be scanned."""
    return bool(settings.CLAMAV_URL)


def verdict(file: IO[bytes]) -> State:
    """READY, or CHECKING when the scanner is away; raises Refused for what it knows as harmful."""
    if not is_configured():
        return State.READY
    try:
        harm = scan(file)
    except ScannerAwayError as error:
        logger.warning("The virus scanner gave no verdict (%s); the file waits.", error)
        return State.CHECKING
    if harm:
        raise Refused(_("er stoppet av viruskontrollen. Kontakt IKT-avdelingen hvis du tror det er feil."))
    return State.READY


def scan(file: IO[bytes]) -> str:
    """Return the name of the harm found, or an empty text; raises ScannerAwayError."""
    file.seek(0)
    try:
        with _connect(settings.CLAMAV_URL) as connection:
            connection.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection)
    except OSError as error:
        raise ScannerAwayError(type(error).__name__) from error
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerAwayError(answer[:100] or "no answer")


def _connect(address: str) -> socket.socket:
    """Connect to tcp://host:3310 or unix:///run/clamav/clamd.ctl."""
    url = urlsplit(address)
    if url.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT_SECONDS)
        try:
            connection.connect(url.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((url.hostname or "localhost", url.port or 3310), timeout=TIMEOUT_SECONDS)


def _answer(connection: socket.socket) -> str:
    found = b""
    while not found.endswith((b"\0", b"\n")) and len(found) < LONGEST_ANSWER:
        part = connection.recv(LONGEST_ANSWER)
        if not part:
            break
        found += part
    return found.rstrip(b"\0\n").decode("utf-8", errors="replace")
