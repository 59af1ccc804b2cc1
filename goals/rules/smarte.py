"""Rules of thumb for goals: spesifikt, målbart, akseptert, realistisk, tidfestet, evaluerbart. [G3]"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

FEWEST_WORDS = 4
EMPTY_WORDS = re.compile(
    r"\b(?:bedre|god|gode|godt|økt|styrke[dt]?|styrking|optimal\w*|fokus\w*|satse|utvikle|forbedre|kvalitet\w*"
    r"|helhetlig\w*|effektiv\w*|attraktiv\w*|framtidsrettet|fremtidsrettet)\b"
)
SMALL_WORDS = re.compile(r"\b(?:og|i|på|for|til|med|av|en|et|de|det|som|skal|være|har|ha|vår|vårt|våre|mer|mest)\b")
AMOUNT = re.compile(r"\d|\b(?:alle|ingen|hver|hvert|halvere\w*|doble\w*|prosent|antall|andel\w*)\b")
ABSOLUTE = re.compile(r"\b(?:alltid|aldri|ingen|null|samtlige|100 ?(?:%|prosent))(?!\w)")
AGREED = re.compile(
    r"\b(?:vedtatt|vedtak|forankret|enighet|drøftet|medvirk\w*|tillitsvalgt\w*|sammen med|i samarbeid)\b"
)
FEASIBLE = re.compile(r"\b(?:innenfor|ramme\w*|budsjett\w*|ressurs\w*|årsverk|finansier\w*|midler|bemanning\w*)\b")
TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:innen|i løpet av|årlig|tertial\w*|kvartal\w*|halvår\w*|utgangen av|hvert år)\b"
)
EVALUATED = re.compile(r"\b(?:evaluer\w*|måles|måle|måling\w*|undersøkelse\w*|følges opp|rapporter\w*|gjennomgå\w*)\b")


@dataclass(frozen=True, slots=True)
class Lack:
    """One letter of SMARTE a goal does not meet, and what to do about it."""

    letter: str
    label: str
    advice: str


def smarte_lacks(
    title: str,
    description: str = "",
    *,
    has_indicator: bool = False,
    has_due: bool = False,
    measured_by: str = "",
    accepted_by: str = "",
    realistic: str = "",
    evaluated: str = "",
) -> list[Lack]:
    """What a goal still lacks, in the order of the letters; own words about a part are taken as enough."""
    text = f"{title} {description}".casefold()
    met = {
        "S": _is_specific(title.casefold(), description.casefold()),
        "M": has_indicator or bool(measured_by.strip()) or AMOUNT.search(text) is not None,
        "A": bool(accepted_by.strip()) or AGREED.search(text) is not None,
        "R": bool(realistic.strip()) or FEASIBLE.search(text) is not None or not ABSOLUTE.search(text),
        "T": has_due or TIME.search(text) is not None,
        "E": has_indicator or bool(evaluated.strip()) or EVALUATED.search(text) is not None,
    }
    return [_lack(letter) for letter, is_met in met.items() if not is_met]


def _is_specific(title: str, description: str) -> bool:
    """At least four words that say something: «Bedre kvalitet i tjenestene» says almost nothing."""
    words = [
        word
        for word in re.findall(r"[\w-]+", f"{title} {description}")
        if not SMALL_WORDS.fullmatch(word) and not EMPTY_WORDS.fullmatch(word)
    ]
    return len(words) >= FEWEST_WORDS


def _lack(letter: str) -> Lack:
    label, advice = {
        "S": (_("Spesifikt"), _("Skriv hva som skal bli annerledes, og for hvem.")),
        "M": (_("Målbart"), _("Skriv et tall, eller knytt målet til en indikator med en målverdi.")),
        "A": (
            _("Akseptert"),
            _("Skriv hvem som er enige i målet, for eksempel hvor det er vedtatt eller drøftet."),
        ),
        "R": (
            _("Realistisk"),
            _("Ord som «alltid» og «ingen» er vanskelige å nå. Skriv hva dere kan få til med det dere har."),
        ),
        "T": (_("Tidfestet"), _("Skriv når målet skal være nådd.")),
        "E": (_("Evaluerbart"), _("Skriv hvordan og når dere ser om målet er nådd.")),
    }[letter]
    return Lack(letter, str(label), str(advice))
