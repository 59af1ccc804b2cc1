"""The words that tell of somebody's health, and what makes a word of them harmless."""

from kvalitet.privacy.rules.words import words_of

BEGINNINGS = words_of("health_beginnings")
"""A word that begins with one of these is pointed out, whatever follows but a harmless tail."""

SHORT = words_of("health_short")
"""Found alone or inflected only: «eksem» is found, «eksempel» is not; nor is «kolsyre»."""

IN_CAPITALS = frozenset({"ALS", "HIV"})
"""Small letters make other words of them."""

ENDINGS = words_of("health_endings")
"""The last part of a compound: «nøtteallergi», «halsbetennelse»."""

INFLECTIONS = r"(?:e|a|t|s|r|n|en|et|er|ene|ne|ens|ets|ers|enes|tt|te|isk|iske)?"

HARMLESS_TAILS = words_of("health_harmless_tails")
"""«Demensavdelingen» and «diabeteskurs» tell of a place or a job, not of somebody."""

HARMLESS = words_of("health_harmless")
"""Words with a meaning of their own."""
