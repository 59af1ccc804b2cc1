"""What a comparison comes to: lines to show, and whether a person must look before anything is closed. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.imports.choices import WRITES, LineKind

BRAKE_SHARE = 0.10
BRAKE_LEAST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the dry run: who or what, what happens in whole sentences, and the row of the file."""

    kind: str
    title: str
    text: str
    row: int | None = None
    key: str = ""
    options: tuple[tuple[str, str], ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """Count the lines of each kind."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.kind] = counts.get(line.kind, 0) + 1
    return counts


def has_changes(counts: Mapping[str, int]) -> bool:
    """Whether anything would be written."""
    return any(counts.get(kind) for kind in WRITES)


def fingerprint(lines: Iterable[Line]) -> str:
    """A digest of what would be written, to see that it is still what somebody approved."""
    told = [(line.kind, line.title, line.text, line.key) for line in lines if line.kind in WRITES]
    return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()


def brakes(closing: int, known: int) -> bool:
    """Whether so many disappear at once that a person must say it is right."""
    return closing >= BRAKE_LEAST and closing > known * BRAKE_SHARE


def brake_text(closing: int, known: int) -> str:
    """Say why the run waits."""
    text = _("%(closing)s av %(known)s ville bli avsluttet. Er filen hel? Se over, og godkjenn hvis det er riktig.")
    return text % {"closing": closing, "known": known}


def summary(counts: Mapping[str, int], *, is_done: bool = False) -> str:
    """«12 nye, 3 endres, 2 flyttes, 1 slutter, 2 rader kan ikke leses»."""
    words = _parts_done(counts) if is_done else _parts(counts)
    words += _left_out(counts)
    if not has_changes(counts):
        words = [_("ingen endringer"), *words]
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _parts(counts: Mapping[str, int]) -> list[str]:
    n = {kind: counts.get(kind, 0) for kind in WRITES}
    words = [
        (n[LineKind.NEW], ngettext("%(n)s ny", "%(n)s nye", n[LineKind.NEW])),
        (n[LineKind.BACK], ngettext("%(n)s kommer tilbake", "%(n)s kommer tilbake", n[LineKind.BACK])),
        (n[LineKind.CHANGED], ngettext("%(n)s endres", "%(n)s endres", n[LineKind.CHANGED])),
        (n[LineKind.MOVED], ngettext("%(n)s flyttes", "%(n)s flyttes", n[LineKind.MOVED])),
        (n[LineKind.LEADER], ngettext("%(n)s ny leder", "%(n)s nye ledere", n[LineKind.LEADER])),
        (n[LineKind.LEFT], ngettext("%(n)s avsluttes", "%(n)s avsluttes", n[LineKind.LEFT])),
    ]
    return [text % {"n": number} for number, text in words if number]


def _parts_done(counts: Mapping[str, int]) -> list[str]:
    n = {kind: counts.get(kind, 0) for kind in WRITES}
    words = [
        (n[LineKind.NEW], ngettext("%(n)s ny", "%(n)s nye", n[LineKind.NEW])),
        (n[LineKind.BACK], ngettext("%(n)s kom tilbake", "%(n)s kom tilbake", n[LineKind.BACK])),
        (n[LineKind.CHANGED], ngettext("%(n)s endret", "%(n)s endret", n[LineKind.CHANGED])),
        (n[LineKind.MOVED], ngettext("%(n)s flyttet", "%(n)s flyttet", n[LineKind.MOVED])),
        (n[LineKind.LEADER], ngettext("%(n)s ny leder", "%(n)s nye ledere", n[LineKind.LEADER])),
        (n[LineKind.LEFT], ngettext("%(n)s avsluttet", "%(n)s avsluttet", n[LineKind.LEFT])),
    ]
    return [text % {"n": number} for number, text in words if number]


def _left_out(counts: Mapping[str, int]) -> list[str]:
    doubts, bad = counts.get(LineKind.DOUBT, 0), counts.get(LineKind.BAD, 0)
    words = [
        (doubts, ngettext("%(n)s mulig dublett", "%(n)s mulige dubletter", doubts)),
        (bad, ngettext("%(n)s rad kan ikke leses", "%(n)s rader kan ikke leses", bad)),
    ]
    return [text % {"n": number} for number, text in words if number]
