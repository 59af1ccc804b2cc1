"""The one door between rows and people: `visible_to`. The access room says who may pass."""

from __future__ import annotations

from typing import Any, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError

M = TypeVar("M", bound=models.Model)


class Restricts(Protocol):
    """What a policy must at least do: turn a person into a filter of literal ids."""

    def view_q(self, user: Any) -> Q: ...


_policies: dict[type[models.Model], Restricts] = {}


def register_policy(model: type[models.Model], policy: Restricts) -> None:
    """Hang up the policy of a model; a model has exactly one."""
    _policies[model] = policy


def policy_of(model: type[models.Model]) -> Any:
    """Return the model's policy; raises KeyError when nobody has said who may see it."""
    return _policies[model]


class VisibleQuerySet(models.QuerySet[M]):
    """Rows that people may see some of."""

    def visible_to(self, user: Any) -> Self:
        """Keep what the person may see: the start of every list, search, figure, export and detail page."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        return self.filter(policy_of(self.model).view_q(user))


class MunicipalityManager(models.Manager[M]):
    """Refuses to be asked outside `scope(municipality=…)`, and finds nothing of other municipalities inside it. [P2]

    `guest_units` of the scope are the others' units one takes part in: of these only what is shared with members.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        """Raise ScopeError when nobody has said which municipalities the work concerns."""
        held = get_scope()
        rows = super().get_queryset()
        if not held.get("_enabled", True):
            return rows
        if "municipality" not in held:
            raise ScopeError(f"{self.model.__name__} can't be queried without a municipality scope.")
        wanted = held["municipality"]
        own = Q(municipality__in=wanted) if isinstance(wanted, list | tuple) else Q(municipality=wanted)
        if (guests := held.get("guest_units")) and hasattr(self.model, "shared_with_members"):
            own |= Q(unit__in=guests, shared_with_members=True)
        return rows.filter(own)
