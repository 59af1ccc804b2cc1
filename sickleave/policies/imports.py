"""Files of absences: HR's of the whole municipality, and nobody else's. [S1, S5]"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kvalitet.access.decisions import Allowed, Decision, Denied, Policy, Rule
from kvalitet.access.policies import root_of
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Unit
from kvalitet.web.visibility import register_policy
from sickleave.models import AbsenceImport


def may_import(scope: Scope, obj: Any) -> Decision:
    """A file holds everybody's absences, so the role must be held on the whole municipality."""
    if obj.municipality_id in scope.municipalities("sickleave.import"):
        return Allowed()
    return Denied(_("Bare HR for hele kommunen kan hente inn fravær."))


class AbsenceImportPolicy(Policy):
    """Seen and carried out by HR on the root."""

    view_verb = "sickleave.import"
    rules: dict[str, Rule] = {"sickleave.import": may_import}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).municipalities(self.view_verb)))

    def unit_of(self, obj: AbsenceImport) -> Unit:
        return root_of(obj.municipality_id)


register_policy(AbsenceImport, AbsenceImportPolicy())
