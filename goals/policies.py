"""Who may see and do what with plans, goals, measures and tasks. [P4]"""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.choices import PlanStatus, ResponsibleKind
from goals.models import (
    DeadlineMove,
    FocusArea,
    Goal,
    Group,
    Measure,
    MeasureTask,
    Plan,
    PlanGrant,
    PlanImport,
    Responsible,
    SubGoal,
)
from kvalitet.access.decisions import Allowed, Decision, Denied, Policy, by_role
from kvalitet.access.policies import shared_with_guests, with_guests
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.people import members_of
from kvalitet.organisation.querysets import valid_on
from kvalitet.web.visibility import register_policy

MOST_GRANTS = 5000
NOT_EDITOR = gettext_lazy("Bare leder for enheten, kvalitetsrådgiver og kommunedirektør kan endre planen.")
CLOSED_PLAN = gettext_lazy("Planen er avsluttet og kan ikke endres.")


def may_edit(scope: Scope, obj: Any) -> Decision:
    """The plan must be open, and «goals.edit» held on its unit."""
    plan = obj if isinstance(obj, Plan) else obj.plan
    if plan.status == PlanStatus.CLOSED:
        return Denied(str(CLOSED_PLAN))
    return by_role("goals.edit", NOT_EDITOR)(scope, obj)


def may_report(scope: Scope, task: MeasureTask) -> Decision:
    """Those responsible for the task, the unit's leaders and advisers report its status."""
    if task.measure.plan.status == PlanStatus.CLOSED:
        return Denied(str(CLOSED_PLAN))
    if scope.covers("goals.report_for_unit", municipality_id=task.municipality_id, unit_id=task.unit_id):
        return Allowed()
    if task.is_shared and task.measure_id in responsible_for(scope):
        return Allowed()
    return Denied(_("Bare de ansvarlige for oppgaven kan melde status."))


def responsible_for(scope: Scope) -> frozenset[int]:
    """Return ids of the measures the person, or one they stand in for, is named on (by name, group or post)."""
    kept = scope._ids.get("goals.responsible")
    if kept is None:
        people = [scope.person_id, *scope.principals]
        rows = Responsible._base_manager.order_by().values_list("measure_id")
        branches = [rows.filter(group__people__in=people)]
        if scope.titles:  # each way in has an index of its own, which one OR across them would not use
            place = {"municipality__in": sorted(scope.member_of), "position_title__in": sorted(scope.titles)}
            branches.append(rows.filter(kind=ResponsibleKind.POSITION, **place))
        found = rows.filter(person__in=people).union(*branches)
        kept = scope._ids["goals.responsible"] = frozenset(pk for (pk,) in found[:MOST_GRANTS])
    return kept


def granted_plans(scope: Scope) -> list[int]:
    """Return ids of plans explicitly granted today; looked up once a scope."""
    kept = scope._ids.get("goals.granted")
    if kept is None:
        rows = PlanGrant.objects.filter(valid_on(timezone.localdate()), user_id=scope.person_id)
        kept = frozenset(rows.values_list("content_object_id", flat=True)[:MOST_GRANTS])
        scope._ids["goals.granted"] = kept
    return sorted(kept)


def measures_drafted(scope: Scope) -> frozenset[int]:
    """Return ids of the measures of the drafts the person edits: as literals, so that each index can be used."""
    kept = scope._ids.get("goals.drafted")
    if kept is None:
        edited = scope.q("goals.edit", unit="plan__unit_id", municipality="plan__municipality_id")
        rows = Measure._base_manager.filter(edited, plan__status=PlanStatus.DRAFT).order_by()
        found = rows.values_list("pk", flat=True) if scope.has("goals.edit") else ()
        kept = scope._ids["goals.drafted"] = frozenset(found)
    return kept


class PlanContentPolicy(Policy):
    """Published plans are open to all in the municipality; drafts to those who may edit, and to explicit grants."""

    view_verb = "goals.edit"

    def __init__(self, plan: str = "plan__") -> None:
        self.plan = plan
        self.rules = {"goals.edit": may_edit, "goals.grant": by_role("goals.edit", NOT_EDITOR)}

    def view_q(self, user: Any) -> Q:
        scope = scope_of(user)
        published = Q(**{f"{self.plan}status__in": [PlanStatus.PUBLISHED, PlanStatus.CLOSED]})
        found = (Q(municipality_id__in=sorted(scope.member_of)) & published) | scope.q("goals.edit")
        if granted := granted_plans(scope):
            found |= Q(**{f"{self.plan}pk__in" if self.plan == "" else "plan_id__in": granted})
        return found

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        plan = obj if isinstance(obj, Plan) else obj.plan
        rows = plan.grants.filter(valid_on(timezone.localdate())).select_related("user")
        return [(row.user, _("særskilt tilgang: %(reason)s") % {"reason": row.reason}) for row in rows]

    def open_to_all(self, obj: Any) -> str:
        plan = obj if isinstance(obj, Plan) else obj.plan
        if plan.status == PlanStatus.DRAFT:
            return ""
        return _("Alle i %(municipality)s kan se planen, fordi den er publisert.") % {"municipality": plan.municipality}


