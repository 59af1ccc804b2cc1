"""Sight by track: those who follow one kind of event in the whole municipality. [D4, P4]"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import Circle
from deviations.models import Deviation, TrackReader
from kvalitet.access.scopes import Scope
from kvalitet.organisation.models import Person
from kvalitet.organisation.querysets import valid_on

CIRCLES = (Circle.NORMAL, Circle.CONFIDENTIAL)
"""What is restricted is for named people only, whatever tracks it follows."""


def followed(scope: Scope) -> frozenset[Any]:
    """Return (municipality, kind) of the tracks the person follows today; looked up once a scope."""
    kept: frozenset[Any] | None = scope._ids.get("deviations.followed")
    if kept is None:
        rows = TrackReader._base_manager.filter(valid_on(timezone.localdate()), person=scope.person_id)
        kept = frozenset(rows.order_by().values_list("municipality_id", "kind"))
        scope._ids["deviations.followed"] = kept
    return kept


def followed_q(scope: Scope, prefix: str = "") -> Q | None:
    """Return the filter of events seen by track, of literal ids, or None for those who follow none."""
    if not (pairs := followed(scope)):
        return None
    found = Q()
    for municipality in sorted({place for place, _kind in pairs}):
        kinds = sorted(kind for place, kind in pairs if place == municipality)
        found |= Q(**{f"{prefix}municipality_id": municipality, f"{prefix}track_kinds__overlap": kinds})
    return found & Q(**{f"{prefix}circle__in": CIRCLES}) & ~Q(**{f"{prefix}track_kinds": []})


def readers_of(event: Deviation, kinds: Collection[str] | None = None) -> list[tuple[Person, str]]:
    """Return those who follow a track of the event today (one of `kinds`, when given), and why they see it."""
    wanted = set(event.track_kinds if kinds is None else kinds) & set(event.track_kinds)
    if event.circle not in CIRCLES or not wanted:
        return []
    held = TrackReader._base_manager.filter(valid_on(timezone.localdate()), municipality=event.municipality_id)
    words = _("%(title)s, følger «%(track)s»")
    return [
        (row.person, words % {"title": row.title, "track": row.get_kind_display()})
        for row in held.filter(kind__in=sorted(wanted)).select_related("person")
    ]
