"""Doors for the clock."""

from celery import shared_task
from django.utils import timezone

from kvalitet.organisation import actions


@shared_task
def apply_placements() -> None:
    """Let moves planned for today happen."""
    actions.apply_placements(timezone.localdate())
