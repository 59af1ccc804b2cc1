"""Who sees the monthly sums: those who follow up a sub-tree, and those who represent its people. [S6]"""

from typing import Any

from django.db.models import Q

from kvalitet.access.decisions import Policy
from kvalitet.access.scopes import scope_of
from kvalitet.web.visibility import register_policy
from sickleave.models import MonthlyAbsence


class FiguresPolicy(Policy):
    """Sums of the units whose figures one sees. What small numbers would tell is left out when they are shown."""

    view_verb = "sickleave.figures"

    def view_q(self, user: Any) -> Q:
        return scope_of(user).q(self.view_verb)


register_policy(MonthlyAbsence, FiguresPolicy())
