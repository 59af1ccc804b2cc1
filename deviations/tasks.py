"""Doors for the clock."""

from celery import shared_task
from django.utils import timezone

from deviations.actions import notices_watch, review_notices, routing


@shared_task
def give_to_new_handlers() -> None:
    """Give cases about leaders to another when the one who handled them has left."""
    routing.give_to_new_handlers()


@shared_task
def plan_reviews() -> None:
    """Plan the review of the month that is over, where there is none."""
    review_notices.plan_missing(timezone.localdate())


@shared_task
def watch_notices() -> None:
    """Tell again of what the law wants told within hours."""
    notices_watch.watch(timezone.now())
