"""Closing the people who have left: posts, roles, leadership and sign-in end, and everything they did stays. [P3]"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.history import actions as history
from kvalitet.organisation.models import Leadership, Person, Position


def close_people(last_days: Mapping[int, date], *, by: Person | None, reason: str = "") -> int:
    """End everything dated that people hold, each on their own last day, and shut their sign-in. Returns how many."""
    if not last_days:
        return 0
    ids = list(last_days)
    reason = reason or _("Har sluttet.")
    for model, owner in ((Position, "person_id"), (Leadership, "person_id"), (RoleAssignment, "person_id")):
        _end(model, model._base_manager.filter(person__in=ids), owner, last_days, by, reason)
    _end(Deputy, Deputy._base_manager.filter(principal__in=ids), "principal_id", last_days, by, reason)
    stand_ins = Deputy._base_manager.filter(deputy__in=ids).exclude(principal__in=ids)
    _end(Deputy, stand_ins, "deputy_id", last_days, by, reason)
    led = list(Person._base_manager.filter(leader_override__in=ids))
    for person in led:
        person.leader_override = None
    history.apply_many(Person, led, ["leader_override"], by=by, reason=_("Nærmeste leder har sluttet."))
    leaving = list(Person._base_manager.filter(pk__in=ids, is_active=True))
    for person in leaving:
        person.is_active = False
    return history.apply_many(Person, leaving, ["is_active"], by=by, reason=reason)


def _end(
    model: type[Model],
    rows: "QuerySet[Any]",
    owner: str,
    last_days: Mapping[int, date],
    by: Person | None,
    reason: str,
) -> None:
    earliest = min(last_days.values())
    ended = []
    for row in rows.filter(Q(ends=None) | Q(ends__gt=earliest)):
        last = last_days[getattr(row, owner)]
        if row.ends is not None and row.ends <= last:
            continue
        if row.starts > last:
            history.remove(row, by=by, reason=reason)
            continue
        row.ends = last
        ended.append(row)
    history.apply_many(model, ended, ["ends"], by=by, reason=reason)
