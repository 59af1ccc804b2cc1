"""A field of names: several rows of text, each one or more people, posts or groups."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _

from goals.actions.measures import ResponsibleChoice
from goals.choices import ResponsibleRole
from goals.forms.directory import Directory, folded
from goals.rules.responsible_text import split_responsible

LONGEST = 400
MOST_ROWS = 60
EMPTY_ROWS = 2


class NamesWidget(forms.Widget):
    """Text inputs with the same name, and a list of suggestions they share."""

    template_name = "goals/widgets/names.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Read every row."""
        return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or [])

    def id_for_label(self, id_: str) -> str:
        """Say that the label belongs to the whole set."""
        return ""

    def format_value(self, value: Any) -> list[str]:
        """Return the rows to show: what is written, and some empty ones."""
        written = [text for text in (value or []) if text.strip()][:MOST_ROWS]
        return [*written, *[""] * EMPTY_ROWS]


class NamesField(forms.Field):
    """Reads rows of names as `ResponsibleChoice`; the directory and role are set by the form."""

    widget = NamesWidget
    directory: Directory

    def __init__(self, *, role: str = "", keeps_unknown: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.role = role
        self.keeps_unknown = keeps_unknown
        self.known: dict[str, ResponsibleChoice] = {}

    def to_python(self, value: Any) -> list[str]:
        """Return the rows that say something."""
        rows = [text.strip() for text in value or [] if text.strip()]
        for text in rows:
            ProhibitNullCharactersValidator()(text)
            if len(text) > LONGEST:
                raise ValidationError(_("Skriv færre navn på hver linje. Det er plass til 400 tegn."))
        if len(rows) > MOST_ROWS:
            raise ValidationError(_("Skriv høyst 60 linjer med navn. Lag en ansvarsgruppe hvis det er flere."))
        return rows

    def read(self, rows: Iterable[str], *, keep_unknown: bool) -> list[ResponsibleChoice]:
        """Say whom the rows mean. Raises ValidationError with one sentence for each name nobody has."""
        found: list[ResponsibleChoice] = []
        problems: list[str] = []
        for text in rows:
            if (same := self.known.get(folded(text))) is not None:
                found.append(same)
                continue
            for piece in split_responsible(text, known=self.directory.names):
                choice = self.directory.find(piece)
                role = self.role or piece.role
                if choice is not None:
                    found.append(_with_role(choice, role))
                elif keep_unknown and self.keeps_unknown:
                    found.append(ResponsibleChoice(source_text=piece.name[:200], role=role))
                else:
                    problems.append(self._problem(piece.name))
        if problems:
            raise ValidationError(problems)
        return found

    def _problem(self, name: str) -> str:
        nearest = self.directory.nearest(name)
        if not nearest:
            return _(
                "Vi finner ingen som heter «%(name)s». Velg en person, en stilling eller en gruppe fra listen."
            ) % {"name": name[:80]}
        return _("Vi vet ikke hvem «%(name)s» er. Mente du %(nearest)s?") % {
            "name": name[:80],
            "nearest": _(" eller ").join(f"«{text}»" for text in nearest),
        }


def _with_role(choice: ResponsibleChoice, role: str) -> ResponsibleChoice:
    return ResponsibleChoice(
        person=choice.person,
        group=choice.group,
        position_title=choice.position_title,
        role=role or ResponsibleRole.LEAD,
    )
