"""The nightly tidying."""

from celery import shared_task
from django.utils import timezone

from kvalitet.signin.actions import visits


@shared_task
def tidy() -> None:
    """Remove sessions and codes that are over."""
    visits.tidy(timezone.now())
