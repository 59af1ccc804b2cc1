"""Who sees what is held back, and the deletions: whoever sees the case, and HR of the whole municipality. [S5]"""

from typing import Any

from django.db.models import Q

from kvalitet.access.decisions import Policy
from kvalitet.access.policies import root_of
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.web.visibility import register_policy
from sickleave.models import Deletion, Hold
from sickleave.policies.cases import FollowsCase, may_set_up


class DeletionPolicy(Policy):
    """Numbers of what was deleted: HR of the whole municipality."""

    view_verb = "sickleave.setup"
    rules = {"sickleave.setup": may_set_up}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).municipalities(self.view_verb)))

    def unit_of(self, obj: Deletion) -> Unit:
        return root_of(obj.municipality_id)


register_policy(Hold, FollowsCase())
register_policy(Deletion, DeletionPolicy())
