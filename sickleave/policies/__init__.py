"""Who sees what in sick leave; one module a thing."""

from sickleave.policies import analyses, cases, figures, imports, lists, retention

__all__ = ["analyses", "cases", "figures", "imports", "lists", "retention"]
