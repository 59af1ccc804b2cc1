"""For machines that watch: is the process alive, and can it serve? Names nobody, and is open to all."""

from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECONDS = 2


@never_cache
@require_safe
@login_not_required
def live(request: HttpRequest) -> HttpResponse:
    """Tell that the process answers; it asks nobody else. Restart what doesn't."""
    return JsonResponse({"ok": True})


@never_cache
@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """Tell whether pages can be served: the database, its tables and the queue. Send nobody here until it is 200."""
    found = {name: check() for name, check in CHECKS.items()}
    is_ready = all(found.values())
    return JsonResponse({"ok": is_ready, **found}, status=200 if is_ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def _tables() -> bool:
    """Whether every migration of this version has been run; looked up until it is so."""
    try:
        return _migrated() or _forget()
    except DatabaseError:
        return False


@cache
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _forget() -> bool:
    _migrated.cache_clear()
    return False


def _queue() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as broker:
            return bool(broker.ping())
    except redis.RedisError:
        return False


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "tables": _tables, "queue": _queue}
