"""Who follows a track in the whole municipality. [D4, P4]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from deviations.models import TrackReader
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.organisation.rules import period_problem
from kvalitet.web.errors import Refused


@transaction.atomic
def give_sight(
    person: Person,
    *,
    municipality: Municipality,
    kind: str,
    title: str,
    starts: date,
    ends: date | None,
    by: Person,
) -> TrackReader:
    """Let a person see every event of a track from–to (inclusive), but for those for named people only."""
    if problem := period_problem(starts, ends):
        raise Refused(problem)
    if person.municipality_id != municipality.pk or not person.is_active:
        raise Refused(_("Velg en som arbeider i kommunen."))
    fields: dict[str, Any] = {
        "municipality": municipality,
        "kind": kind,
        "title": title.strip(),
        "starts": starts,
        "ends": ends,
    }
    return history.create(TrackReader, by=by, person=person, **fields)


@transaction.atomic
def end_sight(reader: TrackReader, *, ends: date, by: Person) -> TrackReader:
    """Let it end on a day (inclusive); what has not begun is taken away."""
    reader = history.lock(reader)
    if ends < reader.starts:
        history.remove(reader, by=by)
        return reader
    return history.apply(reader, {"ends": ends}, by=by)
