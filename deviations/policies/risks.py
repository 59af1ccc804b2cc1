"""Who sees risks, their assessments and the matrix. [P4, D5]"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.models import Assessment, Matrix, MatrixVersion, Risk, RiskMeasure
from deviations.policies.deviations import EVENTS, OpenToMembersPolicy, may_handle, sight
from kvalitet.access.decisions import Allowed, Decision, Denied, Policy
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.visibility import register_policy

NOT_OWNER = gettext_lazy("Bare risikoeieren, leder for enheten, kvalitetsrådgiver og kommunedirektør kan gjøre dette.")


def risk_sight(scope: Scope, prefix: str = "") -> Q:
    """Return the filter of risks a scope sees, of literal ids; `prefix` leads from another model to the risk."""
    names = {"unit": f"{prefix}unit_id", "municipality": f"{prefix}municipality_id"}
    found = Q(**{f"{prefix}owner_id__in": [scope.person_id, *scope.principals]})
    if scope.has("risks.view"):
        found |= scope.q("risks.view", **names) & Q(**{f"{prefix}is_confidential": False})
    if scope.has("risks.edit"):
        found |= scope.q("risks.edit", **names) & Q(**{f"{prefix}is_confidential": True})
    return found


def may_edit(scope: Scope, risk: Risk) -> Decision:
    """Its owner and who stands in for the owner, and those with the role on its unit."""
    if risk.owner_id is not None and risk.owner_id in {scope.person_id, *scope.principals}:
        return Allowed()
    covered = scope.covers("risks.edit", municipality_id=risk.municipality_id, unit_id=risk.unit_id)
    return Allowed() if covered else Denied(str(NOT_OWNER))


class RiskPolicy(Policy):
    """Risks: roles on the unit, for what is confidential only those who edit; always the owner and who stands in."""

    view_verb = "risks.view"
    rules = {"risks.edit": may_edit}
    deputies_of_parties = True

    def view_q(self, user: Any) -> Q:
        return risk_sight(scope_of(user))

    def verb_for(self, obj: Risk) -> str:
        return "risks.edit" if obj.is_confidential else self.view_verb

    def parties(self, obj: Risk) -> list[tuple[Person, str]]:
        return [(obj.owner, _("er risikoeier"))] if obj.owner else []


class FollowsRisk(Policy):
    """What hangs on a risk is seen by those who see the risk."""

    view_verb = "risks.view"
    rules = {"risks.edit": lambda scope, obj: may_edit(scope, obj.risk)}
    deputies_of_parties = True

    def view_q(self, user: Any) -> Q:
        return risk_sight(scope_of(user), "risk__")

    def verb_for(self, obj: Any) -> str:
        return RISKS.verb_for(obj.risk)

    def unit_of(self, obj: Any) -> Unit:
        return RISKS.unit_of(obj.risk)

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        return RISKS.parties(obj.risk)


class AssessmentPolicy(Policy):
    """An assessment is seen by those who see what it is of."""

    view_verb = "risks.view"
    rules = {
        "risks.edit": lambda scope, obj: may_edit(scope, obj.risk),
        "deviations.handle": lambda scope, obj: may_handle(scope, obj.deviation),
    }

    def view_q(self, user: Any) -> Q:
        scope = scope_of(user)
        of_event = sight(scope, "deviation__") & Q(deviation__isnull=False)
        return of_event | (risk_sight(scope, "risk__") & Q(risk__isnull=False))

    def verb_for(self, obj: Assessment) -> str:
        return RISKS.verb_for(obj.risk) if obj.risk else EVENTS.verb_for(_event(obj))

    def unit_of(self, obj: Assessment) -> Unit:
        return RISKS.unit_of(obj.risk) if obj.risk else EVENTS.unit_of(_event(obj))

    def parties(self, obj: Assessment) -> list[tuple[Person, str]]:
        return RISKS.parties(obj.risk) if obj.risk else EVENTS.parties(_event(obj))

    def lent_parties(self, obj: Assessment) -> list[tuple[Person, str]]:
        return RISKS.lent_parties(obj.risk) if obj.risk else EVENTS.lent_parties(_event(obj))


def _event(obj: Assessment) -> Any:
    return obj.deviation


class MatrixVersionPolicy(OpenToMembersPolicy):
    """Published versions are open to everyone in the municipality, the draft to those who may change it."""

    def view_q(self, user: Any) -> Q:
        scope = scope_of(user)
        own = sorted(scope.municipalities(self.view_verb))
        published = super().view_q(user) & Q(published_at__isnull=False)
        return published | Q(municipality_id__in=own, published_at__isnull=True)

    def open_to_all(self, obj: MatrixVersion) -> str:
        return super().open_to_all(obj) if obj.published_at else ""


RISKS = RiskPolicy()
register_policy(Risk, RISKS)
register_policy(RiskMeasure, FollowsRisk())
register_policy(Assessment, AssessmentPolicy())
register_policy(Matrix, OpenToMembersPolicy())
register_policy(MatrixVersion, MatrixVersionPolicy())
