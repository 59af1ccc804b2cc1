"""Who sees what in sick leave; one module a thing."""

from sickleave.policies import cases

__all__ = ["cases"]
