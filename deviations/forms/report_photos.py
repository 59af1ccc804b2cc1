"""Photos of a report: at most five pictures, chosen or taken with the phone. [D1]"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from kvalitet.attachments.actions import receive
from kvalitet.attachments.choices import Kind
from kvalitet.attachments.fields import FilesField

MOST = 5
ACCEPT = "image/jpeg,image/png,image/webp"
"""HEIC is left out on purpose: phones then send the picture as JPEG."""


class PhotosField(FilesField):
    """Gives the pictures, drawn anew without where and when they were taken; refuses other files, and too many."""

    def clean(self, value: Any) -> Any:
        """Judge the pictures, after counting them."""
        uploads = value if isinstance(value, list | tuple) else [value] if value else []
        if len(uploads) > MOST:
            text = gettext("Du kan legge ved høyst %(most)d bilder. Velg bildene på nytt.")
            raise ValidationError(text % {"most": MOST})
        found = receive(uploads)
        others = [one.name for one in found.good if one.type.kind != Kind.IMAGE]
        refused = [*found.refused, *(gettext("«%(name)s» er ikke et bilde.") % {"name": name} for name in others)]
        if refused:
            raise ValidationError([*refused, gettext("Velg bildene på nytt.")])
        return found.good
