"""Who may see and change the organisation and the roles in it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.access.choices import Role
from kvalitet.access.decisions import Allowed, Decision, Denied, Policy, Rule, by_role
from kvalitet.access.models import Deputy, Look, RoleAssignment
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Municipality, Person, ServiceArea, Unit
from kvalitet.organisation.people import members_of
from kvalitet.web.visibility import register_policy

ONLY_ADMIN = gettext_lazy("Bare systemansvarlig kan endre organisasjonen.")


def admin_of_municipality(scope: Scope, obj: Any) -> Decision:
    """The administrator's role must be held on the whole municipality."""
    municipality_id = obj.pk if isinstance(obj, Municipality) else obj.municipality_id
    return Allowed() if municipality_id in scope.municipalities("setup.edit") else Denied(str(ONLY_ADMIN))


def may_appoint(scope: Scope, principal: Any) -> Decision:
    """A leader appoints a deputy for themselves; the administrator for anyone."""
    if principal.pk == scope.person_id and scope.holds(Role.LEADER):
        return Allowed()
    if admin_of_municipality(scope, principal):
        return Allowed()
    return Denied(_("Bare ledere kan utpeke stedfortreder for seg selv. Be systemansvarlig om hjelp."))


def may_end_deputy(scope: Scope, deputy: Any) -> Decision:
    """The one who is stood in for ends it, and the administrator."""
    if deputy.principal_id == scope.person_id or admin_of_municipality(scope, deputy.principal):
        return Allowed()
    return Denied(_("Bare den du er stedfortreder for, og systemansvarlig, kan avslutte dette."))


def root_of(municipality_id: int) -> Unit:
    """Return the unit that is the municipality itself."""
    return Unit.objects.get(municipality=municipality_id, parent=None)


def shared_with_guests(scope: Scope) -> Q:
    """Match what is shared with the municipalities that take part in a unit, for the policy of a Shareable model."""
    if not scope.guest_units:
        return Q(pk__in=[])
    return Q(unit_id__in=sorted(scope.guest_units), shared_with_members=True)


def with_guests(sentence: str, unit: Unit) -> str:
    """Add the member municipalities to a sentence of who sees a thing of the unit."""
    names = ", ".join(str(member) for member in members_of(unit, timezone.localdate()))
    if not names:
        return sentence
    return " ".join([sentence, _("Også alle som hører til medlemskommunene: %(names)s.") % {"names": names}])


class MembersPolicy(Policy):
    """Open to everyone who belongs to the municipality; changed by the administrator."""

    view_verb = "setup.edit"

    def __init__(self, municipality: str = "municipality_id", rules: dict[str, Rule] | None = None) -> None:
        self.municipality = municipality
        self.rules = {"setup.edit": admin_of_municipality, **(rules or {})}

    def view_q(self, user: Any) -> Q:
        return Q(**{f"{self.municipality}__in": sorted(scope_of(user).member_of)})

    def municipality_of(self, obj: Any) -> Municipality | None:
        """Return the municipality whose members see it; a person without one is seen by nobody."""
        found: Municipality | None = obj if isinstance(obj, Municipality) else obj.municipality
        return found

    def unit_of(self, obj: Any) -> Unit:
        return (
            obj if isinstance(obj, Unit) else root_of(obj.pk if isinstance(obj, Municipality) else obj.municipality_id)
        )

    def open_to_all(self, obj: Any) -> str:
        municipality = self.municipality_of(obj)
        return _("Alle som hører til %(municipality)s.") % {"municipality": municipality}


class UnitPolicy(MembersPolicy):
    """Units: the administrator of a sub-tree may change what lies in it."""

    def __init__(self) -> None:
        super().__init__()
        self.rules = {
            "setup.edit": by_role("setup.edit", ONLY_ADMIN),
            "goals.edit": by_role("goals.edit", gettext_lazy("Du kan bare lage planer for enheter du leder.")),
            "reporting.view": by_role(
                "reporting.view", gettext_lazy("Du har ikke tilgang til tallene for denne enheten.")
            ),
        }

    def view_q(self, user: Any) -> Q:
        guests = scope_of(user).guest_units
        return super().view_q(user) | Q(pk__in=sorted(guests)) if guests else super().view_q(user)

    def open_to_all(self, obj: Any) -> str:
        return with_guests(super().open_to_all(obj), obj)

    def open_to(self, obj: Any) -> frozenset[int]:
        return super().open_to(obj) | {member.pk for member in members_of(obj, timezone.localdate())}


class AssignmentPolicy(Policy):
    """Roles: seen and changed by the administrator of the unit, seen by the one who holds it."""

    view_verb = "setup.edit"
    rules = {"setup.edit": by_role("setup.edit", ONLY_ADMIN)}

    def view_q(self, user: Any) -> Q:
        return scope_of(user).q("setup.edit") | Q(person_id=user.pk)

    def parties(self, obj: RoleAssignment) -> list[tuple[Person, str]]:
        return [(obj.person, _("har rollen selv"))]


class DeputyPolicy(Policy):
    """Stand-ins: seen by the two and by the administrator of their municipality."""

    view_verb = "setup.edit"
    rules = {"access.end_deputy": may_end_deputy}

    def view_q(self, user: Any) -> Q:
        administered = sorted(scope_of(user).municipalities("setup.edit"))
        return Q(principal__municipality__in=administered) | Q(principal=user.pk) | Q(deputy=user.pk)

    def unit_of(self, obj: Deputy) -> Unit:
        return root_of(obj.principal.municipality_id or 0)

    def parties(self, obj: Deputy) -> list[tuple[Person, str]]:
        return [(obj.principal, _("er den som har stedfortreder")), (obj.deputy, _("er stedfortrederen"))]


class LookPolicy(Policy):
    """The log of looks: the administrator, and the auditors themselves."""

    view_verb = "access.view_looks"
    rules: dict[str, Rule] = {}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).municipalities(self.view_verb)))

    def unit_of(self, obj: Look) -> Unit:
        return root_of(obj.municipality_id or 0)


register_policy(Municipality, MembersPolicy("pk"))
register_policy(Unit, UnitPolicy())
register_policy(Person, MembersPolicy(rules={"access.appoint_deputy": may_appoint}))
register_policy(ServiceArea, MembersPolicy())
register_policy(RoleAssignment, AssignmentPolicy())
register_policy(Deputy, DeputyPolicy())
register_policy(Look, LookPolicy())
