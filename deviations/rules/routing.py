"""Whom a report about a leader goes to. Pure. [D11]"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lead:
    """A leader on the way up from the unit of the report, and the unit led."""

    person: Any
    unit: Any


def accused_of(chain: Sequence[Lead]) -> Lead | None:
    """Return whom «the leader» means: the nearest who leads the unit, or one above where the place is vacant."""
    return chain[0] if chain else None


def handler_for(chain: Sequence[Lead], advisers: Sequence[Any]) -> Any:
    """Return who handles a report about the nearest leader of the chain, or None when there is nobody.

    The nearest above who is another person: one who leads two levels doesn't get a report about themself. Above the
    leader of all there is no one; then it is the first of the advisers (quality, then HR) who is somebody else.
    """
    accused = accused_of(chain)
    if accused is None:
        return next(iter(advisers), None)
    above = (lead.person for lead in chain[1:] if lead.person != accused.person)
    return next(above, None) or next((one for one in advisers if one != accused.person), None)


def told_too(representatives: Sequence[Any], accused: Lead | None, handler: Any) -> list[Any]:
    """Return the safety representatives who are let in: never the one it is about, nor the handler, each once."""
    left_out = [handler, accused.person if accused else None]
    return list(dict.fromkeys(one for one in representatives if one not in left_out))