class PlanPolicy(PlanContentPolicy):
    """The plan itself may be shared with the municipalities that take part in its unit. [P2]

    What they see of its content is shown with the plan: goals and measures are not theirs to find.
    """

    def __init__(self) -> None:
        super().__init__(plan="")
        self.rules = {**self.rules, "goals.share": by_role("goals.edit", NOT_EDITOR)}

    def view_q(self, user: Any) -> Q:
        published = Q(status__in=[PlanStatus.PUBLISHED, PlanStatus.CLOSED])
        return super().view_q(user) | (shared_with_guests(scope_of(user)) & published)

    def open_to_all(self, obj: Plan) -> str:
        told = super().open_to_all(obj)
        return with_guests(told, obj.unit) if told and obj.shared_with_members else told

    def open_to(self, obj: Plan) -> frozenset[int]:
        own = super().open_to(obj)
        if not own or not obj.shared_with_members:
            return own
        return own | {member.pk for member in members_of(obj.unit, timezone.localdate())}


class TaskPolicy(Policy):
    """A task is seen by those responsible and roles that follow up the unit; in a draft, by the plan's editors."""

    view_verb = "goals.view_tasks"
    rules = {"goals.report": may_report}
    deputies_of_parties = True

    def view_q(self, user: Any) -> Q:
        scope = scope_of(user)
        found = scope.q("goals.view_tasks")
        if mine := responsible_for(scope):
            found |= Q(measure_id__in=sorted(mine))
        in_force = found & ~Q(measure__plan__status=PlanStatus.DRAFT)
        return in_force | Q(measure_id__in=sorted(measures_drafted(scope)))

    def verb_for(self, obj: MeasureTask) -> str:
        return "goals.edit" if obj.measure.plan.status == PlanStatus.DRAFT else self.view_verb

    def unit_of(self, obj: MeasureTask) -> Unit:
        return obj.measure.plan.unit if obj.measure.plan.status == PlanStatus.DRAFT else obj.unit

    def parties(self, obj: MeasureTask) -> list[tuple[Person, str]]:
        if obj.measure.plan.status == PlanStatus.DRAFT:
            return []
        return [(person, _("ansvarlig for tiltaket")) for person in people_responsible(obj.measure)]


def edits_municipality(scope: Scope, obj: Any) -> Decision:
    """«goals.edit» must be held on the whole municipality."""
    if obj.municipality_id in scope.municipalities("goals.edit"):
        return Allowed()
    return Denied(_("Bare kvalitetsrådgiver og kommunedirektør kan endre ansvarsgruppene."))


class MembersOnlyPolicy(Policy):
    """Lists to choose from: everyone in the municipality sees them, editors of the whole plan change them."""

    view_verb = "goals.edit"
    rules = {"goals.edit": edits_municipality}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).member_of))


class PlanImportPolicy(Policy):
    """A file on its way in is seen only by the one who uploaded it, while they may still edit the unit's plans."""

    view_verb = "goals.edit"
    rules = {"goals.import": by_role("goals.edit", NOT_EDITOR)}

    def view_q(self, user: Any) -> Q:
        return Q(by_id=scope_of(user).person_id) & scope_of(user).q("goals.edit")

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        return [(obj.by, _("lastet opp filen"))]


def people_responsible(measure: Measure) -> list[Person]:
    """Return the people named on a measure: by name, in a group of people, or holding the post today."""
    today = timezone.localdate()
    rows = Responsible._base_manager.filter(measure=measure)
    titles = [row.position_title for row in rows if row.kind == ResponsibleKind.POSITION]
    holds = Q(positions__title__in=titles) & valid_on(today, "positions__")
    named = Q(pk__in=rows.exclude(person=None).values("person")) | Q(pk__in=rows.values("group__people"))
    if titles:
        named |= holds & Q(positions__unit__municipality=measure.municipality_id)
    found: list[Person] = list(Person.objects.filter(named, is_active=True).distinct())
    return found


register_policy(Plan, PlanPolicy())
for content in (Goal, SubGoal, Measure):
    register_policy(content, PlanContentPolicy())
register_policy(MeasureTask, TaskPolicy())
register_policy(PlanImport, PlanImportPolicy())
for listed in (Group, FocusArea, Responsible, DeadlineMove):
    register_policy(listed, MembersOnlyPolicy())
