"""What can be asked of the organisation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from kvalitet.organisation.rules import outermost
from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from kvalitet.organisation.models import Person, Unit

M = TypeVar("M", bound=models.Model)


def valid_on(day: date, prefix: str = "") -> Q:
    """Match from–to rows that hold on a day (both ends inclusive)."""
    not_over = Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day})
    return Q(**{f"{prefix}starts__lte": day}) & not_over


def below_paths(paths: list[str]) -> Q:
    """Match units at or below the paths; matches nothing for an empty list."""
    found = Q(pk__in=[])
    for path in outermost(paths):
        found |= Q(path__gte=path, path__lt=f"{path}~")
    return found


class DatedQuerySet(VisibleQuerySet[M]):
    """Rows with `starts` and `ends`."""

    def valid_on(self, day: date) -> Self:
        """Return the rows that hold on a day."""
        return self.filter(valid_on(day))


class UnitQuerySet(VisibleQuerySet["Unit"]):
    """Units in tree order are ordered by `path`."""

    def below(self, unit: Unit) -> UnitQuerySet:
        """Return the unit and everything under it."""
        return self.filter(path__gte=unit.path, path__lt=f"{unit.path}~")

    def open_on(self, day: date) -> UnitQuerySet:
        """Return units that are open on a day."""
        return self.filter(Q(opened__lte=day), Q(closed__isnull=True) | Q(closed__gt=day))

    def for_tree(self) -> UnitQuerySet:
        """Return what a tree of units shows, in tree order."""
        return self.select_related("parent", "municipality").order_by("path")


class PersonQuerySet(VisibleQuerySet["Person"]):
    """People by name, in Norwegian order."""

    def active(self) -> PersonQuerySet:
        """Return people who haven't left."""
        return self.filter(is_active=True)
