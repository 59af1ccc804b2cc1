"""Who sees what in sick leave; one module a thing."""

from sickleave.policies import cases, figures, imports, lists, retention

__all__ = ["cases", "figures", "imports", "lists", "retention"]
