"""Lets the actions live through the demo's past, so that its history has dates."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock
from zoneinfo import ZoneInfo

from django.utils import timezone

NORWAY = ZoneInfo("Europe/Oslo")


@contextmanager
def at(day: date, hour: int = 10, minute: int = 0) -> Iterator[None]:
    """Let it be another moment for what happens inside."""
    moment = datetime.combine(day, time(hour, minute), tzinfo=NORWAY)
    with mock.patch.object(timezone, "now", return_value=moment):
        yield
