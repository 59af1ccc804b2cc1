"""The alarm clock's doors to the search."""

from celery import shared_task

from kvalitet.search.actions import fill_parts, searched_models


@shared_task
def fill_search() -> None:
    """Write what rows made before the search, or past it, are found by."""
    for model in searched_models():
        fill_parts(model)
