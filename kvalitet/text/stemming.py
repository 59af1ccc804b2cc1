"""The database's Norwegian stemmer once more, to mark on the page what the database found (Snowball). [P9]"""

import re
from functools import lru_cache

VOWELS = frozenset("aeiouyæøå")
S_ENDING = frozenset("bcdfghjlmnoprtvyz")
ENDINGS = """
a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ers ets et het ast
"""
DELETED = tuple(sorted(re.findall(r"\w+", ENDINGS), key=len, reverse=True))
LAST = ("hetslov", "eleg", "elig", "elov", "slov", "leg", "eig", "lig", "els", "lov", "ig")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a word in small letters."""
    region = _region(word)
    word = _main_suffix(word, region)
    if word[-2:] in {"dt", "vt"} and len(word) - 2 >= region:
        word = word[:-1]
    for suffix in LAST:
        if word.endswith(suffix) and len(word) - len(suffix) >= region:
            return word[: -len(suffix)]
    return word


def _region(word: str) -> int:
    """Return where suffixes may begin: after the first consonant that follows a vowel, and three letters in."""
    for at in range(1, len(word)):
        if word[at] not in VOWELS and word[at - 1] in VOWELS:
            return max(at + 1, 3)
    return len(word)


def _main_suffix(word: str, region: int) -> str:
    for suffix in ("erte", "ert"):
        if word.endswith(suffix) and len(word) - len(suffix) >= region:
            return word[: -len(suffix)] + "er"
    for suffix in DELETED:
        if word.endswith(suffix) and len(word) - len(suffix) >= region:
            return word[: -len(suffix)]
    if word.endswith("s") and len(word) - 1 >= region and _may_lose_s(word):
        return word[:-1]
    return word


def _may_lose_s(word: str) -> bool:
    before = word[-2:-1]
    return before in S_ENDING or (before == "k" and word[-3:-2] not in VOWELS)
