"""Doors for the clock."""

from celery import shared_task
from django.utils import timezone

from goals.actions import staleness


@shared_task
def ask_for_status() -> None:
    """Ask where the last word on a task is old."""
    staleness.ask_for_status(timezone.localdate())
