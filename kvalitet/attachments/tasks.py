"""Doors for the clock: they carry nothing, and may run twice, late or at once."""

from celery import shared_task
from django.utils import timezone

from kvalitet.attachments import actions


@shared_task
def scan_waiting() -> None:
    """Scan the files that came while the virus scanner was away."""
    actions.scan_waiting()


@shared_task
def sweep() -> None:
    """Tidy the file store."""
    actions.sweep(timezone.now())
