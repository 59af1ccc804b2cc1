"""Addresses of e-mail."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.rules.findings import Finding

ADDRESS = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[^\W\d_]{2,20}")
SHARED = re.compile(
    r"(?:post|postmottak|epost|firmapost|info|kontakt|support|hjelp|brukerstotte|brukerstøtte|servicetorg|servicekontor"
    r"|ikt|it|drift|vakt|faktura|noreply|no-reply|ikke-svar|personvern|personvernombud|varsling)(?:[.+_-].*)?",
    re.IGNORECASE,
)
"""Boxes that belong to nobody in particular."""


def mail_addresses(text: str) -> Iterator[Finding]:
    """Find addresses of e-mail, but for boxes that belong to nobody in particular."""
    for match in ADDRESS.finditer(text):
        if SHARED.fullmatch(match.group().partition("@")[0]):
            continue
        yield Finding(
            FindingKind.EMAIL,
            match.start(),
            match.end(),
            match.group(),
            _("Dette er en e-postadresse, og den viser hvem det gjelder."),
            _("Fjern den. Skriv heller rollen: «forelder», «vikar», «leverandør»."),
        )
