"""The four questions: what may I see, may I do this, who can see it, and let me only if. [P4]"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.access.rules import PERSONAL_ROLES, roles_lent_with, roles_with
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Leadership, Municipality, Person, Position, Unit
from kvalitet.organisation.rules import prefixes
from kvalitet.web.visibility import policy_of


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    reason: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No, and why in a whole sentence, to show beside the greyed button."""

    reason: str

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Denied
Text = str | Promise
Rule = Callable[[Scope, Any], Decision]


@dataclass(frozen=True)
class Viewer:
    """One who can see an object: person, in which role, on which unit, because."""

    person: Person
    role: str
    unit: str
    because: str
    is_lent_on: bool = True
    """Whether those who stand in for the person see it too."""


@dataclass(frozen=True)
class Viewers:
    """Everyone who can see an object; `everyone` is set when it is open to a whole municipality."""

    everyone: str
    people: list[Viewer]
    municipalities: frozenset[int] = frozenset()
    """Ids of the municipalities that `everyone` speaks of."""

    def person_ids(self) -> set[int]:
        """Ids of those named."""
        return {viewer.person.pk for viewer in self.people}


class Policy:
    """The one answer of a model; subclasses say `view_q`, `rules` and, beyond roles, `parties` and `open_to_all`."""

    view_verb: str
    rules: dict[str, Rule]
    deputies_of_parties: bool = False
    """Whether those who stand in for a party see the object too."""

    def view_q(self, user: Any) -> Q:
        """Turn the person into a filter of literal ids."""
        return scope_of(user).q(self.view_verb)

    def verb_for(self, obj: Any) -> str:
        """Return the verb that lets a role see this object."""
        return self.view_verb

    def unit_of(self, obj: Any) -> Unit:
        """Return the unit whose roles decide."""
        unit: Unit = obj.unit
        return unit

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        """Return people who see the object whatever their role, and why."""
        return []

    def lent_parties(self, obj: Any) -> list[tuple[Person, str]]:
        """Return the parties whose stand-ins see the object too."""
        return self.parties(obj) if self.deputies_of_parties else []

    def open_to_all(self, obj: Any) -> str:
        """Return a sentence when everyone in the municipality can see it, otherwise an empty text."""
        return ""

    def open_to(self, obj: Any) -> frozenset[int]:
        """Return ids of the municipalities in which everyone can see it."""
        if not self.open_to_all(obj):
            return frozenset()
        return frozenset({obj.pk if isinstance(obj, Municipality) else obj.municipality_id})


def _model_of(obj: Model) -> type[Model]:
    """The model, also of the lazy person a request carries."""
    model: Any = obj._meta.concrete_model
    return cast("type[Model]", model)


def may(user: Any, verb: str, obj: Model | None = None) -> Decision:
    """Answer whether the person may; without an object: anywhere at all."""
    scope = scope_of(user)
    if obj is None:
        return Allowed() if scope.has(verb) else Denied(_("Du har ikke en rolle som gir tilgang til dette."))
    rules: dict[str, Rule] = policy_of(_model_of(obj)).rules
    return rules[verb](scope, obj)


def require(user: Any, verb: str, obj: Model | None = None) -> None:
    """Raise PermissionDenied with the reason; only after the object was found visible."""
    decision = may(user, verb, obj)
    if not decision:
        raise PermissionDenied(decision.reason)


def by_role(verb: str, refusal: Text) -> Rule:
    """Make a rule: the verb must be held on the object's unit or municipality."""

    def rule(scope: Scope, obj: Any) -> Decision:
        unit_id = obj.pk if isinstance(obj, Unit) else obj.unit_id
        covered = scope.covers(verb, municipality_id=obj.municipality_id, unit_id=unit_id)
        return Allowed() if covered else Denied(str(refusal))

    return rule


def who(obj: Model, verb: str = "view") -> Viewers:
    """List who can see the object and why; a handful of queries whatever the size."""
    policy: Policy = policy_of(_model_of(obj))
    code = policy.verb_for(obj) if verb == "view" else verb
    day = timezone.localdate()
    unit = policy.unit_of(obj)
    parties = _parties(policy.parties(obj), unit)
    holders = _holders(unit, roles_with(code) - {Role.EMPLOYEE}, roles_lent_with(code), day)
    people = parties + holders + _deputies(holders + _parties(policy.lent_parties(obj), unit), day)
    if Role.EMPLOYEE in roles_with(code):
        people += _employees(unit, day)
    return Viewers(policy.open_to_all(obj), _once(people), policy.open_to(obj))


def _parties(found: list[tuple[Person, str]], unit: Unit) -> list[Viewer]:
    return [Viewer(person, _("Part i saken"), unit.name, because) for person, because in found if person.is_active]


def holders_over(unit: Unit) -> list[Viewer]:
    """List who holds a role, other than a post, on the unit or above it, and their deputies."""
    day = timezone.localdate()
    roles = frozenset(Role.values) - {Role.EMPLOYEE}
    holders = _holders(unit, roles, roles - PERSONAL_ROLES, day)
    return _once(holders + _deputies(holders, day))


def _once(viewers: list[Viewer]) -> list[Viewer]:
    seen: dict[int, Viewer] = {}
    for viewer in viewers:
        seen.setdefault(viewer.person.pk, viewer)
    return sorted(seen.values(), key=lambda viewer: (viewer.role, viewer.person.sort_key, viewer.person.first_name))


def _holders(unit: Unit, roles: frozenset[str], lent: frozenset[str], day: date) -> list[Viewer]:
    paths = prefixes(unit.path)
    found: list[Viewer] = []
    assignments = RoleAssignment.objects.valid_on(day).filter(unit__path__in=paths, role__in=roles)
    for held in assignments.filter(person__is_active=True).select_related("person", "unit"):
        label = held.get_role_display()
        found.append(Viewer(held.person, label, held.unit.name, _("har rollen"), is_lent_on=held.role in lent))
    if Role.LEADER in roles:
        leaderships = Leadership.objects.valid_on(day).filter(unit__path__in=paths, person__is_active=True)
        for lead in leaderships.select_related("person", "unit"):
            label, is_lent_on = str(Role.LEADER.label), Role.LEADER in lent
            found.append(Viewer(lead.person, label, lead.unit.name, _("leder enheten"), is_lent_on=is_lent_on))
    return found


def _employees(unit: Unit, day: date) -> list[Viewer]:
    """Those with a post here; a post is not a role that a deputy takes over."""
    posts = Position.objects.valid_on(day).filter(unit__path__in=prefixes(unit.path), person__is_active=True)
    return [
        Viewer(post.person, str(Role.EMPLOYEE.label), post.unit.name, _("har stilling her"))
        for post in posts.select_related("person", "unit")
    ]


def _deputies(viewers: list[Viewer], day: date) -> list[Viewer]:
    by_principal = {viewer.person.pk: viewer for viewer in viewers if viewer.is_lent_on}
    rows = Deputy.objects.valid_on(day).filter(principal__in=list(by_principal), deputy__is_active=True)
    return [
        Viewer(
            row.deputy,
            by_principal[row.principal_id].role,
            by_principal[row.principal_id].unit,
            _("stedfortreder for %(name)s") % {"name": by_principal[row.principal_id].person},
        )
        for row in rows.select_related("deputy")
    ]
