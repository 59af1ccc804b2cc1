"""What safety and union representatives see of their area, and what is taken out of it first. [D11, S]"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from deviations.choices import Circle, EntryKind
from deviations.models import Consultation, Deviation, ShownFile
from deviations.policies.deviations import granted_events
from deviations.policies.readers import followed_q
from deviations.queries.routing import representatives_of
from deviations.rules.flow import Need
from deviations.rules.representatives import Asked, Waiting, waiting
from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import prefixes
from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.queries import check_all
from kvalitet.privacy.rules import Finding, redact

EVENT_TEXTS = (
    *("title", "description", "immediate_action", "place_text"),
    *("cause_text", "no_measure_reason", "closing_text", "whys"),
)
ROW_TEXTS = ("title", "place_text")
NEEDED = (
    *("uuid", "municipality__name", "municipality_id", "unit_id", "reporter_id", "handler_id"),
    *("circle", "is_hse", "track_kinds"),
)
AT_ONCE = 400
"""Texts that are looked through together: some 50 events."""
TRACK_TEXTS = ("removed_reason", "data_kinds", "effects", "remedies")
NOTICE_TEXTS = ("receiver", "reason", "late_reason")
ENTRY_TEXTS = ("text",)


def area(scope: Scope) -> Q:
    """Match the events of the sub-trees where the person represents others."""
    return scope.q("deviations.comment") & Q(is_hse=True, circle=Circle.NORMAL)


def sees_as_representative(user: Person, event: Deviation) -> bool:
    """Whether nothing but the task of representing others shows the person this event."""
    scope = scope_of(user)
    if event.circle != Circle.NORMAL or not event.is_hse or not _covers(scope, "deviations.comment", event):
        return False
    takes_part = scope.person_id == event.reporter_id
    takes_part |= event.handler_id in {scope.person_id, *scope.principals} if event.handler_id else False
    takes_part |= event.pk in granted_events(scope)
    return not (takes_part or _covers(scope, "deviations.view", event) or _follows(scope, event))


def _covers(scope: Scope, verb: str, event: Deviation) -> bool:
    return scope.covers(verb, municipality_id=event.municipality_id, unit_id=event.unit_id)


def _follows(scope: Scope, event: Deviation) -> bool:
    kept: Any = scope._ids.get("deviations.followed")
    if kept is None:
        followed_q(scope)
        kept = scope._ids["deviations.followed"]
    return any((event.municipality_id, kind) in kept for kind in event.track_kinds)


def cleaned(
    events: Sequence[Deviation],
    user: Person,
    *,
    entries: Iterable[Any] = (),
    tracks: Iterable[Any] = (),
    notices: Iterable[Any] = (),
    names: Sequence[str] = EVENT_TEXTS,
) -> frozenset[int]:
    """Take names and health out of what is shown to one who only represents others; returns ids of those events.

    Changes the rows in memory, which are to be shown and never saved. A query for each 50 events at most, none when
    nothing is hidden. The person's own name stays.
    """
    hidden = {event.pk: event for event in events if sees_as_representative(user, event)}
    found: list[tuple[Any, str]] = [(event, name) for event in hidden.values() for name in names]
    for rows, texts in ((entries, ENTRY_TEXTS), (tracks, TRACK_TEXTS), (notices, NOTICE_TEXTS)):
        found += [(row, name) for row in rows if row.deviation_id in hidden for name in texts]
    places = {event.municipality_id for event in hidden.values()}
    for place in places:
        own = [one for one in found if one[0].municipality_id == place]
        for part in batched(own, AT_ONCE):
            _clean(part, next(event.municipality for event in hidden.values() if event.municipality_id == place), user)
    return frozenset(hidden)


def _clean(found: Sequence[tuple[Any, str]], municipality: Any, user: Person) -> None:
    """Clean fields of rows, lists of texts too; the names of a municipality are looked up once."""
    texts: dict[str, str] = {}
    for number, (row, name) in enumerate(found):
        value = getattr(row, name) or ""
        texts |= {f"{number}/{at}": one for at, one in enumerate([value] if isinstance(value, str) else value)}
    told = check_all(texts, municipality)
    for number, (row, name) in enumerate(found):
        value = getattr(row, name) or ""
        keys = [f"{number}/{at}" for at in range(1 if isinstance(value, str) else len(value))]
        new = [_without(texts[key], told[key], user) for key in keys]
        setattr(row, name, new[0] if isinstance(value, str) else new)


def clean_rows(rows: Iterable[dict[str, Any]], user: Person) -> None:
    """Clean titles and places of rows read as values, for those who represent others somewhere."""
    if not scope_of(user).has("deviations.comment"):
        return
    by_key = {row["uuid"]: row for row in rows}
    found = Deviation._base_manager.filter(uuid__in=list(by_key)).select_related("municipality")
    events = list(found.only(*NEEDED, *ROW_TEXTS))
    cleaned(events, user, names=ROW_TEXTS)
    for event in events:
        by_key[event.uuid] |= {name: getattr(event, name) for name in ROW_TEXTS if name in by_key[event.uuid]}


def _without(text: str, found: Iterable[Finding], user: Person) -> str:
    own = f"{user.first_name} {user.last_name}".lower()
    return redact(text, [one for one in found if not (one.kind == FindingKind.NAME and one.text.lower() in own)])


def shown_files(event: Deviation) -> frozenset[UUID]:
    """Return the keys of the files the handler lets representatives see."""
    return frozenset(ShownFile._base_manager.filter(deviation=event).values_list("file__uuid", flat=True))


def batched(items: Sequence[Any], size: int) -> Iterable[Sequence[Any]]:
    """Cut a list into parts of a size at most."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def asked_of(unit: Unit, on: date) -> list[tuple[Person, str]]:
    """Return who is asked about cases of a unit: the nearest safety representatives, otherwise those of the unions."""
    safety = representatives_of(unit, on)
    if safety:
        return [(person, Role.SAFETY) for person in safety]
    rows = RoleAssignment.objects.valid_on(on).filter(
        unit__path__in=prefixes(unit.path), role=Role.UNION, person__is_active=True
    )
    found = list(rows.select_related("person", "unit").order_by("-unit__path", "person__sort_key", "pk"))
    nearest = [row.person for row in found if row.unit.path == found[0].unit.path]
    return [(person, Role.UNION) for person in dict.fromkeys(nearest)]


