"""What was reported is put right; the first words stay in the history. [D2]"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from deviations.actions.clock import set_clock
from deviations.actions.tracks import suggest_tracks
from deviations.models import Deviation
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
    before = event.version
    event = history.apply(event, changes, by=by, reason=reason)
    if event.version != before:
        set_clock(event, by=by)
        suggest_tracks(event, by=by)
    return event
