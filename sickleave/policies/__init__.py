"""Who sees what in sick leave; one module a thing."""

from sickleave.policies import cases, imports, lists, retention

__all__ = ["cases", "imports", "lists", "retention"]
