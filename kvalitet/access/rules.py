"""What each role may do within its sub-tree. Pure."""

from kvalitet.access.choices import Role

VERBS: dict[str, frozenset[str]] = {
    Role.EMPLOYEE: frozenset({"goals.view"}),
    Role.LEADER: frozenset({"goals.view", "goals.edit", "goals.view_tasks", "goals.report_for_unit", "reporting.view"}),
    Role.HR: frozenset({"goals.view", "goals.view_tasks", "reporting.view"}),
    Role.QUALITY: frozenset(
        {
            "goals.view",
            "goals.edit",
            "goals.import",
            "goals.view_tasks",
            "goals.report_for_unit",
            "reporting.view",
        }
    ),
    Role.CHIEF: frozenset(
        {
            "goals.view",
            "goals.edit",
            "goals.import",
            "goals.view_tasks",
            "goals.report_for_unit",
            "reporting.view",
        }
    ),
    Role.SAFETY: frozenset({"goals.view", "goals.view_tasks"}),
    Role.UNION: frozenset({"goals.view", "goals.view_tasks"}),
    Role.ELECTED: frozenset({"goals.view"}),
    Role.AUDITOR: frozenset({"goals.view", "goals.view_tasks", "reporting.view", "access.view_looks"}),
    Role.ADMIN: frozenset({"setup.edit", "goals.view", "access.view_looks", "notifications.view_outbox"}),
}


def roles_with(verb: str) -> frozenset[str]:
    """Return the roles that give a verb."""
    return frozenset(role for role, verbs in VERBS.items() if verb in verbs)
