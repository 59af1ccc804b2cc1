"""Who sees the looks at HR's lists: HR of the whole municipality. [S5, S8]"""

from typing import Any

from django.db.models import Q

from kvalitet.access.decisions import Policy
from kvalitet.access.policies import root_of
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.web.visibility import register_policy
from sickleave.models import ListLook


class ListLookPolicy(Policy):
    """Looks at the lists of a municipality."""

    view_verb = "sickleave.setup"
    rules = {}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).municipalities("sickleave.setup")))

    def unit_of(self, obj: ListLook) -> Unit:
        return root_of(obj.municipality_id)


register_policy(ListLook, ListLookPolicy())
