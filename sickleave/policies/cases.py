"""Who sees a case: the employee, the nearest leader of today, and HR on that sub-tree. Nobody else, ever. [S5]

Nothing here is lent to those who stand in, and no other role gives sight. See docs/adr/0009.
"""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.access.decisions import Allowed, Decision, Denied, Policy, Rule
from kvalitet.access.policies import root_of
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.people import led_people, nearest_leader
from kvalitet.web.visibility import register_policy
from sickleave.choices import CaseState
from sickleave.models import (
    Absence,
    ActivityStatement,
    Adaptation,
    Case,
    CaseLook,
    Contact,
    FollowUpPlan,
    Meeting,
    MeetingNeed,
    MeetingParticipant,
    Milestone,
    PlanSending,
    SickLeaveSettings,
    WayForward,
)

NOT_LEADER = gettext_lazy("Bare nærmeste leder kan gjøre dette.")
NOT_OWN = gettext_lazy("Bare den det gjelder kan gjøre dette.")
NOT_HR = gettext_lazy("Bare HR for enheten kan gjøre dette.")
NOT_PARTY = gettext_lazy("Bare nærmeste leder og HR for enheten kan gjøre dette.")


def led_by(scope: Scope) -> frozenset[int]:
    """Return ids of those whose nearest leader the person is today; asked once a scope. Stand-ins lead nobody here."""
    kept = scope._ids.get("sickleave.led")
    if kept is None:
        kept = led_people(Person(pk=scope.person_id), timezone.localdate())
        scope._ids["sickleave.led"] = kept
    return kept


def sight(scope: Scope, prefix: str = "") -> Q:
    """Return the filter of cases a scope sees, of literal ids; `prefix` leads from another model to the case.

    A leader sees what is open, and what was closed while the same person led; not what an earlier leader closed.
    """
    found = Q(**{f"{prefix}person_id": scope.person_id})
    if led := led_by(scope):
        now = Q(**{f"{prefix}state": CaseState.OPEN}) | Q(**{f"{prefix}last_leader_id": scope.person_id})
        found |= Q(**{f"{prefix}person_id__in": sorted(led)}) & now
    if scope.has("sickleave.follow_up"):
        found |= scope.q("sickleave.follow_up", unit=f"{prefix}unit_id", municipality=f"{prefix}municipality_id")
    return found


def absence_sight(scope: Scope) -> Q:
    """Return the filter of absences a scope sees."""
    found = Q(person_id=scope.person_id)
    if led := led_by(scope):
        found |= Q(person_id__in=sorted(led))
    if scope.has("sickleave.follow_up"):
        found |= scope.q("sickleave.follow_up")
    return found


def leads(scope: Scope, obj: Any) -> Decision:
    """The nearest leader of today."""
    return Allowed() if obj.person_id in led_by(scope) else Denied(str(NOT_LEADER))


def is_own(scope: Scope, obj: Any) -> Decision:
    """The employee."""
    return Allowed() if obj.person_id == scope.person_id else Denied(str(NOT_OWN))


def follows_up(scope: Scope, obj: Any) -> Decision:
    """HR on the sub-tree, but never in one's own case."""
    covered = scope.covers("sickleave.follow_up", municipality_id=obj.municipality_id, unit_id=obj.unit_id)
    return Allowed() if covered and obj.person_id != scope.person_id else Denied(str(NOT_HR))


def leads_or_follows_up(scope: Scope, obj: Any) -> Decision:
    """The nearest leader, or HR on the sub-tree."""
    return Allowed() if leads(scope, obj) or follows_up(scope, obj) else Denied(str(NOT_PARTY))


RULES: dict[str, Rule] = {
    "sickleave.lead": leads,
    "sickleave.own": is_own,
    "sickleave.follow_up": follows_up,
    "sickleave.register": leads_or_follows_up,
}


class CasePolicy(Policy):
    """Cases and absences: named people and HR."""

    view_verb = "sickleave.follow_up"
    rules = RULES

    def view_q(self, user: Any) -> Q:
        return sight(scope_of(user))

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        """The employee, and the nearest leader of today when the case is open or was closed under the same."""
        found = [(obj.person, _("saken gjelder denne personen"))]
        leader = nearest_leader(obj.person, timezone.localdate())
        if leader is not None and self.is_open_to(obj, leader):
            found.append((leader, _("er nærmeste leder nå")))
        return found

    def is_open_to(self, obj: Any, leader: Person) -> bool:
        """Whether the leader of today sees it."""
        return bool(obj.is_open or obj.last_leader_id == leader.pk)


class AbsencePolicy(CasePolicy):
    """A period: the employee, the nearest leader of today, and HR."""

    def view_q(self, user: Any) -> Q:
        return absence_sight(scope_of(user))

    def is_open_to(self, obj: Any, leader: Person) -> bool:
        return True


class FollowsCase(Policy):
    """What hangs on a case: seen by whoever sees the case, with the case's rules."""

    view_verb = "sickleave.follow_up"

    def __init__(self, rules: dict[str, Rule] | None = None) -> None:
        self.rules = {**{verb: _of_case(rule) for verb, rule in RULES.items()}, **(rules or {})}

    def view_q(self, user: Any) -> Q:
        return sight(scope_of(user), "case__")

    def unit_of(self, obj: Any) -> Unit:
        return CASES.unit_of(obj.case)

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        return CASES.parties(obj.case)


class LookPolicy(FollowsCase):
    """Looks at a case: the employee and HR; not the leader, whose looks they are."""

    def view_q(self, user: Any) -> Q:
        scope = scope_of(user)
        found = Q(case__person_id=scope.person_id)
        if scope.has("sickleave.follow_up"):
            found |= scope.q("sickleave.follow_up", unit="case__unit_id", municipality="case__municipality_id")
        return found

    def parties(self, obj: CaseLook) -> list[tuple[Person, str]]:
        return [(obj.case.person, _("saken gjelder denne personen"))]


def may_set_up(scope: Scope, obj: Any) -> Decision:
    """The rules of sick leave belong to HR of the whole municipality."""
    if obj.municipality_id in scope.municipalities("sickleave.setup"):
        return Allowed()
    return Denied(_("Bare HR for hele kommunen kan endre dette."))


class SettingsPolicy(Policy):
    """The municipality's own rules: open to everyone there, changed by HR."""

    view_verb = "sickleave.setup"
    rules = {"sickleave.setup": may_set_up}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).member_of))

    def unit_of(self, obj: Any) -> Unit:
        return root_of(obj.municipality_id)

    def open_to_all(self, obj: Any) -> str:
        return _("Alle som hører til %(municipality)s.") % {"municipality": obj.municipality}


def _of_case(rule: Rule) -> Rule:
    def asked(scope: Scope, obj: Any) -> Decision:
        return rule(scope, obj.case)

    return asked


CASES = CasePolicy()
register_policy(Case, CASES)
register_policy(Absence, AbsencePolicy())
register_policy(CaseLook, LookPolicy())
register_policy(SickLeaveSettings, SettingsPolicy())
for part in (
    *(Milestone, Contact, FollowUpPlan, PlanSending, Meeting, MeetingNeed, MeetingParticipant),
    *(Adaptation, ActivityStatement, WayForward),
):
    register_policy(part, FollowsCase())
