"""The municipality's own rules for sick leave. [S1, S2, S5, S6]"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused
from sickleave.models import SickLeaveSettings

MOVES_DATES = frozenset({"deadline_clock", "dm1_clock", "joining_gap", "talk_day"})
"""What the days of open cases are reckoned by."""


@transaction.atomic
def save_settings(rules: SickLeaveSettings, *, fields: dict[str, Any], by: Person) -> bool:
    """Store the rules; the first to save makes the row. Says whether open cases must be reckoned anew."""
    moved = any(getattr(rules, name) != fields[name] for name in MOVES_DATES)
    Municipality.objects.select_for_update().get(pk=rules.municipality_id)
    stored = SickLeaveSettings.objects.filter(municipality=rules.municipality_id).first()
    if stored is None:
        history.create(SickLeaveSettings, by=by, municipality_id=rules.municipality_id, **fields)
        return moved
    if stored.version != rules.version or rules.pk is None:
        raise Refused(_("Noen andre endret reglene akkurat nå. Se over endringen og lagre på nytt."))
    history.apply(stored, fields, by=by)
    return moved
