"""Who may see a visit, and who may make a code for whom. [P14]"""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.decisions import Allowed, Decision, Denied
from kvalitet.access.policies import admin_of_municipality
from kvalitet.access.scopes import Scope, resolve
from kvalitet.organisation.models import Person
from kvalitet.signin.models import Visit
from kvalitet.signin.rules import Right, gives_more
from kvalitet.web.visibility import policy_of, register_policy


def may_make_code(scope: Scope, person: Any) -> Decision:
    """A leader for those who work in own units, the administrator for all; never for one with more rights."""
    if person.pk == scope.person_id:
        return Denied(_("Du kan ikke lage engangskode til deg selv."))
    if not person.is_active:
        return Denied(_("Personen er sperret og kan ikke logge inn."))
    theirs = resolve(person, timezone.localdate()).held
    led = [held.path for held in scope.held if held.role == Role.LEADER]
    works_for = any(held.role == Role.EMPLOYEE and held.path.startswith(path) for held in theirs for path in led)
    if not works_for and not admin_of_municipality(scope, person):
        return Denied(_("Du kan bare lage engangskode til ansatte i enheter du leder."))
    if gives_more((Right(h.role, h.path) for h in theirs), (Right(h.role, h.path) for h in scope.held)):
        return Denied(
            _("%(person)s har tilganger du ikke har selv, og må logge inn på en annen måte.") % {"person": person}
        )
    return Allowed()


class VisitPolicy:
    """Only one's own."""

    def view_q(self, user: Any) -> Q:
        return Q(person=user.pk)


register_policy(Visit, VisitPolicy())
policy_of(Person).rules["signin.make_code"] = may_make_code
