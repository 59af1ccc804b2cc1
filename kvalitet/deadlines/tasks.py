"""Doors for the clock: they carry nothing, and may run twice, late or at once."""

from celery import current_app, shared_task
from django.utils import timezone

from kvalitet.deadlines import actions


@shared_task
def plan_reminders() -> None:
    """Turn due deadlines into notices, and wake the sender."""
    if actions.plan(timezone.now()).notices:
        current_app.send_task("kvalitet.notifications.tasks.drain_outbox")
