"""Who sees the yearly look at a unit's absence, and who answers about the routine. Units only, never a person. [S7]"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.access.decisions import Allowed, Decision, Denied, Policy
from kvalitet.access.policies import root_of
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.visibility import register_policy
from sickleave.models import Analysis, AnalysisMeasure, RoutineAnswer

VIEW, HOLD = "sickleave.view_analysis", "sickleave.analyse"
ONLY_LEADERS = gettext_lazy("Bare lederen for enheten og HR kan endre gjennomgangen.")


def holds(scope: Scope, obj: Any) -> Decision:
    """The leader of the unit or above it, and HR."""
    covered = scope.covers(HOLD, municipality_id=obj.municipality_id, unit_id=obj.unit_id)
    return Allowed() if covered else Denied(str(ONLY_LEADERS))


class AnalysisPolicy(Policy):
    """Those who follow the figures of the unit: leaders, HR, and those who represent the employees."""

    view_verb = VIEW
    rules = {HOLD: holds}


class AnalysisMeasurePolicy(Policy):
    """A link is seen with its analysis."""

    view_verb = VIEW
    rules = {HOLD: lambda scope, obj: holds(scope, obj.analysis)}

    def view_q(self, user: Any) -> Q:
        return scope_of(user).q(VIEW, unit="analysis__unit_id")

    def unit_of(self, obj: AnalysisMeasure) -> Unit:
        return obj.analysis.unit


class RoutineAnswerPolicy(Policy):
    """One's own answer, and nobody else's: others see sums."""

    view_verb = "sickleave.own"
    rules = {}

    def view_q(self, user: Any) -> Q:
        return Q(person_id=scope_of(user).person_id)

    def unit_of(self, obj: RoutineAnswer) -> Unit:
        return root_of(obj.municipality_id)

    def parties(self, obj: RoutineAnswer) -> list[tuple[Person, str]]:
        return [(obj.person, _("har svart"))]


register_policy(Analysis, AnalysisPolicy())
register_policy(AnalysisMeasure, AnalysisMeasurePolicy())
register_policy(RoutineAnswer, RoutineAnswerPolicy())
