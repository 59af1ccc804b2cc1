"""Doors for the clock."""

from celery import shared_task
from django.utils import timezone

from kvalitet.setup.actions.carrying_out import carry_out_due


@shared_task
def carry_out_reorganisations() -> None:
    """Let reorganisations planned for today happen, and those a stopped clock has missed."""
    carry_out_due(timezone.localdate())
