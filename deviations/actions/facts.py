"""What was reported is put right; the first words stay in the history. [D2]"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from deviations.actions.clock import set_clock
from deviations.choices import HSE_TRACKS
from deviations.models import Category, Deviation
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused

EDITABLE = frozenset({"title", "kind", "category", "seriousness", "happened_on", "happened_time", "place_text"})
"""What the handler may put right; what the reporter wrote is theirs, and the unit is changed by sending the case on."""


@transaction.atomic
def edit_facts(event: Deviation, *, reason: str = "", by: Person, **changes: Any) -> Deviation:
    """Change facts of the case; a new category brings the laws it follows, and a new seriousness new deadlines."""
    event = history.lock(event, as_read=True)
    if wrong := set(changes) - EDITABLE:
        raise ValueError(wrong)
    if not event.is_open:
        raise Refused(_("Saken er lukket. Gjenåpne den før du endrer den."))
    if "category" in changes and changes["category"] != event.category:
        changes |= _tracks(event, changes["category"])
    before = event.version
    event = history.apply(event, changes, by=by, reason=reason)
    if event.version != before:
        set_clock(event, by=by)
    return event


def _tracks(event: Deviation, category: Category | None) -> dict[str, Any]:
    """Return the laws of the new category beside those it follows already: none is dropped in silence."""
    more = [kind for kind in (category.tracks if category else []) if kind not in event.track_kinds]
    tracks = [*event.track_kinds, *more]
    return {"track_kinds": tracks, "is_hse": bool(HSE_TRACKS.intersection(tracks))}
