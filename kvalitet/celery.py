"""The alarm clock: tasks carry ids or nothing, and may run twice, late or at once."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvalitet.settings")


@setup_logging.connect
def keep_own_logging(**_options: Any) -> None:
    """Let the workers write as the web does; Celery's own form holds what errors say."""
    logging.config.dictConfig(settings.LOGGING)


app = Celery("kvalitet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "plan-reminders": {
        "task": "kvalitet.deadlines.tasks.plan_reminders",
        "schedule": settings.CLOCK_SECONDS,
        "options": {"expires": 5 * settings.CLOCK_SECONDS},
    },
    "drain-outbox": {
        "task": "kvalitet.notifications.tasks.drain_outbox",
        "schedule": settings.CLOCK_SECONDS,
        "options": {"expires": 5 * settings.CLOCK_SECONDS},
    },
    "sweep-outbox": {
        "task": "kvalitet.notifications.tasks.sweep_outbox",
        "schedule": settings.CLOCK_SECONDS,
        "options": {"expires": 5 * settings.CLOCK_SECONDS},
    },
    "apply-placements": {
        "task": "kvalitet.organisation.tasks.apply_placements",
        "schedule": crontab(hour=0, minute=5),
        "options": {"expires": 3600},
    },
    "carry-out-reorganisations": {
        "task": "kvalitet.setup.tasks.carry_out_reorganisations",
        "schedule": crontab(minute=10),
        "options": {"expires": 3600},
    },
    "ask-for-status": {
        "task": "goals.tasks.ask_for_status",
        "schedule": crontab(hour=5, minute=30),
        "options": {"expires": 3600},
    },
    "watch-notices": {
        "task": "deviations.tasks.watch_notices",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "give-cases-to-new-handlers": {
        "task": "deviations.tasks.give_to_new_handlers",
        "schedule": crontab(hour=5, minute=20),
        "options": {"expires": 3600},
    },
    "plan-reviews": {
        "task": "deviations.tasks.plan_reviews",
        "schedule": crontab(hour=5, minute=45),
        "options": {"expires": 3600},
    },
    "scan-waiting-files": {
        "task": "kvalitet.attachments.tasks.scan_waiting",
        "schedule": 5 * settings.CLOCK_SECONDS,
        "options": {"expires": 5 * settings.CLOCK_SECONDS},
    },
    "sweep-files": {
        "task": "kvalitet.attachments.tasks.sweep",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 3600},
    },
    "remove-expired-grants": {
        "task": "kvalitet.access.tasks.remove_expired_grants",
        "schedule": crontab(hour=0, minute=15),
        "options": {"expires": 3600},
    },
    "tidy-sign-in": {
        "task": "kvalitet.signin.tasks.tidy",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
    "take-hr-folder": {
        "task": "kvalitet.imports.tasks.take_folder",
        "schedule": crontab(hour=2, minute=30),
        "options": {"expires": 3600},
    },
    "sweep-imports": {
        "task": "kvalitet.imports.tasks.sweep",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    "recompute-absence-figures": {
        "task": "sickleave.tasks.recompute_figures",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
    "sweep-absence-imports": {
        "task": "sickleave.tasks.sweep_imports",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    "fill-search": {
        "task": "kvalitet.search.tasks.fill_search",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
    "delete-confirmed-sick-leave": {
        "task": "sickleave.tasks.delete_confirmed",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "recompute-sick-leave": {
        "task": "sickleave.tasks.recompute_cases",
        "schedule": crontab(hour=0, minute=25),
        "options": {"expires": 3600},
    },
    "plan-yearly-analyses": {
        "task": "sickleave.tasks.plan_analyses",
        "schedule": crontab(hour=4, minute=20),
        "options": {"expires": 3600},
    },
    "follow-leaders-of-sick-leave": {
        "task": "sickleave.tasks.follow_leaders",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
}
