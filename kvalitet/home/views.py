"""What each role sees first."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.access.queries import stand_in_sentences
from kvalitet.access.scopes import Held, scope_of
from kvalitet.deadlines.queries import task_counts, task_rows, tasks_for
from kvalitet.home.figures import setup_lacks
from kvalitet.home.rules import greeting
from kvalitet.organisation.models import Person
from kvalitet.web.context import address
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, page

MOST_TASKS = 5


@require_safe
def start(request: Request) -> HttpResponse:
    """Tasks first, then shortcuts, then what other apps hang up for the role: work, numbers and plans."""
    now = timezone.localtime()
    mine = tasks_for(request.user, now.date())
    context: dict[str, Any] = {
        "greeting": greeting(now, request.user.first_name or request.user.username),
        "now": now,
        "place": place_of(request.user),
        "tasks": task_rows(mine[:MOST_TASKS], now.date(), owner=request.user),
        "counts": task_counts(mine, now.date()),
        "shortcuts": _shortcuts(request),
        "auditor_until": _auditor_until(request.user, now.date()),
        "stand_ins": stand_in_sentences(scope_of(request.user)),
        "lacks": setup_lacks(request.user, now.date()),
        "first": panels_for("home.first", request, None),
        "work": panels_for("home.work", request, None),
        "panels": panels_for("home", request, None),
    }
    return page(request, "home/start.html", context)


def place_of(user: Person) -> str:
    """Name where the person belongs: the unit led, the outermost role, the post, or the municipality."""

    def rank(held: Held) -> tuple[bool, bool, int]:
        return (held.role != Role.LEADER, held.role == Role.EMPLOYEE, len(held.path))

    held = min(scope_of(user).held, key=rank, default=None)
    return held.unit_name if held else str(user.municipality or "")


def _shortcuts(request: Request) -> list[dict[str, str]]:
    """Return what apps hang up for the person, then what everyone has; an app that is not there leaves no dead link."""
    found = [entry for panel in panels_for("home.shortcuts", request, None) for entry in panel["entries"]]
    everyone = [
        (_("Mine oppgaver"), "deadlines:tasks", "Tasklist"),
        (_("Min profil"), "setup:my-profile", "PersonCircle"),
    ]
    if scope_of(request.user).municipalities("setup.edit"):
        found += _links(
            [
                (_("Organisasjonen"), "setup:unit-tree", "Branching"),
                (_("Personer"), "setup:person-list", "PersonGroup"),
                (_("Roller"), "setup:role-list", "Shield"),
            ]
        )
    return found + _links(everyone)


def _links(entries: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "url": url, "icon": icon} for label, name, icon in entries if (url := address(name))]


def _auditor_until(user: Person, today: date) -> date | None:
    """Return the last day of the auditor's access; None for all others. [P4]"""
    if not scope_of(user).holds(Role.AUDITOR):
        return None
    held = RoleAssignment.objects.valid_on(today).filter(person=user, role=Role.AUDITOR).order_by("ends")
    return held.values_list("ends", flat=True).last()
