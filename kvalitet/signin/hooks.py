"""What the sign-in hangs up on a person's page."""

from typing import Any

from allauth.mfa.models import Authenticator

from kvalitet.access.choices import Role
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person
from kvalitet.signin.models import Visit
from kvalitet.signin.queries import linked_providers
from kvalitet.web.registry import register_panel


def person_panel(request: Any, person: Person) -> dict[str, Any] | None:
    """Offer a leader a one-time code, and the administrator what helps somebody who can't get in."""
    is_admin = bool(may(request.user, "setup.edit", person))
    if not is_admin and not scope_of(request.user).holds(Role.LEADER):
        return None
    may_make = may(request.user, "signin.make_code", person)
    if not may_make and not is_admin:
        return None
    return {
        "template": "signin/person_panel.html",
        "may_make": may_make,
        "is_admin": is_admin,
        "has_factors": is_admin and Authenticator.objects.filter(user=person).exists(),
        "is_linked": is_admin and bool(linked_providers(person)),
        "visit_count": Visit.objects.filter(person=person).count() if is_admin else 0,
    }


register_panel("setup.person", person_panel)
