"""Addresses of pages, where this version has them."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def at(name: str, *args: Any, query: dict[str, str] | None = None) -> str:
    """Return the address, or nothing where this version has no such page."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url
