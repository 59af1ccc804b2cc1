"""Who sees measures and effect checks of an event, and patterns. [P4]"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deviations.models import DeviationMeasure, EffectCheck, Pattern, PatternEvent, PatternMeasure
from deviations.policies.deviations import FollowsDeviation
from kvalitet.access.decisions import Policy, by_role
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.web.visibility import register_policy

NOT_HANDLER = _("Bare leder for enheten og kvalitetsrådgiver kan endre mønsteret.")
HANDLES = by_role("deviations.handle", NOT_HANDLER)


class PatternPolicy(Policy):
    """Patterns are for those who follow the events of a whole unit; the events in them are seen one by one."""

    view_verb = "deviations.view"
    rules = {"deviations.handle": HANDLES}


class OfPatternPolicy(Policy):
    """What hangs on a pattern is seen by those who see it; which events are named is asked of the events themselves."""

    view_verb = "deviations.view"
    rules = {"deviations.handle": lambda scope, obj: HANDLES(scope, obj.pattern)}

    def view_q(self, user: Any) -> Q:
        return scope_of(user).q(self.view_verb, unit="pattern__unit_id")

    def unit_of(self, obj: Any) -> Unit:
        unit: Unit = obj.pattern.unit
        return unit


register_policy(DeviationMeasure, FollowsDeviation())
register_policy(EffectCheck, FollowsDeviation())
register_policy(Pattern, PatternPolicy())
register_policy(PatternMeasure, OfPatternPolicy())
register_policy(PatternEvent, OfPatternPolicy())
