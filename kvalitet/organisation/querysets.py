"""What can be asked of the organisation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from kvalitet.organisation.rules import outermost
from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from kvalitet.organisation.models import Person, ServiceArea, Unit

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


def _dated(model: str, day: date) -> models.QuerySet[Any]:
    """Return the rows of a model, by name, that hold on a day: the models know this module and not the other way."""
    rows: models.QuerySet[Any] = apps.get_model("organisation", model)._base_manager.filter(valid_on(day))
    return rows


class DatedQuerySet(VisibleQuerySet[M]):
    """Rows with `starts` and `ends`."""

    def valid_on(self, day: date) -> Self:
        """Return the rows that hold on a day."""
        return self.filter(valid_on(day))

    def ending_within(self, day: date, days: int) -> Self:
        """Return the rows that hold on a day and end in the days that follow."""
        return self.valid_on(day).filter(ends__lte=day + timedelta(days=days))


class UnitQuerySet(VisibleQuerySet["Unit"]):
    """Units in tree order are ordered by `path`."""

    def below(self, unit: Unit) -> UnitQuerySet:
        """Return the unit and everything under it."""
        return self.filter(path__gte=unit.path, path__lt=f"{unit.path}~")

    def open_on(self, day: date) -> UnitQuerySet:
        """Return units that are open on a day."""
        return self.filter(Q(opened__lte=day), Q(closed__isnull=True) | Q(closed__gt=day))

    def for_tree(self, day: date) -> UnitQuerySet:
        """Return what a tree of units shows, in tree order, with how many have a post in each."""
        posts = Count("positions__person", filter=valid_on(day, "positions__"), distinct=True)
        return self.select_related("successor").annotate(people_count=posts).order_by("path")

    def without_leader(self, day: date) -> UnitQuerySet:
        """Return open units that nobody who still works here leads on a day."""
        led = _dated("Leadership", day).filter(unit=OuterRef("pk"), person__is_active=True)
        return self.open_on(day).filter(~Exists(led))


class ServiceAreaQuerySet(VisibleQuerySet["ServiceArea"]):
    """Planning areas, by name."""

    def open(self) -> ServiceAreaQuerySet:
        """Return those that new goals may point at."""
        return self.filter(closed__isnull=True)


class PersonQuerySet(VisibleQuerySet["Person"]):
    """People by name, in Norwegian order."""

    def active(self) -> PersonQuerySet:
        """Return people who haven't left."""
        return self.filter(is_active=True)

    def without_position(self, day: date) -> PersonQuerySet:
        """Return people who hold no post on a day."""
        return self.filter(~Exists(_dated("Position", day).filter(person=OuterRef("pk"))))

    def in_units(self, unit: Unit, day: date) -> PersonQuerySet:
        """Return people with a post at or below a unit on a day."""
        posts = valid_on(day, "positions__") & Q(
            positions__unit__path__gte=unit.path, positions__unit__path__lt=f"{unit.path}~"
        )
        return self.filter(pk__in=self.model._base_manager.filter(posts).values("pk"))

    def matching(self, text: str) -> PersonQuerySet:
        """Return people each word fits: name, user name, e-mail or employee number."""
        if "\x00" in text:  # no name has it, and PostgreSQL refuses to look
            return self.none()
        found = self
        for word in text.split():
            found = found.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(username__icontains=word)
                | Q(email__icontains=word)
                | Q(employee_number=word)
            )
        return found

    def for_list(self, day: date) -> PersonQuerySet:
        """Return what the list of people shows: today's posts as `posts_today`."""
        positions = self.model._meta.get_field("positions").related_model
        posts = positions._base_manager.filter(valid_on(day)).select_related("unit").order_by("-percentage", "id")
        return self.prefetch_related(Prefetch("positions", queryset=posts, to_attr="posts_today")).order_by(
            "sort_key", "first_name", "id"
        )
