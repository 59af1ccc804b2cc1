"""The words that compounds of municipal Norwegian are made of, and the plurals no rule makes."""

from pathlib import Path

STEMS = frozenset(Path(__file__).with_name("stems.txt").read_text(encoding="utf-8").split())
"""Base forms in small letters; add a word to the file when a search misses one."""

TOO_COMMON = frozenset(Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").split())
"""The words the database leaves out of every text, as its own list has them."""

IRREGULAR = {
    "artikler": "artikkel",
    "bønder": "bonde",
    "brødre": "bror",
    "bøker": "bok",
    "bøkene": "bok",
    "døtre": "datter",
    "eksempler": "eksempel",
    "fedre": "far",
    "foreldre": "forelder",
    "føtter": "fot",
    "føttene": "fot",
    "hender": "hånd",
    "hendene": "hånd",
    "kapitler": "kapittel",
    "klær": "klede",
    "knær": "kne",
    "krefter": "kraft",
    "kreftene": "kraft",
    "menn": "mann",
    "mennene": "mann",
    "midler": "middel",
    "midlene": "middel",
    "museer": "museum",
    "museet": "museum",
    "mødre": "mor",
    "mødrene": "mor",
    "mønstre": "mønster",
    "netter": "natt",
    "nettene": "natt",
    "nøkler": "nøkkel",
    "nøklene": "nøkkel",
    "regler": "regel",
    "reglene": "regel",
    "registre": "register",
    "registrene": "register",
    "røtter": "rot",
    "sentre": "senter",
    "sentra": "senter",
    "sentrene": "senter",
    "strender": "strand",
    "sykler": "sykkel",
    "søstre": "søster",
    "søstrene": "søster",
    "tenner": "tann",
    "tennene": "tann",
    "titler": "tittel",
    "titlene": "tittel",
    "trær": "tre",
    "trærne": "tre",
    "varsler": "varsel",
    "varslene": "varsel",
    "øyne": "øye",
    "øynene": "øye",
}
"""Plurals that the database's stemmer doesn't bring back to the singular."""
