"""What a word is also found by: the parts of a compound, and the singular the stemmer misses. [P9]"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kvalitet.text.stems import IRREGULAR, STEMS

LONG = 9
"""Shorter words are seldom compounds of two words one would search for."""
SHORTEST_PART = 3
LONGEST_WORD = 60
MOST_PARTS = 400
ENDINGS = ("", *re.findall(r"\w+", "a ar e en ene enes ens er ere eren erne ers et ets n ne r s t te"))
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
S_NOUN = re.compile(r"^(.+[bcdfghjklmnoprtvz]s)(?:en|ene|enes|ens|er|ers|et|ets)$")
AGENT = re.compile(r"^(.{2,}er)(?:e|en|ene|enes|ens|es|ne|nes)$")


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, each once, in order; «HR-rådgiver» is three."""
    found: dict[str, None] = {}
    for match in WORD.finditer(text.casefold()):
        word = match.group()
        found[word] = None
        if "-" in word:
            found.update(dict.fromkeys(part for part in word.split("-") if part))
    return list(found)


@lru_cache(maxsize=20_000)
def base_forms(word: str) -> tuple[str, ...]:
    """Return the singulars the stemmer misses: ledere → leder, kursene → kurs, lærebøker → lærebok."""
    found = []
    if agent := AGENT.match(word):
        found.append(agent.group(1))
    if noun := S_NOUN.match(word):
        found.append(noun.group(1))
    for plural, singular in IRREGULAR.items():
        head = word.removesuffix(plural)
        if head != word and (not head or len(head) >= SHORTEST_PART):
            found.append(head + singular)
    return tuple(found)


@lru_cache(maxsize=20_000)
def split(word: str) -> tuple[str, ...]:
    """Return the two sides of each compound in a word, the outer ones first; nothing for a simple word."""
    if not LONG <= len(word) <= LONGEST_WORD or _stem_of(word):
        return ()
    for at in _cuts(word):
        head, tail = word[:at].removesuffix("-"), word[at:]
        bare = _without_joint(head)
        return tuple(dict.fromkeys([bare, tail, *split(bare), *split(tail)]))
    return ()


def leaves(word: str) -> tuple[str, ...]:
    """Return the parts of a word that aren't compounds themselves."""
    return tuple(part for part in split(word) if not split(part))


def parts_of(*texts: str) -> str:
    """Return what the texts are found by besides their own words, in one line."""
    found: dict[str, None] = {}
    for text in texts:
        for word in words_of(text):
            for part in (word, *split(word)):
                found.update(dict.fromkeys((part, *base_forms(part)) if part != word else base_forms(part)))
            if len(found) > MOST_PARTS:
                break
    return " ".join(found)


def _cuts(word: str) -> Iterator[int]:
    """Yield where a known word ends the compound, the longest first; then where one begins it."""
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        if _stem_of(word[at:]) and _sounds(word[:at]):
            yield at
    heads = range(len(word) - SHORTEST_PART - 1, SHORTEST_PART - 1, -1)
    yield from (at for at in heads if word[:at] in STEMS)
    yield from (at for at in heads if _without_joint(word[:at]) in STEMS)


def _stem_of(word: str) -> str:
    """Return the known word this is a form of, if any."""
    for ending in ENDINGS:
        stem = word.removesuffix(ending) if ending else word
        if (stem != word or not ending) and (stem in STEMS or stem + "e" in STEMS):
            return stem
    return ""


def _without_joint(head: str) -> str:
    """Take away the s that joins two words."""
    is_joined = head.endswith("s") and head not in STEMS and (len(head) > SHORTEST_PART or head[:-1] in STEMS)
    return head[:-1] if is_joined else head


def _sounds(head: str) -> bool:
    """Whether what comes before can be a word: it has a vowel."""
    return any(letter in "aeiouyæøå" for letter in head)
