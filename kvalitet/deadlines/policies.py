"""Who sees what has been put off."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kvalitet.access.decisions import Policy, Rule
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines.models import Snooze
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.visibility import register_policy


class SnoozePolicy(Policy):
    """Seen by the one who put it off and by those who lead the unit, with the reason. [P13]"""

    view_verb = "deadlines.view_snoozes"
    rules: dict[str, Rule] = {}

    def view_q(self, user: Any) -> Q:
        return scope_of(user).q(self.view_verb, unit="deadline__unit_id") | Q(person_id=user.pk)

    def unit_of(self, obj: Snooze) -> Unit:
        return obj.deadline.unit

    def parties(self, obj: Snooze) -> list[tuple[Person, str]]:
        return [(obj.person, _("utsatte varselet"))]


register_policy(Snooze, SnoozePolicy())
