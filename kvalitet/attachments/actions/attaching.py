"""Files come and go. The bytes are stored before the row and deleted after it, so that no row lacks its file."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.attachments import storage
from kvalitet.attachments.choices import State
from kvalitet.attachments.content import Checked, check
from kvalitet.attachments.models import Attachment
from kvalitet.attachments.rules import MOST_ON_ONE_OBJECT, free_name
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused

logger = logging.getLogger(__name__)


@dataclass
class Received:
    """Uploads judged one by one: those that can be attached, and why the others can't."""

    good: list[Checked] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def receive(uploads: Iterable[Any]) -> Received:
    """Judge every upload by its content; nothing is stored yet."""
    found = Received()
    for upload in uploads:
        try:
            found.good.append(check(upload))
        except Refused as refused:
            found.refused.append(str(refused))
    return found


def attach(obj: models.Model, files: Sequence[Checked], *, by: Person | None) -> list[Attachment]:
    """Store the files on the object, all or none, and tell it in its history. [P8]

    Without `by` neither the files nor the history tell whose they are.
    A crash between storing and the row leaves bytes nobody knows; the sweep takes them a day later.
    """
    keys: list[str] = []
    try:
        for file in files:
            keys.append(storage.new_key())
            storage.keep(keys[-1], file.file)
        with transaction.atomic():
            return _rows(obj, list(zip(keys, files, strict=True)), by)
    except BaseException as error:
        _forget_all(keys)
        if isinstance(error, storage.Unreachable):
            logger.exception("The file store did not take a file.")
            raise Refused(_("Lageret for filer svarer ikke. Prøv igjen om litt.")) from error
        raise


def _rows(obj: models.Model, files: list[tuple[str, Checked]], by: Person | None) -> list[Attachment]:
    """Make the rows while the object is held, so that two uploads at once can't pass the limit together."""
    held: Any = history.lock(obj)
    there = Attachment.objects.on([obj]).kept()
    taken = set(there.values_list("name", flat=True))
    room = MOST_ON_ONE_OBJECT - there.count()
    if len(files) > room:
        words = _(
            "Her kan det ligge høyst %(most)d filer. Det er plass til %(room)d til. Fjern noen, eller velg færre."
        )
        raise Refused(words % {"most": MOST_ON_ONE_OBJECT, "room": max(0, room)})
    made = []
    for key, file in files:
        name = free_name(file.name, taken)
        taken.add(name)
        made.append(_row(held, key, file, name, by))
    names = ", ".join(row.name for row in made)
    history.note(held, by=by, reason=_("La ved %(names)s.") % {"names": names})
    return made


def _row(held: Any, key: str, file: Checked, name: str, by: Person | None) -> Attachment:
    return history.create(
        Attachment,
        by=by,
        municipality_id=held.municipality_id,
        content_type=ContentType.objects.get_for_model(held),
        object_id=held.pk,
        name=name,
        key=key,
        size=file.size,
        sha256=file.sha256,
        kind=file.type.kind,
        media_type=file.type.media_type,
        state=file.state,
        uploaded_by=by,
        at=timezone.now(),
    )


@transaction.atomic
def remove(attachment: Attachment, *, by: Person) -> Attachment:
    """Take the file away for good; the row tells that it was there. Raises Refused when it is gone already."""
    row = history.lock(attachment)
    if row.removed_at is not None:
        raise Refused(_("Noen andre har allerede fjernet filen."))
    history.apply(row, {"removed_at": timezone.now(), "removed_by": by}, by=by)
    if row.target is not None:
        history.note(row.target, by=by, reason=_("Fjernet filen %(name)s.") % {"name": row.name})
    transaction.on_commit(partial(_forget_all, [row.key]))
    return row


def discard(row: Attachment) -> None:
    """Keep the row as refused and delete its bytes, inside the caller's transaction."""
    history.apply(row, {"state": State.REFUSED}, by=None)
    transaction.on_commit(partial(_forget_all, [row.key]))


def _forget_all(keys: Iterable[str]) -> None:
    """Delete bytes; what can't be deleted now is swept later."""
    for key in keys:
        try:
            storage.forget(key)
        except storage.Unreachable:
            logger.warning("A file could not be deleted now; the sweep takes it.")
