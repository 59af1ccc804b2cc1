"""Lists of words of our own, one file each, in small letters; add a word where one is missing."""

from pathlib import Path


def words_of(name: str) -> frozenset[str]:
    """Read a list; an underscore in a word stands for a space."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word.replace("_", " ") for word in text.split())
