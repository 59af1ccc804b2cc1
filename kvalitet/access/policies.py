"""Who may see and change the organisation and the roles in it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kvalitet.access.decisions import Allowed, Decision, Denied, Policy, by_role
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Municipality, Person, ServiceArea, Unit
from kvalitet.web.visibility import register_policy

ONLY_ADMIN = _("Bare systemansvarlig kan endre organisasjonen.")


def admin_of_municipality(scope: Scope, obj: Any) -> Decision:
    """The administrator's role must be held on the whole municipality."""
    municipality_id = obj.pk if isinstance(obj, Municipality) else obj.municipality_id
    return Allowed() if municipality_id in scope.municipalities("setup.edit") else Denied(str(ONLY_ADMIN))


class MembersPolicy(Policy):
    """Open to everyone who belongs to the municipality; changed by the administrator."""

    view_verb = "setup.edit"

    def __init__(self, municipality: str = "municipality_id") -> None:
        self.municipality = municipality
        self.rules = {"setup.edit": admin_of_municipality}

    def view_q(self, user: Any) -> Q:
        return Q(**{f"{self.municipality}__in": sorted(scope_of(user).member_of)})


class UnitPolicy(MembersPolicy):
    """Units: the administrator of a sub-tree may change what lies in it."""

    def __init__(self) -> None:
        super().__init__()
        self.rules = {
            "setup.edit": by_role("setup.edit", ONLY_ADMIN),
            "goals.edit": by_role("goals.edit", _("Du kan bare lage planer for enheter du leder.")),
            "reporting.view": by_role("reporting.view", _("Du har ikke tilgang til tallene for denne enheten.")),
        }


register_policy(Municipality, MembersPolicy("pk"))
register_policy(Unit, UnitPolicy())
register_policy(Person, MembersPolicy())
register_policy(ServiceArea, MembersPolicy())
