"""Lists of files ready to show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kvalitet.access.decisions import may
from kvalitet.attachments.choices import Kind, State
from kvalitet.attachments.models import Attachment
from kvalitet.attachments.registry import attachable_of
from kvalitet.attachments.rules import size_words

ICONS = {
    Kind.PDF: "FilePdf",
    Kind.IMAGE: "FileImage",
    Kind.DOCUMENT: "FileWord",
    Kind.SHEET: "FileExcel",
    Kind.SLIDES: "File",
    Kind.TEXT: "FileText",
}


@dataclass(frozen=True)
class FileRow:
    """A file ready to show; without `url` it can't be opened, and `note` says why.

    `save_url` is there when `url` shows the file instead of saving it.
    """

    name: str
    icon: str
    facts: str
    url: str
    save_url: str
    note: str
    remove_url: str


def files_of(objects: Iterable[Model], *, may_remove: bool = False) -> dict[int, list[FileRow]]:
    """Return the files of objects of one model by their pk, in one query.

    The caller has found the objects by `visible_to`: who sees the object, sees its files.
    """
    found: dict[int, list[FileRow]] = defaultdict(list)
    for row in Attachment.objects.on(objects).for_panel():
        found[row.object_id].append(file_row(row, may_remove=may_remove))
    return found


def file_row(row: Attachment, *, may_remove: bool = False) -> FileRow:
    """Make one file ready to show."""
    day = date_format(timezone.localdate(row.at), "d.m.Y")
    who, size = row.uploaded_by or _("uten navn"), size_words(row.size)
    url = row.get_absolute_url() if row.state == State.READY else ""
    return FileRow(
        name=row.name,
        icon=ICONS[Kind(row.kind)],
        facts=_("%(size)s · %(who)s, %(day)s") % {"size": size, "who": who, "day": day},
        url=url,
        save_url=f"{url}?lagre=1" if url and row.opens_in_browser else "",
        note="" if row.state == State.READY else str(State(row.state).label),
        remove_url=reverse("attachments:remove", args=[row.uuid]) if may_remove else "",
    )


def add_url(obj: Any) -> str:
    """Return the page where files are attached to the object."""
    return reverse("attachments:add", args=[attachable_of(type(obj)).kind, obj.uuid])


def panel_of(user: Any, obj: Any) -> dict[str, Any] | None:
    """Return the panel of an object's files: nothing where there are none and the person can't add any."""
    may_add = bool(may(user, attachable_of(type(obj)).add_verb, obj))
    files = files_of([obj], may_remove=may_add)[obj.pk]
    if not files and not may_add:
        return None
    return {"template": "attachments/panel.html", "files": files, "add_url": add_url(obj) if may_add else ""}
