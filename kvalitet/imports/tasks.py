"""Doors for the clock and the queue."""

from pathlib import Path

from celery import shared_task

from kvalitet import environment
from kvalitet.imports import actions


@shared_task
def work_on(run_id: int) -> None:
    """Take the next step of a run."""
    actions.work_on(run_id)


@shared_task
def take_folder() -> None:
    """Bring in last night's files from HR, where a folder for them is set."""
    if folder := environment.text("KVALITET_HR_FOLDER", ""):
        actions.take_folder(Path(folder))


@shared_task
def sweep() -> None:
    """Wake runs that no worker has."""
    for run_id in actions.sweep():
        work_on.delay(run_id)
