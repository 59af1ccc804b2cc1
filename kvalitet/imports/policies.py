"""Files from HR: the administrator's, and nobody else's: they hold everybody's e-mail and posts."""

from typing import Any

from django.db.models import Q

from kvalitet.access.decisions import Policy, Rule
from kvalitet.access.policies import admin_of_municipality, root_of
from kvalitet.access.scopes import scope_of
from kvalitet.imports.models import ImportRun
from kvalitet.organisation.models import Unit
from kvalitet.web.visibility import register_policy


class ImportRunPolicy(Policy):
    """Seen and changed by those who administer the whole municipality."""

    view_verb = "setup.edit"
    rules: dict[str, Rule] = {"setup.edit": admin_of_municipality}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).municipalities(self.view_verb)))

    def unit_of(self, obj: ImportRun) -> Unit:
        return root_of(obj.municipality_id)


register_policy(ImportRun, ImportRunPolicy())
