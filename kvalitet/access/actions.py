"""The only writer of roles, deputies, grants and looks. [P4]"""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from guardian.models import UserObjectPermissionBase

from kvalitet.access.choices import Role
from kvalitet.access.models import Deputy, Look, RoleAssignment
from kvalitet.access.rules import period_words
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import period_problem
from kvalitet.web.errors import Refused


@transaction.atomic
def give_role(
    person: Person,
    *,
    role: str,
    unit: Unit,
    starts: date,
    by: Person | None,
    ends: date | None = None,
    reason: str = "",
) -> RoleAssignment:
    """Give a role on a unit and all below it, from–to (inclusive)."""
    if role == Role.AUDITOR and ends is None:
        raise Refused(_("Revisors tilgang skal være tidsbegrenset. Oppgi en til-dato."))
    if problem := period_problem(starts, ends):
        raise Refused(problem)
    return history.create(
        RoleAssignment,
        by=by,
        person=person,
        role=role,
        unit=unit,
        municipality=unit.municipality,
        starts=starts,
        ends=ends,
        reason=reason,
    )


@transaction.atomic
def end_role(assignment: RoleAssignment, *, ends: date, by: Person, reason: str = "") -> RoleAssignment:
    """Let a role end on a day (inclusive); a role that has not begun is taken away."""
    if ends < assignment.starts:
        history.remove(assignment, by=by, reason=reason)
        return assignment
    return history.apply(assignment, {"ends": ends}, by=by, reason=reason)


@transaction.atomic
def appoint_deputy(
    principal: Person,
    *,
    deputy: Person,
    starts: date,
    ends: date | None,
    reason: str,
    by: Person | None,
    is_away: bool = False,
) -> Deputy:
    """Let another stand in from–to (inclusive); while the principal is away, the reminders too. [P4, P13]

    Raises Refused across municipalities, and for a substitute who is away.
    """
    if problem := period_problem(starts, ends):
        raise Refused(problem)
    if principal == deputy:
        raise Refused(_("En person kan ikke være sin egen stedfortreder."))
    if principal.municipality_id != deputy.municipality_id:
        raise Refused(_("Stedfortrederen må arbeide i samme kommune."))
    if is_away:
        _refuse_absence(principal, deputy, starts, ends)
    fields = {"principal": principal, "deputy": deputy, "starts": starts, "ends": ends, "is_away": is_away}
    return history.create(Deputy, by=by, reason=reason, **fields)


def _refuse_absence(principal: Person, deputy: Person, starts: date, ends: date | None) -> None:
    """Raise Refused when the absence has no end, is registered already, or the substitute is away too."""
    if ends is None:
        raise Refused(_("Oppgi siste dag av fraværet, så varslene kommer tilbake til den som var borte."))
    Person.objects.select_for_update().order_by("pk").filter(pk__in=[principal.pk, deputy.pk]).first()
    overlapping = Deputy.objects.absences(starts, ends)
    if own := overlapping.filter(principal=principal).first():
        raise Refused(
            _("Fravær %(period)s er allerede registrert, med %(deputy)s som stedfortreder. Avslutt det først.")
            % {"period": period_words(own.starts, own.ends), "deputy": own.deputy}
        )
    if theirs := overlapping.filter(principal=deputy).first():
        raise Refused(
            _("%(deputy)s er selv borte %(period)s. Velg en annen, eller del fraværet i to.")
            % {"deputy": deputy, "period": period_words(theirs.starts, theirs.ends)}
        )


@transaction.atomic
def end_deputy(deputy: Deputy, *, ends: date, by: Person) -> None:
    """Let the stand-in end on a day (inclusive); one that has not begun is taken away."""
    if ends < deputy.starts:
        history.remove(deputy, by=by)
    else:
        history.apply(deputy, {"ends": ends}, by=by)


def log_look(person: Person, *, path: str) -> Look:
    """Store that an auditor saw an address."""
    return Look.objects.create(person=person, municipality_id=person.municipality_id, path=path[:500])


def remove_expired_grants(today: date) -> int:
    """Remove explicit grants whose last day has passed, in every grant table. Returns how many."""
    removed = 0
    for model in apps.get_models():
        if issubclass(model, UserObjectPermissionBase) and hasattr(model, "ends"):
            grants: Any = model._base_manager
            removed += grants.filter(ends__lt=today).delete()[0]
    return removed
