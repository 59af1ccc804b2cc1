"""The ground floor: who, where, may, when, what changed and how it is shown."""

from kvalitet.celery import app as celery_app

__all__ = ["celery_app"]
