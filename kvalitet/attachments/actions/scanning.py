"""Files that came while the virus scanner was away get their verdict later."""

import logging

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.attachments import clamav, storage
from kvalitet.attachments.actions.attaching import discard
from kvalitet.attachments.choices import State
from kvalitet.attachments.models import Attachment
from kvalitet.history import actions as history
from kvalitet.notifications.actions import notify
from kvalitet.web.errors import Refused

MOST_AT_ONCE = 200

logger = logging.getLogger(__name__)


@scopes_disabled()  # type: ignore[untyped-decorator] # django-scopes ships no types
def scan_waiting() -> int:
    """Ask about every waiting file; stops when the scanner is still away. Returns how many got a verdict."""
    waiting = Attachment.objects.kept().filter(state=State.CHECKING).order_by("scan_tries", "id")
    done = 0
    for pk in list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        state = _settle(pk)
        if state == State.CHECKING:
            break
        done += state is not None
    return done


@transaction.atomic
def _settle(pk: int) -> State | None:
    """Settle one file; None when another worker has it or its bytes can't be read now."""
    rows = Attachment.objects.select_for_update(skip_locked=True, of=("self",))
    row = rows.filter(pk=pk, state=State.CHECKING, removed_at=None).first()
    if row is None:
        return None
    try:
        with storage.fetch(row.key) as file:
            state = clamav.verdict(file)
    except Refused:
        discard(row)
        _tell(row)
        return State.REFUSED
    except storage.Unreachable:
        logger.warning("A waiting file can't be read from the store.")
        rows.filter(pk=pk).update(scan_tries=F("scan_tries") + 1)
        return None
    if state == State.READY:
        history.apply(row, {"state": State.READY}, by=None)
    return state


def _tell(row: Attachment) -> None:
    """Tell the one who uploaded it, and the object's history."""
    target = row.target
    text = _("Viruskontrollen stoppet filen %(name)s. Den er slettet.") % {"name": row.name}
    if target is None:
        return
    history.note(target, by=None, reason=text)
    if row.uploaded_by is None:
        return
    notify(
        row.uploaded_by,
        key=f"attachment-refused-{row.uuid}",
        title=_("En fil du la ved, er stoppet av viruskontrollen"),
        text=text,
        url=target.get_absolute_url(),
        why=_("Fordi du lastet opp filen."),
        municipality=row.municipality,
    )
