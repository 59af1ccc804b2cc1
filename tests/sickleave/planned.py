"""A case that has come to its plan: Ola is ill, Kari leads him, Heidi is HR."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scopes_disabled

from sickleave.actions import plans
from sickleave.actions.absences import register_absence
from sickleave.choices import AbsenceKind
from sickleave.models import Case, FollowUpPlan

FULL = {
    "typical_workday": "Undervisning på mellomtrinnet.",
    "can_do": "Planlegging og retting.",
    "cannot_do": "Gymtimer.",
    "earlier_adaptation": "Kortere dager.",
    "adaptation_ahead": "To lærere i timen.",
    "follow_up": "Samtale hver mandag.",
    "employee_took_part": True,
}


def ill_today(person, *, days: int = 20, ahead: int = 10, **more) -> Case:
    """Let a person be ill from so many days ago until so many ahead, and return the case."""
    today = timezone.localdate()
    kind = more.pop("kind", AbsenceKind.CERTIFIED)
    starts, ends = today - timedelta(days=days), today + timedelta(days=ahead)
    register_absence(person=person, kind=kind, starts=starts, ends=ends, by=None, today=today, **more)
    return Case.objects.select_related("person", "unit", "municipality").filter(person=person).latest("starts")


@scopes_disabled()
def drafted(world, **more) -> FollowUpPlan:
    """Let Kari write all the law asks for; Ola doesn't see it yet."""
    case = ill_today(world.ola)
    told = {**FULL, "evaluation_on": evaluation_day(), **more}
    return plans.write(plans.begin(case, by=world.kari), told, by=world.kari)


@scopes_disabled()
def shared(world, **more) -> FollowUpPlan:
    """Let Kari share it with Ola."""
    return plans.share(drafted(world, **more), by=world.kari)


@scopes_disabled()
def signed(world, **more) -> FollowUpPlan:
    """Let both sign it."""
    plan = plans.sign_as_employee(shared(world, **more), by=world.ola)
    return plans.sign_as_leader(plan, by=world.kari)


def evaluation_day() -> date:
    """Return the day the plan is looked at again."""
    return timezone.localdate() + timedelta(days=21)
