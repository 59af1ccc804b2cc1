"""What the fields above the list of events offer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from deviations.choices import Afterwards, Cause, Kind, Part, Seriousness, Shown, TrackKind
from deviations.forms.lists import Filters
from deviations.models import Category
from deviations.queries.matrices import Versions
from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.organisation.querysets import below_paths
from kvalitet.web.options import options

SIGHT = ("deviations.view", "deviations.view_hse")


@dataclass(frozen=True)
class Choices:
    """Short lists as (value, label); long ones as written options, empty where there is nothing to choose."""

    shows: list[tuple[str, str]]
    parts: list[tuple[str, str]]
    units: SafeString
    more: dict[str, SafeString]


def sees_others(user: Any) -> bool:
    """Whether a role shows the person what others have reported."""
    scope = scope_of(user)
    return any(scope.has(verb) for verb in SIGHT)


def filter_choices(filters: Filters) -> Choices:
    """Return what can be chosen; those who only see their own choose among them by state and words."""
    has_role = sees_others(filters.user)
    return Choices(
        shows=_pairs(Shown),
        parts=_pairs(Part) if has_role else [],
        units=_units(filters) if has_role else SafeString(),
        more=_more(filters) if filters.has_more else {},
    )


def _more(filters: Filters) -> dict[str, SafeString]:
    names = ("kategori", "alvor", "type", "spor", "risiko", "aarsak", "etter")
    values = {name: filters.params.get(name, "") for name in names}
    offered = {"alvor": _pairs(Seriousness), "type": _pairs(Kind), "spor": _pairs(TrackKind)}
    offered |= {"aarsak": _pairs(Cause), "etter": _pairs(Afterwards)}
    offered |= {"kategori": _categories(filters), "risiko": _bands(filters)}
    return {name: options(pairs, values[name]) for name, pairs in offered.items()}


def _pairs(choices: Any) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in choices.choices]


def _categories(filters: Filters) -> list[tuple[str, str]]:
    rows = Category.objects.visible_to(filters.user).order_by("position", "name")
    return [(str(uuid), name) for uuid, name in rows.values_list("uuid", "name")[:200]]


def _bands(filters: Filters) -> list[tuple[str, str]]:
    """Return the bands of the matrix of the person's own municipality, the worst first."""
    home = filters.user.municipality_id or 0
    return [(band.key, band.name) for band in reversed(Versions([home]).current(home).bands)]


def _units(filters: Filters) -> SafeString:
    """Offer the units the person sees events of."""
    scope = scope_of(filters.user)
    roots = {pk for verb in SIGHT for pk in scope.municipalities(verb)}
    paths = [path for verb in SIGHT for path in scope.paths(verb)]
    rows = Unit.objects.visible_to(filters.user).filter(closed=None)
    return unit_options(filters.user, rows.filter(Q(municipality__in=sorted(roots)) | below_paths(paths)), filters.unit)
