"""Taking away what should never have been written down. [D9]"""

import re
from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.registry import copies_of
from kvalitet.privacy.rules import placeholder


@transaction.atomic
def redact_stored(
    obj: models.Model, fields: tuple[str, ...], words: Mapping[str, str], *, by: AbstractBaseUser | None
) -> int:
    """Take words out of a stored row, its versions, and the rows others have told may hold them; return how many rows.

    `words` gives the kind of each; a kind that is none of `FindingKind` becomes «[fjernet]». The search column follows
    the row. History tells that it happened, who, when and which kinds; never the words.
    """
    kinds = sorted({kind_name(kind) for kind in words.values()})
    reason = _("Fjernet opplysninger fra teksten: %(kinds)s.") % {"kinds": ", ".join(kinds)}
    rows = [(obj, fields), *copies_of(obj)]

    def without(text: str) -> str:
        for word, kind in sorted(words.items(), key=lambda pair: -len(pair[0])):
            text = take_out(text, word, instead_of(kind))
        return text

    return sum(history.rewrite(row, names, without, by=by, reason=reason) for row, names in rows)


def take_out(text: str, word: str, instead: str) -> str:
    """Put something else wherever the word stands by itself; any space in it may be another space or a line break."""
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    if not pattern:
        return text
    return re.sub(rf"(?<!\w){pattern}(?!\w)", lambda _match: instead, text, flags=re.IGNORECASE)


def instead_of(kind: str) -> str:
    """Return what stands in the text instead."""
    return placeholder(FindingKind(kind)) if kind in FindingKind.values else _("[fjernet]")


def kind_name(kind: str) -> str:
    """Return the kind in words, for history."""
    return str(FindingKind(kind).label) if kind in FindingKind.values else _("annet")
