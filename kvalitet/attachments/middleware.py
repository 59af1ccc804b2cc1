"""A clear page for a request that is too big as a whole."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, UnreadablePostError
from django.template.response import TemplateResponse

from kvalitet.attachments.rules import size_words
from kvalitet.attachments.uploads import MARGIN, MOST_AT_ONCE

Next = Callable[[HttpRequest], HttpResponseBase]
TOO_LARGE = 413


class TooBigMiddleware:
    """Reads uploads before anybody else asks for them (the CSRF check would), and answers those that are too big."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Parse the form and look for the mark of LimitUploadHandler."""
        if request.method != "POST" or request.content_type != "multipart/form-data":
            return None
        try:
            _parsed = request.POST
        except UnreadablePostError:
            return None  # the sender is gone; the check of the form's origin refuses what is left
        size = getattr(request, "too_big", 0)
        if not size:
            return None
        context = {"size": size_words(size), "most": size_words(MOST_AT_ONCE - MARGIN)}
        return TemplateResponse(request, "attachments/too_big.html", context, status=TOO_LARGE).render()
