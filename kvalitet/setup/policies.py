"""Reorganisations are the administrator's: they tell what isn't decided yet."""

from typing import Any

from django.db.models import Q

from kvalitet.access.decisions import Policy
from kvalitet.access.policies import admin_of_municipality, root_of
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.setup.models import Reorganisation
from kvalitet.web.visibility import register_policy


class ReorganisationPolicy(Policy):
    """Seen and changed by those who administer the whole municipality."""

    view_verb = "setup.edit"

    def __init__(self) -> None:
        self.rules = {"setup.edit": admin_of_municipality}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).municipalities("setup.edit")))

    def unit_of(self, obj: Reorganisation) -> Unit:
        return root_of(obj.municipality_id)


register_policy(Reorganisation, ReorganisationPolicy())
