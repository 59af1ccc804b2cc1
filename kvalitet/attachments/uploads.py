"""Files that are too big are stopped while they stream in; nothing past the limit touches the disk."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from kvalitet.attachments.rules import MB

CHUNK = 64 * 1024
MARGIN = 10 * MB
MOST_AT_ONCE = 200 * MB + MARGIN
MOST_DRAINED = 2000 * MB
"""How much is read and thrown away before the answer: a browser only shows a page when it has sent everything."""


class TooBigUpload(UploadedFile):  # type: ignore[type-arg] # not generic when it runs
    """What is left of a file over the limit: its name and size."""

    def __init__(self, *, name: str, size: int, charset: str | None) -> None:
        super().__init__(BytesIO(), name, "application/octet-stream", size, charset)


class LimitUploadHandler(FileUploadHandler):
    """Stands before the handlers that store, and stops handing on what is over the limit.

    A request that is too big as a whole is read to nowhere and marked with `too_big`; the middleware answers it.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> Any:
        """Look at the announced length before anything is read."""
        if content_length <= MOST_AT_ONCE:
            return None
        request: Any = self.request
        request.too_big = content_length
        left = MOST_DRAINED
        while left > 0 and (chunk := input_data.read(CHUNK)):
            left -= len(chunk)
        return QueryDict(encoding=encoding), MultiValueDict()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand on a part, or nothing once the limit is passed."""
        self.received += len(raw_data)
        return raw_data if self.received <= settings.ATTACHMENTS_MOST_BYTES else None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Stand in for a file that was too big, and delete what had been stored of it."""
        if self.received <= settings.ATTACHMENTS_MOST_BYTES:
            return None
        request: Any = self.request
        for handler in request.upload_handlers:
            if handler is not self and getattr(handler, "file", None) is not None:
                handler.file.close()
        return TooBigUpload(name=str(self.file_name), size=self.received, charset=self.charset)
