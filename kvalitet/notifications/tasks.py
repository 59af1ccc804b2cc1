"""Doors for the clock: they carry nothing, and may run twice, late or at once."""

from celery import shared_task
from django.utils import timezone

from kvalitet.notifications import actions


@shared_task
def drain_outbox() -> None:
    """Send what is queued."""
    actions.drain()


@shared_task
def sweep_outbox() -> None:
    """Find what a stopped sender left behind."""
    actions.sweep(now=timezone.now())
