"""Doors for the clock and the queue."""

from celery import shared_task
from django.utils import timezone

from sickleave.actions import absence_imports, aggregates, analyses, nightly, retention


@shared_task
def work_on_import(run_id: int) -> None:
    """Take the next step of a file of absences."""
    absence_imports.work_on(run_id)


@shared_task
def sweep_imports() -> None:
    """Wake files of absences that no worker has, and let go of what is old."""
    for run_id in absence_imports.sweep():
        work_on_import.delay(run_id)


@shared_task
def delete_confirmed() -> None:
    """Go on with what HR has confirmed may be deleted."""
    retention.carry_out()


@shared_task
def recompute_figures() -> None:
    """Reckon the monthly sums again."""
    aggregates.recompute_nightly(timezone.localdate())


@shared_task
def recompute_cases() -> None:
    """Reckon every open case anew for the day that has begun."""
    nightly.recompute(timezone.localdate())


@shared_task
def recompute_municipality(pk: int) -> None:
    """Reckon the open cases of a municipality anew, after its rules have changed."""
    nightly.recompute(timezone.localdate(), municipality=pk)


@shared_task
def follow_leaders() -> None:
    """Let cases and their tasks follow to the nearest leader of today."""
    nightly.follow_leaders(timezone.localdate())


@shared_task
def plan_analyses() -> None:
    """Give every unit the year's meeting on absence, with its deadline."""
    analyses.plan_year(timezone.localdate())
