"""What has happened to a unit and what is planned for it, in sentences. [P1]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.organisation.models import Unit
from kvalitet.setup.choices import AHEAD, ReorganisationStatus
from kvalitet.setup.models import Reorganisation, ReorganisationStep

PARTS = ("unit", "unit_step", "target", "target_step", "person", "reorganisation")


@dataclass(frozen=True)
class Chapter:
    """Something that happened to a unit, or will, on a day."""

    day: date
    text: str
    is_ahead: bool
    reorganisation: Reorganisation | None = None


def story_of(unit: Unit, today: date) -> list[Chapter]:
    """Return what happened and will happen to the unit, the latest first; five queries."""
    told = [*_places(unit, today), *_merged(unit, today), *_names(unit, today), *_planned(unit)]
    if unit.closed is not None:
        told.append(Chapter(unit.closed, _closed_words(unit), unit.closed > today))
    told.append(Chapter(unit.opened, _("Åpnet"), unit.opened > today))
    return sorted(told, key=lambda chapter: chapter.day, reverse=True)


def _closed_words(unit: Unit) -> str:
    if unit.successor is None:
        return _("Lagt ned")
    return _("Slått sammen med %(unit)s") % {"unit": unit.successor}


def _places(unit: Unit, today: date) -> list[Chapter]:
    rows = list(unit.placements.select_related("parent").order_by("starts", "id"))
    return [
        Chapter(
            new.starts,
            _("Flyttet fra %(old)s til %(new)s") % {"old": old.parent, "new": new.parent},
            new.starts > today,
        )
        for old, new in pairwise(rows)
        if new.starts != unit.closed and old.parent_id != new.parent_id
    ]


def _merged(unit: Unit, today: date) -> list[Chapter]:
    rows = unit.predecessors.exclude(closed=None).order_by("closed", "sort_key")
    return [
        Chapter(row.closed, _("%(unit)s gikk inn her") % {"unit": row}, row.closed > today)
        for row in rows
        if row.closed is not None
    ]


def _names(unit: Unit, today: date) -> list[Chapter]:
    history: Any = unit.history
    rows = list(history.order_by("history_date", "history_id").values_list("name", "history_date"))
    return [
        Chapter(
            timezone.localdate(when), _("Fikk navnet «%(new)s», het før «%(old)s»") % {"new": new, "old": old}, False
        )
        for (old, _before), (new, when) in pairwise(rows)
        if old != new
    ]


def _planned(unit: Unit) -> list[Chapter]:
    steps = ReorganisationStep.objects.filter(
        Q(unit=unit) | Q(target=unit), reorganisation__status=ReorganisationStatus.PLANNED
    )
    return [
        Chapter(step.reorganisation.starts, str(step), True, step.reorganisation)
        for step in steps.select_related(*PARTS).order_by("reorganisation__starts", "position")
    ]


def overlapping(reorganisation: Reorganisation) -> Sequence[Reorganisation]:
    """Return others ahead that concern the same units."""
    mine = reorganisation.steps.values_list("unit_id", "target_id")
    units = {pk for pair in mine for pk in pair if pk}
    if not units:
        return []
    others = ReorganisationStep.objects.filter(unit__in=units) | ReorganisationStep.objects.filter(target__in=units)
    rows = Reorganisation.objects.filter(status__in=AHEAD, municipality=reorganisation.municipality_id)
    found = rows.filter(pk__in=others.values("reorganisation")).exclude(pk=reorganisation.pk)
    return list(found.order_by("starts", "id"))
