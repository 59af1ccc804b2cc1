"""Who sees what in sick leave; one module a thing."""

from sickleave.policies import cases, imports, retention

__all__ = ["cases", "imports", "retention"]
