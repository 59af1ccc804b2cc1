"""Words of every day that are first or last names too."""

from kvalitet.privacy.rules.words import words_of

COMMON = words_of("common")
"""In small letters they are taken as words: «på en dag» is nobody's name."""
