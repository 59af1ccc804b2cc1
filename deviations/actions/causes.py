"""The cause is set. [D3]"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.choices import Cause, EntryKind
from deviations.models import Deviation
from deviations.rules.causes import tidy_whys, whys_problem
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def set_cause(
    deviation: Deviation, *, causes: Sequence[str], whys: Sequence[str], cause_text: str, by: Person
) -> Deviation:
    """Store why it happened, and tell it in the timeline; the second of two at once is refused."""
    deviation = history.lock(deviation, as_read=True)
    if not deviation.is_open:
        raise Refused(_("Saken er lukket. Gjenåpne den før du endrer årsaken."))
    if problem := whys_problem(whys):
        raise Refused(problem[1])
    ordered = [cause for cause in Cause.values if cause in causes]
    changes = {"causes": ordered, "whys": tidy_whys(whys), "cause_text": cause_text.strip()}
    before = deviation.version
    deviation = history.apply(deviation, changes, by=by)
    if deviation.version != before:
        add_entry(deviation, EntryKind.CAUSE, _told(deviation), by=by)
    return deviation


def _told(deviation: Deviation) -> str:
    names = ", ".join(str(Cause(cause).label) for cause in deviation.causes)
    return _("Årsak: %(causes)s.") % {"causes": names} if names else _("Årsaken er tatt bort.")
