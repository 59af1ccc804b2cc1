"""«Mente du …»: the words of titles one may see that are nearest to what was typed. [P9]"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from kvalitet.text.compounds import split
from kvalitet.text.stemming import stem

NEAR = 0.68
MOST = 3
MOST_WORDS = 4
SHORTEST = 3
WORD = re.compile(r"[^\W_]+")


def corrections(words: Iterable[str], titles: Iterable[str]) -> list[str]:
    """Return other ways to write the search, the nearest first, each made of words of one title."""
    typed = [word.casefold() for word in words if len(word) >= SHORTEST][:MOST_WORDS]
    found: dict[str, tuple[int, float]] = {}
    for title in titles:
        best = [_nearest(word, _candidates(title)) for word in typed]
        kept = [word for word, likeness in best if likeness >= NEAR]
        written = " ".join(dict.fromkeys(kept))
        if written and kept != typed:
            found[written] = max(found.get(written, (0, 0.0)), (len(kept), sum(likeness for _word, likeness in best)))
    most = max((kept for kept, _likeness in found.values()), default=0)
    full = [written for written, (kept, _likeness) in found.items() if kept == most]
    ranked = sorted(full, key=lambda written: (-found[written][1], written))
    once = {tuple(stem(word) for word in written.split()): written for written in reversed(ranked)}
    return [written for written in ranked if written in once.values()][:MOST]


@lru_cache(maxsize=500)
def _candidates(title: str) -> tuple[str, ...]:
    words = [match.group().casefold() for match in WORD.finditer(title)]
    return tuple(dict.fromkeys(one for word in words for one in (word, *split(word)) if len(one) >= SHORTEST))


def _nearest(word: str, candidates: Iterable[str]) -> tuple[str, float]:
    """Return the candidate most like the word, and how like."""
    ranked = [(SequenceMatcher(None, word, one, autojunk=False).ratio(), one) for one in candidates]
    likeness, nearest = max(ranked, default=(0.0, ""))
    return nearest, likeness
