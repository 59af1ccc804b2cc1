"""What is measured inside Django, each a program of its own: `python -m bench.inside pages 30 ""`. Answers in JSON."""

import json
import sys
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings


def pages(rounds: str, only: str = "") -> Any:
    """Open the pages."""
    settings.ROOT_URLCONF = "bench.urls"
    from bench.pages import measure_pages  # noqa: PLC0415 — after django.setup()
    from kvalitet.wsgi import application  # noqa: PLC0415 — after django.setup()

    return measure_pages(application, rounds=int(rounds), only=only)


def prepare(count: str) -> Any:
    """Let so many reminders come due."""
    from bench.reminders import prepare  # noqa: PLC0415 — after django.setup()

    return prepare(int(count))


def plan() -> Any:
    """Plan them."""
    from bench.reminders import plan_all  # noqa: PLC0415 — after django.setup()

    return plan_all()


def send(seconds: str) -> Any:
    """Send them for a while."""
    from bench.reminders import send  # noqa: PLC0415 — after django.setup()

    return send(float(seconds))


def imports(name: str) -> Any:
    """Bring in a file."""
    from bench import importing  # noqa: PLC0415 — after django.setup()

    work = {
        "plan": importing.import_plan,
        "staff": importing.import_staff,
        "absences": importing.import_absences,
        "absences-again": importing.import_absences_again,
    }
    return work[name]()


def cases() -> Any:
    """Reckon every open case of sick leave anew."""
    from bench.sick_leave import measure  # noqa: PLC0415 — after django.setup()

    return measure()


def figures() -> Any:
    """Reckon a month of sick leave in every unit."""
    from bench.absence_figures import measure  # noqa: PLC0415 — after django.setup()

    return measure()


WORK: dict[str, Callable[..., Any]] = {
    "pages": pages,
    "prepare": prepare,
    "plan": plan,
    "send": send,
    "imports": imports,
    "cases": cases,
    "figures": figures,
}

if __name__ == "__main__":
    django.setup()
    json.dump(WORK[sys.argv[1]](*sys.argv[2:]), sys.stdout)