def to_be_asked(event: Deviation, on: date) -> list[tuple[Person, str]]:
    """Return those of them who don't handle the case themselves."""
    return [(person, role) for person, role in asked_of(event.unit, on) if person.pk != event.handler_id]


def consultations_of(event: Deviation) -> list[Consultation]:
    """Return who has been asked since the case was last opened."""
    rows = Consultation._base_manager.filter(deviation=event).select_related("person")
    if event.reopened_count:
        reopened = event.entries.filter(kind=EntryKind.REOPENED).aggregate(at=Max("at"))["at"]
        rows = rows.filter(asked_at__gt=reopened) if reopened else rows
    return list(rows.order_by("asked_at", "pk"))


def standing(event: Deviation, today: date) -> tuple[Waiting, list[Consultation]]:
    """Say how it stands with the representatives of a case, and whom was asked."""
    rows = consultations_of(event)
    asked = [Asked(row.due, row.answered_at is not None, row.ended_reason) for row in rows]
    is_anybody = bool(rows) or bool(event.circle == Circle.NORMAL and to_be_asked(event, today))
    return waiting(circle=event.circle, has_representative=is_anybody, asked=asked, today=today), rows


def closing_needs(event: Deviation, today: date) -> list[Need]:
    """Say on the check list whether the case waits for a representative; nothing where health and safety isn't met."""
    if not event.is_hse:
        return []
    found, _rows = standing(event, today)
    return [Need("representatives", found.text, is_met=found.is_met)]
