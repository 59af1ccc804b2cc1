"""Reading versions back as sentences a person understands. [P5]"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

HIDDEN = frozenset(
    {"id", "uuid", "version", "path", "password", "last_login", "sort_key", "position", "date_joined", "status_at"}
)
EMPTY = "–"


@dataclass(frozen=True)
class Change:
    """One field as it was and as it became, ready to show."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One version: when, by whom, why, and what differs from the one before."""

    when: datetime
    who: str
    kind: str
    reason: str
    changes: list[Change] = field(default_factory=list)
    title: str = ""


def timeline(obj: models.Model, limit: int = 50) -> list[Entry]:
    """Return the newest versions, newest first; two queries and one more for each model pointed at."""
    manager: Any = obj.history  # type: ignore[attr-defined]
    return timelines(manager.all(), limit=limit)


def timelines(
    history: Any, *, limit: int = 50, titles: Mapping[Any, str] | None = None, skip: frozenset[str] = frozenset()
) -> list[Entry]:
    """Return the newest versions of several objects of a model in one line.

    `titles` names each object by its key; `skip` names fields whose changes are not told.
    """
    versions = list(history.select_related("history_user").order_by("-history_date", "-history_id")[: limit * 2 + 1])
    names = _names_of_related(versions)
    earlier: dict[Any, Any] = {}
    pairs = []
    for version in reversed(versions):
        pairs.append((version, earlier.get(version.id)))
        earlier[version.id] = version
    entries = []
    for version, before in reversed(pairs):
        changes = _changes(version, before, names, skip) if before is not None and version.history_type == "~" else []
        if version.history_type == "~" and before is not None and not changes and not version.history_change_reason:
            continue
        entries.append(
            Entry(
                when=version.history_date,
                who=str(version.history_user) if version.history_user else _("Systemet"),
                kind={"+": _("Opprettet"), "~": _("Endret"), "-": _("Slettet")}[version.history_type],
                reason=version.history_change_reason or "",
                changes=changes,
                title=(titles or {}).get(version.id, ""),
            )
        )
    return entries[:limit]


def changes_since(obj: models.Model, version: int) -> tuple[str, list[Change]]:
    """Return who changed the object after `version`, and what differs between then and now.

    Nobody and nothing for what has no versions, as it shall never be told who wrote it.
    """
    manager: Any = getattr(obj, "history", None)
    if manager is None:
        return "", []
    newer = list(manager.filter(version__gte=version).select_related("history_user").order_by("version", "history_id"))
    if len(newer) < 2:
        return "", []
    first, last = newer[0], newer[-1]
    who = str(last.history_user) if last.history_user else _("Systemet")
    told = [Change(_("Begrunnelse"), "", row.history_change_reason) for row in newer[1:] if row.history_change_reason]
    return who, _changes(last, first, _names_of_related([first, last])) + told


def shown(value: object) -> str:
    """Write a value the way people read it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "d.m.Y H.i")
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    return str(value)


def _fields(version: Any) -> "list[models.Field[Any, Any]]":
    return [
        f for f in version.instance_type._meta.concrete_fields if f.name not in HIDDEN and hasattr(version, f.attname)
    ]


def _changes(
    new: Any, old: Any, names: dict[tuple[type, Any], str], skip: frozenset[str] = frozenset()
) -> list[Change]:
    found = []
    for f in _fields(new):
        before, after = getattr(old, f.attname), getattr(new, f.attname)
        if before != after and f.name not in skip:
            label = str(f.verbose_name)
            told = ("", _("endret")) if is_sealed(f) else (_text(f, before, names), _text(f, after, names))
            found.append(Change(label[:1].upper() + label[1:], *told))
    return found


def is_sealed(f: "models.Field[Any, Any]") -> bool:
    """Whether the field holds what the database may not tell; that it changed is then all that history says. [S5]"""
    return bool(getattr(f, "is_sealed", False))


def _text(f: "models.Field[Any, Any]", value: Any, names: dict[tuple[type, Any], str]) -> str:
    if isinstance(f, models.ForeignKey) and value is not None:
        return names.get((f.related_model, value), _("(slettet)"))
    if f.choices and value not in (None, ""):
        return str(dict(f.flatchoices).get(value, value))
    return shown(value)


def _names_of_related(versions: list[Any]) -> dict[tuple[type, Any], str]:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for version in versions:
        for f in _fields(version):
            if isinstance(f, models.ForeignKey) and (value := getattr(version, f.attname)) is not None:
                wanted[f.related_model].add(value)
    return {
        (model, pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model._base_manager.in_bulk(list(pks)).items()
    }
