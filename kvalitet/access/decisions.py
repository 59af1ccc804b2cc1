"""The four questions: what may I see, may I do this, who can see it, and let me only if. [P4]"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.access.rules import roles_with
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Leadership, Person, Position, Unit
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


@dataclass(frozen=True)
class Viewers:
    """Everyone who can see an object; `everyone` is set when it is open to a whole municipality."""

    everyone: str
    people: list[Viewer]

    def person_ids(self) -> set[int]:
        """Ids of those named."""
        return {viewer.person.pk for viewer in self.people}


class Policy:
    """The one answer of a model; subclasses say `view_q`, `rules` and, beyond roles, `parties` and `open_to_all`."""

    view_verb: str
    rules: dict[str, Rule]

    def view_q(self, user: Any) -> Q:
        """Turn the person into a filter of literal ids."""
        return scope_of(user).q(self.view_verb)

    def unit_of(self, obj: Any) -> Unit:
        """Return the unit whose roles decide."""
        unit: Unit = obj.unit
        return unit

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        """Return people who see the object whatever their role, and why."""
        return []

    def open_to_all(self, obj: Any) -> str:
        """Return a sentence when everyone in the municipality can see it, otherwise an empty text."""
        return ""


def may(user: Any, verb: str, obj: Model | None = None) -> Decision:
    """Answer whether the person may; without an object: anywhere at all."""
    scope = scope_of(user)
    if obj is None:
        return Allowed() if scope.has(verb) else Denied(_("Du har ikke en rolle som gir tilgang til dette."))
    rules: dict[str, Rule] = policy_of(type(obj)).rules
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
    policy: Policy = policy_of(type(obj))
    code = policy.view_verb if verb == "view" else verb
    day = timezone.localdate()
    unit = policy.unit_of(obj)
    people: list[Viewer] = [
        Viewer(person, _("Part i saken"), unit.name, because)
        for person, because in policy.parties(obj)
        if person.is_active
    ]
    people += _holders(unit, roles_with(code), day)
    people += _deputies(people, day)
    seen: dict[int, Viewer] = {}
    for viewer in people:
        seen.setdefault(viewer.person.pk, viewer)
    return Viewers(policy.open_to_all(obj), sorted(seen.values(), key=lambda v: (v.role, v.person.last_name)))


def _holders(unit: Unit, roles: frozenset[str], day: Any) -> list[Viewer]:
    paths = prefixes(unit.path)
    found: list[Viewer] = []
    assignments = RoleAssignment.objects.valid_on(day).filter(unit__path__in=paths, role__in=roles)
    for held in assignments.filter(person__is_active=True).select_related("person", "unit"):
        found.append(Viewer(held.person, held.get_role_display(), held.unit.name, _("har rollen")))
    if Role.LEADER in roles:
        leaderships = Leadership.objects.valid_on(day).filter(unit__path__in=paths, person__is_active=True)
        for lead in leaderships.select_related("person", "unit"):
            found.append(Viewer(lead.person, str(Role.LEADER.label), lead.unit.name, _("leder enheten")))
    if Role.EMPLOYEE in roles:
        posts = Position.objects.valid_on(day).filter(unit__path__in=paths, person__is_active=True)
        for post in posts.select_related("person", "unit"):
            found.append(Viewer(post.person, str(Role.EMPLOYEE.label), post.unit.name, _("har stilling her")))
    return found


def _deputies(viewers: list[Viewer], day: Any) -> list[Viewer]:
    by_principal = {viewer.person.pk: viewer for viewer in viewers}
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
