"""What an action says when it can't be done, and where the person reads it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.forms import BaseForm


class Refused(Exception):
    """The action was refused; the text is a whole Norwegian sentence for the person who tried."""


@contextmanager
def told_on(form: BaseForm) -> Iterator[None]:
    """Show on the form why an action was refused; what was typed is kept."""
    try:
        yield
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        for name, messages in (error.message_dict if hasattr(error, "error_dict") else {"": error.messages}).items():
            form.add_error(name if name in form.fields else None, messages)
