"""The measures of an event, and the events of a measure. [D3]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.models import Deviation
from goals.choices import OPEN_STATUSES, TaskStatus
from goals.models import Measure, Responsible
from goals.queries.unit_plan import TASK_COLORS
from kvalitet.organisation.models import Person
from kvalitet.web.words import DeadlineWords, deadline_words

MOST_NAMES = 3


@dataclass(frozen=True)
class MeasureRow:
    """A measure ready to show on the page of a case or a pattern; `url` is empty for one the person can't open."""

    title: str
    url: str
    responsible: str
    status: str
    color: str
    due: DeadlineWords | None
    is_open: bool
    link: str


def has_measures(deviation: Deviation) -> bool:
    """Whether anything is to be done about the event."""
    return bool(deviation.measure_links.exists())


def measures_of(deviation: Deviation) -> list[Any]:
    """Return the measures of an event with their `status`, in the order they were linked; one query."""
    rows = Measure.objects.filter(deviation_links__deviation=deviation).with_status()
    return list(rows.select_related("plan").order_by("deviation_links__at", "pk"))


def unfinished_measures(deviation: Deviation) -> list[Any]:
    """Return those that must be done or cancelled before the case can be closed."""
    return [measure for measure in measures_of(deviation) if measure.status in OPEN_STATUSES]


def measure_rows(user: Person, links: Sequence[Any], today: date) -> list[MeasureRow]:
    """Make rows of links fetched with anything that has `measure`; three queries whatever the number."""
    ids = [link.measure_id for link in links]
    found = {row.pk: row for row in Measure.objects.filter(pk__in=ids).with_status()}
    seen = set(Measure.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    names = _names(ids)
    return [
        _row(found[link.measure_id], names.get(link.measure_id, []), str(link.uuid), today, link.measure_id in seen)
        for link in links
    ]


def summary(rows: Sequence[MeasureRow]) -> str:
    """«1 av 3 tiltak gjenstår.»"""
    left = sum(row.is_open for row in rows)
    if not rows:
        return ""
    if not left:
        return _("Alle tiltakene er avsluttet.")
    text = ngettext("%(left)s av %(all)s tiltak gjenstår.", "%(left)s av %(all)s tiltak gjenstår.", left)
    return text % {"left": left, "all": len(rows)}


def _row(measure: Any, names: list[str], link: str, today: date, is_seen: bool) -> MeasureRow:
    status = TaskStatus(measure.status)
    is_open = status in OPEN_STATUSES
    return MeasureRow(
        title=measure.title if is_seen else _("Et tiltak i et utkast til plan"),
        url=measure.get_absolute_url() if is_seen else "",
        responsible=_short(names) if is_seen else "",
        status=str(status.label),
        color=TASK_COLORS[status],
        due=deadline_words(measure.due, today, is_done=not is_open) if measure.due else None,
        is_open=is_open,
        link=link,
    )


def _names(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Responsible._base_manager.filter(measure__in=ids).select_related("person", "group").order_by("pk")
    for row in rows:
        found.setdefault(row.measure_id, []).append(str(row))
    return found


def _short(names: list[str]) -> str:
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return _("%(names)s og %(more)d til") % {"names": ", ".join(names[:MOST_NAMES]), "more": len(names) - MOST_NAMES}
