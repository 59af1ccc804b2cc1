"""`check --deploy` says so where anybody can sign in with the demo's password; the web server refuses to start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from kvalitet.organisation.models import Person

FOUND = "Demo accounts exist in the database, and anyone knows their password. Use a database without the demo."


def has_demo_accounts() -> bool:
    """Whether anyone from the demo can sign in."""
    return bool(Person.objects.filter(is_demo=True).exists())


@register(Tags.security, deploy=True)
def demo_accounts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say so in `check --deploy`; a database that can't be reached has nothing to say."""
    if not settings.PRODUCTION:
        return []
    try:
        return [Error(FOUND, id="kvalitet.E001")] if has_demo_accounts() else []
    except DatabaseError:
        return []
