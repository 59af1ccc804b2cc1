"""What each role may do within its sub-tree. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from kvalitet.access.choices import Role

NOTICES = frozenset({"notifications.view_counts", "deadlines.view_snoozes"})
"""A leader sees how much the system sends to those led, and what they have put off."""

PLAN_EDITOR = frozenset({"goals.view", "goals.edit", "goals.view_tasks", "goals.report_for_unit", "reporting.view"})
SEES_EVENTS = frozenset({"deviations.view", "deviations.view_hse", "deviations.figures", "risks.view"})
"""Every role that sees all events of a sub-tree also sees those of health and safety."""
HANDLES_EVENTS = SEES_EVENTS | {
    *("deviations.view_confidential", "deviations.handle", "deviations.review", "risks.edit"),
}
REPRESENTS = frozenset({"deviations.view_hse", "deviations.comment", "deviations.figures", "risks.view"})
"""What safety and union representatives take part in: health and safety, never what is confidential."""

SICK_FIGURES = frozenset({"sickleave.figures", "sickleave.view_analysis"})
"""Sums of units, and what the yearly meeting on them came to; never a case: no role but HR's sees one."""

VERBS: dict[str, frozenset[str]] = {
    Role.EMPLOYEE: frozenset({"goals.view"}),
    Role.LEADER: PLAN_EDITOR | HANDLES_EVENTS | NOTICES | SICK_FIGURES | {"sickleave.analyse"},
    Role.HR: frozenset({"goals.view", "goals.view_tasks", "reporting.view", "notifications.view_counts"})
    | {"deviations.view_hse", "deviations.figures"}
    | SICK_FIGURES
    | {"sickleave.analyse", "sickleave.follow_up", "sickleave.import", "sickleave.setup"},
    Role.QUALITY: PLAN_EDITOR | HANDLES_EVENTS | {"goals.import", "deviations.setup"},
    Role.CHIEF: PLAN_EDITOR | SEES_EVENTS | NOTICES | SICK_FIGURES | {"goals.import", "risks.edit"},
    Role.SAFETY: frozenset({"goals.view", "goals.view_tasks"}) | REPRESENTS | SICK_FIGURES,
    Role.UNION: frozenset({"goals.view", "goals.view_tasks"}) | REPRESENTS | SICK_FIGURES,
    Role.ELECTED: frozenset({"goals.view"}),
    Role.AUDITOR: frozenset({"goals.view", "goals.view_tasks", "reporting.view", "access.view_looks"}) | SEES_EVENTS,
    Role.ADMIN: frozenset({"setup.edit", "goals.view", "access.view_looks", "notifications.view_outbox"})
    | {"deviations.setup"},
}


PERSONAL_ROLES = frozenset({Role.AUDITOR})
"""Roles given to one named person and nobody else: a stand-in doesn't get them."""
PERSONAL_VERBS = frozenset({"access.view_looks", "sickleave.follow_up", "sickleave.import"})
"""What a stand-in may not do, whatever role is lent; a law may ask for it by name, as sick leave does."""


def verbs_of(role: str, *, is_lent: bool) -> frozenset[str]:
    """Return what a role gives the one who holds it, or the one who stands in."""
    if not is_lent:
        return VERBS[role]
    return frozenset() if role in PERSONAL_ROLES else VERBS[role] - PERSONAL_VERBS


def roles_lent_with(verb: str) -> frozenset[str]:
    """Return the roles that give a verb to those who stand in, too."""
    return frozenset(role for role in VERBS if verb in verbs_of(role, is_lent=True))


def roles_with(verb: str) -> frozenset[str]:
    """Return the roles that give a verb."""
    return frozenset(role for role, verbs in VERBS.items() if verb in verbs)


def period_words(starts: date, ends: date | None) -> str:
    """Say a period: «3.1.2027–10.1.2027», «fra 3.1.2027»."""
    if ends is None:
        return _("fra %(starts)s") % {"starts": _day(starts)}
    return _day(starts) if starts == ends else f"{_day(starts)}–{_day(ends)}"


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
