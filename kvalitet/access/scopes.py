"""Resolve a person's sight to literal ids, once a request. [P2, P4]"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.rules import PERSONAL_ROLES, verbs_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import below_paths
from kvalitet.organisation.rules import STEP_LENGTH, outermost

SQL = files("kvalitet.access").joinpath("sql/scope.sql").read_text(encoding="utf-8")


LEADS = "leads"
"""What the question answers beside a unit that is led, where a post has its title."""


class Row(NamedTuple):
    """An answer of the one question; which of the columns say anything depends on its kind."""

    owner: int
    role: str
    text: str
    key: int
    name: str
    path: str
    municipality_id: int
    ends: date | None
    is_away: bool


@dataclass(frozen=True)
class Held:
    """A role held today on a unit and all below it."""

    role: str
    unit_id: int
    unit_name: str
    path: str
    municipality_id: int
    because: str
    is_lent: bool = False

    @cached_property
    def verbs(self) -> frozenset[str]:
        """What it gives."""
        return verbs_of(self.role, is_lent=self.is_lent)

    @property
    def label(self) -> str:
        """The role in words."""
        return str(Role(self.role).label)

    @property
    def is_root(self) -> bool:
        """Held on the municipality itself."""
        return len(self.path) == STEP_LENGTH


@dataclass(frozen=True)
class StandIn:
    """One who stands in for another today, and until when."""

    principal_id: int
    principal: str
    deputy: str
    ends: date | None
    is_away: bool


@dataclass(frozen=True)
class Scope:
    """What a person holds on a day, and the ids it becomes."""

    person_id: int
    home_id: int | None
    held: tuple[Held, ...]
    principals: tuple[int, ...]
    post_units: frozenset[int]
    stand_ins: tuple[StandIn, ...] = ()
    guest_units: frozenset[int] = frozenset()
    """Units of other municipalities that a municipality of the person's takes part in; not what lies below them."""
    titles: frozenset[str] = frozenset()
    """Titles of the posts held today, by the person and by those the person stands in for."""
    led_units: frozenset[int] = frozenset()
    """Units led today, by the person and by those the person stands in for; a leader's role alone leads nothing."""
    _ids: dict[str, frozenset[int]] = field(default_factory=dict, compare=False)

    @cached_property
    def member_of(self) -> frozenset[int]:
        """Ids of municipalities the person belongs to by home, post or role."""
        return members_of(self.home_id, self.held)

    def has(self, verb: str) -> bool:
        """Whether any role held gives the verb somewhere."""
        return any(verb in held.verbs for held in self.held)

    def holds(self, role: str) -> bool:
        """Whether the role is held anywhere."""
        return any(held.role == role for held in self.held)

    def municipalities(self, verb: str) -> frozenset[int]:
        """Ids of municipalities where the verb is held on the root."""
        key = f"roots {verb}"
        if key not in self._ids:
            held = (h.municipality_id for h in self.held if h.is_root and verb in h.verbs)
            self._ids[key] = frozenset(held)
        return self._ids[key]

    def paths(self, verb: str) -> list[str]:
        """Outermost paths below the roots where the verb is held."""
        roots = {h.path for h in self.held if h.is_root and verb in h.verbs}
        paths = outermost([h.path for h in self.held if verb in h.verbs])
        return [path for path in paths if path not in roots]

    def units(self, verb: str) -> frozenset[int]:
        """Ids of all units in the sub-trees where the verb is held; whole municipalities are left out."""
        if verb not in self._ids:
            paths = self.paths(verb)
            below = f"below {paths}"  # verbs held in the same places share one query
            if below not in self._ids:
                units = Unit.objects.filter(below_paths(paths)).order_by()
                self._ids[below] = frozenset(units.values_list("pk", flat=True)) if paths else frozenset()
            self._ids[verb] = self._ids[below]
        return self._ids[verb]

    def covers(self, verb: str, *, municipality_id: int, unit_id: int | None) -> bool:
        """Whether the verb is held on this unit, or on its whole municipality."""
        if municipality_id in self.municipalities(verb):
            return True
        return unit_id is not None and unit_id in self.units(verb)

    def q(self, verb: str, *, unit: str = "unit_id", municipality: str = "municipality_id") -> Q:
        """Make the verb a filter of literal ids."""
        found = Q(pk__in=[])
        if roots := self.municipalities(verb):
            found |= Q(**{f"{municipality}__in": sorted(roots)})
        if units := self.units(verb):
            found |= Q(**{f"{unit}__in": sorted(units)})
        return found


def members_of(home_id: int | None, held: Iterable[Held]) -> frozenset[int]:
    """Return ids of the municipalities that a home, posts and roles make one belong to."""
    own = frozenset() if home_id is None else frozenset({home_id})
    return own | {one.municipality_id for one in held}


def scope_of(user: Any) -> Scope:
    """Return the signed-in person's scope today, resolved once for this instance of the person."""
    day = timezone.localdate()
    kept: tuple[date, Scope] | None = getattr(user, "_scope", None)
    if kept is None or kept[0] != day:
        kept = (day, resolve(user, day))
        user._scope = kept
    return kept[1]


def resolve(person: Person, day: date) -> Scope:
    """Resolve a person's scope on a day, in one query. Someone who has left sees nothing."""
    if not person.is_active:
        return Scope(person.pk, None, (), (), frozenset())
    mine = {"person": person.pk, "home": person.municipality_id, "personal": sorted(PERSONAL_ROLES)}
    with connection.cursor() as cursor:
        cursor.execute(SQL, {**mine, "day": day})
        rows = [(kind, Row(*rest)) for kind, *rest in cursor.fetchall()]
    stand_ins = _stand_ins(row for kind, row in rows if kind == "stand_in")
    principals = {row.principal_id: row.principal for row in stand_ins if row.principal_id != person.pk}
    posts = [row for kind, row in rows if kind == "held" and row.role == Role.EMPLOYEE]
    given = [row for kind, row in rows if kind == "held" and row.role != Role.EMPLOYEE]
    own = [row for row in posts if row.owner == person.pk]  # a post is not a role that a stand-in takes over
    held = [_held(row, _because(row.owner, person, principals), is_lent=row.owner != person.pk) for row in given]
    return Scope(
        person_id=person.pk,
        home_id=person.municipality_id,
        held=(*held, *(_held(row, _("har stilling her"), is_lent=False) for row in own)),
        principals=tuple(principals),
        post_units=frozenset(row.key for row in own),
        stand_ins=stand_ins,
        guest_units=frozenset(row.key for kind, row in rows if kind == "guest"),
        titles=frozenset(row.text for row in posts),
        led_units=frozenset(row.key for row in given if row.text == LEADS),
    )


def _held(row: Row, because: str, *, is_lent: bool) -> Held:
    return Held(row.role, row.key, row.name, row.path, row.municipality_id, because, is_lent)


def _stand_ins(rows: Iterable[Row]) -> tuple[StandIn, ...]:
    """Return whom the person stands in for today, and who stands in for the person; the first to end first."""
    ordered = sorted(rows, key=lambda row: (row.ends is None, row.ends or date.max, row.key))
    return tuple(StandIn(row.owner, row.text, row.name, row.ends, row.is_away) for row in ordered)


def _because(owner: int, person: Person, principals: dict[int, str]) -> str:
    if owner == person.pk:
        return _("har rollen selv")
    return _("stedfortreder for %(name)s") % {"name": principals[owner]}
