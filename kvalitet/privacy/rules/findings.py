"""What was found in a text, and the text without it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvalitet.privacy.choices import FindingKind

ORDER = list(FindingKind)


@dataclass(frozen=True)
class Finding:
    """A stretch of a text that says too much; `why` and `suggestion` are whole sentences for whoever wrote it."""

    kind: FindingKind
    start: int
    end: int
    text: str
    why: str
    suggestion: str

    @property
    def placeholder(self) -> str:
        """What stands there when it is taken away."""
        return placeholder(self.kind)

    @property
    def keep_label(self) -> str:
        """What one ticks to let it stand."""
        return keep_label(self.kind)

    @property
    def key(self) -> str:
        """What the choice to take away or keep is known by; the same wherever in the text it stands."""
        return key_of(self.kind, self.text)


def placeholder(kind: FindingKind) -> str:
    """Return what stands in the text instead; none of them is itself found."""
    return {
        FindingKind.IDENTITY: _("[fødselsnummer]"),
        FindingKind.EMAIL: _("[e-postadresse]"),
        FindingKind.PHONE: _("[telefonnummer]"),
        FindingKind.NAME: _("[navn]"),
        FindingKind.HEALTH: _("[helseopplysning]"),
    }[kind]


def keep_label(kind: FindingKind) -> str:
    """Return what one says by keeping it."""
    return {
        FindingKind.IDENTITY: _("Behold, det er ikke et fødselsnummer"),
        FindingKind.EMAIL: _("Behold, adressen tilhører ingen person"),
        FindingKind.PHONE: _("Behold, det er ikke nummeret til en person"),
        FindingKind.NAME: _("Behold, det er ikke en person"),
        FindingKind.HEALTH: _("Behold, det gjelder ikke helsen til en person"),
    }[kind]


def key_of(kind: str, text: str) -> str:
    """Return the key of a finding; spaces and line breaks count as one, since browsers change them."""
    return f"{kind}:{' '.join(text.split())}"


def apart(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in order of place, where no two overlap: the most certain, then the longest, is kept."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (ORDER.index(one.kind), one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def redact(text: str, found: Iterable[Finding]) -> str:
    """Return the text with a placeholder for each finding; what doesn't stand where it was found is left alone."""
    for one in sorted(found, key=lambda one: one.start, reverse=True):
        if text[one.start : one.end] == one.text:
            text = f"{text[: one.start]}{one.placeholder}{text[one.end :]}"
    return text
