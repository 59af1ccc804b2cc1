"""Doors for the clock."""

from celery import shared_task
from django.utils import timezone

from kvalitet.access import actions


@shared_task
def remove_expired_grants() -> None:
    """Take away explicit access that has run out."""
    actions.remove_expired_grants(timezone.localdate())
