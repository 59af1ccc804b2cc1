"""The file field of forms: many files, each judged by its content."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvalitet.attachments.actions import Received, receive
from kvalitet.attachments.content.kinds import ACCEPT
from kvalitet.attachments.rules import MOST_ON_ONE_OBJECT, size_words
from kvalitet.web.forms import DsFormMixin


class FilesInput(forms.FileInput):
    """Let people choose several files at once."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Gives `Received.good` and raises the sentences of the refused, or with `partial` gives the whole Received."""

    widget = FilesInput

    def __init__(self, *, partial: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Legg ved filer"))
        kwargs.setdefault("error_messages", {"required": _("Velg en fil.")})
        super().__init__(**kwargs)
        self.partial = partial
        self.widget.attrs |= {
            "accept": ACCEPT,
            "multiple": True,
            "data-max-bytes": str(settings.ATTACHMENTS_MOST_BYTES),
        }
        size = size_words(settings.ATTACHMENTS_MOST_BYTES)
        words = gettext("PDF, bilder, Word, Excel, PowerPoint, OpenDocument, tekst og CSV. Høyst %(size)s per fil.")
        self.help_text = self.help_text or words % {"size": size}

    def clean(self, value: Any) -> Any:
        """Judge the files."""
        uploads = value if isinstance(value, list | tuple) else [value] if value else []
        if self.required and not uploads:
            raise ValidationError(str(self.error_messages["required"]), code="required")
        if len(uploads) > MOST_ON_ONE_OBJECT:
            words = gettext("Velg høyst %(most)d filer om gangen.")
            raise ValidationError(words % {"most": MOST_ON_ONE_OBJECT})
        found: Received = receive(uploads)
        if self.partial:
            return found
        if found.refused:
            raise ValidationError([*found.refused, gettext("Velg filene på nytt.")])
        return found.good

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any file was chosen."""
        return bool(data)


class AddFilesForm(DsFormMixin, forms.Form):
    """Attach files to one object: the good ones are kept, the others are told of."""

    new_files = FilesField(partial=True)
