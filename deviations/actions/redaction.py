"""Words are taken out of a case that is already reported. [D9]"""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.choices import EntryKind
from deviations.models import Deviation
from deviations.queries.redaction import FIELDS
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.privacy.actions import kind_name, redact_stored
from kvalitet.web.errors import Refused


@transaction.atomic
def redact_event(event: Deviation, words: Mapping[str, str], *, by: Person) -> Deviation:
    """Take words (and the kind of each) out of the case, all that hangs on it, and every version; tell which kinds.

    The words can't be had back. The timeline tells that it happened, who did it and which kinds; not what stood there.
    """
    event = history.lock(event, as_read=True)
    if not redact_stored(event, FIELDS, words, by=by):
        raise Refused(_("Ordene finnes ikke lenger i saken. Last siden på nytt."))
    event.refresh_from_db()
    kinds = ", ".join(sorted({kind_name(kind) for kind in words.values()}))
    text = _("Opplysninger er fjernet fra saken og historikken: %(kinds)s.") % {"kinds": kinds}
    add_entry(event, EntryKind.REDACTION, text, by=by)
    return event
