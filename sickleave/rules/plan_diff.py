"""What differs between two versions of a plan, in plain words. Pure. [S3]"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])|\n")
"""Between sentences and lines; «8. desember» and «kl. 14» go on."""


@dataclass(frozen=True)
class Changed:
    """One part that differs: what happened in a sentence, and what came and went."""

    label: str
    summary: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Changed, ...]:
    """Compare two versions, each a text by heading, in the order of the newest."""
    return tuple(_changed(label, old.get(label, ""), text) for label, text in new.items() if _differ(old, label, text))


def _differ(old: Mapping[str, str], label: str, text: str) -> bool:
    return sentences(old.get(label, "")) != sentences(text)


def _changed(label: str, old: str, new: str) -> Changed:
    before, after = sentences(old), sentences(new)
    added: list[str] = []
    removed: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            removed += before[a:b]
            added += after[c:d]
    moved = set(added) & set(removed)
    return Changed(
        label,
        _summary(before, after, added, removed),
        tuple(one for one in added if one not in moved),
        tuple(one for one in removed if one not in moved),
    )


def _summary(before: list[str], after: list[str], added: list[str], removed: list[str]) -> str:
    if not before:
        return _("Dette er nytt.")
    if not after:
        return _("Dette er tatt bort.")
    if sorted(added) == sorted(removed):
        return _("Rekkefølgen er endret.")
    if not removed:
        return _("Noe er lagt til.")
    if not added:
        return _("Noe er tatt bort.")
    return _("Teksten er endret.")


def sentences(text: str) -> list[str]:
    """Split a text into sentences and lines, with single spaces."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    for found in BREAK.split(text):
        if tidy := " ".join(found.split()):
            yield tidy
