"""Which tracks an event follows, and what the law of the day says of each. Pure. [D4]"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from deviations.choices import HSE_TRACKS, Kind, Seriousness, TrackKind
from deviations.rules import tracks_services, tracks_work
from deviations.rules.notices import NORWAY, Duty, Law

_laws: dict[str, list[Law]] = defaultdict(list)
for _law in sorted((*tracks_work.LAWS, *tracks_services.LAWS), key=lambda law: law.valid_from):
    _laws[_law.kind].append(_law)

REGISTERS = (TrackKind.PRIVACY, TrackKind.INJURY, TrackKind.SERIOUS_INJURY)
"""Kinds a law asks to keep a register of, also of what was never notified."""
ONLY_TOLD_OF = frozenset({TrackKind.HSE, TrackKind.QUALITY})
"""Tracks a proposal or a complaint may follow without anybody saying that something happened."""


def law_on(kind: str, day: date) -> Law:
    """Return the law of a kind as it was on a day; the oldest known, for days before it."""
    in_force = [law for law in _laws[kind] if law.valid_from <= day]
    return in_force[-1] if in_force else _laws[kind][0]


def law_at(kind: str, moment: datetime) -> Law:
    """Return the law of a kind as it was at a moment, by the Norwegian calendar."""
    return law_on(kind, moment.astimezone(NORWAY).date())


def law_of(kind: str, version: str) -> Law:
    """Return the version kept with a case; the newest when it is no longer known."""
    return next((law for law in _laws[kind] if law.version == version), _laws[kind][-1])


def duty_of(kind: str, version: str, key: str) -> Duty | None:
    """Return one duty of a version, or None when the version has no such duty."""
    return next((duty for duty in law_of(kind, version).duties if duty.key == key), None)


def all_laws() -> list[Law]:
    """Return every version of every law, oldest first."""
    return [law for laws in _laws.values() for law in laws]


def suggested(of_category: Iterable[str], *, kind: str, seriousness: int) -> list[str]:
    """Return the tracks a report should follow, in the order of `TrackKind`."""
    found = set(of_category)
    if kind == Kind.NEAR_MISS and found & {TrackKind.INJURY, TrackKind.SERIOUS_INJURY}:
        found = found - {TrackKind.INJURY, TrackKind.SERIOUS_INJURY} | {TrackKind.HSE}
    elif kind == Kind.PROPOSAL:
        found &= ONLY_TOLD_OF
    elif kind == Kind.DEVIATION and seriousness == Seriousness.CRITICAL and found & HSE_TRACKS:
        found |= {TrackKind.SERIOUS_INJURY}
        found |= {TrackKind.INJURY} if TrackKind.VIOLENCE in found else set()
    return in_order(found)


def waits_for(duty: Duty, seriousness: int) -> bool:
    """Whether somebody has to decide about the duty when an event is this serious."""
    return seriousness >= duty.from_seriousness


def in_order(kinds: Iterable[str]) -> list[str]:
    """Sort kinds the way `TrackKind` lists them, each once."""
    wanted = set(kinds)
    return [kind for kind in TrackKind.values if kind in wanted]


def is_hse(kinds: Iterable[str]) -> bool:
    """Whether safety and union representatives take part."""
    return bool(HSE_TRACKS & set(kinds))
