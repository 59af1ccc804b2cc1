"""Doors for the clock."""

from celery import shared_task

from deviations.actions import routing


@shared_task
def give_to_new_handlers() -> None:
    """Give cases about leaders to another when the one who handled them has left."""
    routing.give_to_new_handlers()
