"""Long lists of options, written here: a template takes ten times as long over each."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe


def options(pairs: Iterable[tuple[str, str]], chosen: str = "", more: str = "") -> SafeString:
    """Write the options of a select; `more` says, last and not to be chosen, how to reach what is left out."""
    written = [
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in pairs
    ]
    if more:
        written.append(f"<option disabled>{escape(more)}</option>")
    return mark_safe("".join(written))  # noqa: S308 — every part is escaped above
