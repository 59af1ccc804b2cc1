"""Which words an event is known again by, and why two events are alike. Pure. [D10]"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from kvalitet.text.compounds import leaves, words_of
from kvalitet.text.stemming import stem
from kvalitet.text.stems import TOO_COMMON

MOST_TITLE, MOST_TEXT = 6, 4
SHORTEST = 4
ALIKE = 0.3
"""How like two titles must be, of the database's 1, to be alike without a word in common that it knows."""
EVERYDAY = frozenset(
    [
        "ansatt",
        "ansatte",
        "avvik",
        "beboer",
        "beboeren",
        "bruker",
        "brukeren",
        "brukere",
        "burde",
        "dagen",
        "dager",
        "elev",
        "eleven",
        "elever",
        "enhet",
        "fikk",
        "flere",
        "gang",
        "ganger",
        "gikk",
        "gjelder",
        "gjort",
        "gjorde",
        "hendelse",
        "hendelsen",
        "hendte",
        "igjen",
        "ikke",
        "kollega",
        "kom",
        "kommet",
        "kveld",
        "kvelden",
        "langt",
        "manglet",
        "mangler",
        "melder",
        "meldt",
        "morgen",
        "natt",
        "natten",
        "opplevde",
        "oppdaget",
        "pasient",
        "pasienten",
        "person",
        "personen",
        "personell",
        "plutselig",
        "satt",
        "sted",
        "står",
        "stod",
        "stått",
        "tatt",
        "tidligere",
        "time",
        "timer",
        "to",
        "tok",
        "tre",
        "under",
        "uten",
        "vakt",
        "vakten",
        "veldig",
        "vært",
    ]
)
"""Words that stand in reports of every kind, and so tell nothing about this one."""


@dataclass(frozen=True)
class Likeness:
    """What two events have in common."""

    words: Sequence[str]
    is_same_category: bool
    is_same_unit: bool
    is_same_place: bool

    @property
    def why(self) -> str:
        """«Samme kategori, samme sted, og «medisin» og «glemt» går igjen.»"""
        kept = [(self.is_same_place, _("samme sted")), (self.is_same_unit and not self.is_same_place, _("samme enhet"))]
        same = [_("samme kategori")] if self.is_same_category else []
        same += [text for is_so, text in kept if is_so]
        quoted = [f"«{word}»" for word in self.words[:3]]
        if quoted:
            same.append(
                _("ordene %(words)s") % {"words": listed(quoted)} if len(quoted) > 1 else _("ordet %s") % quoted[0]
            )
        told = listed(same) if same else _("titlene ligner")
        return told[:1].upper() + told[1:]


def listed(parts: Sequence[str]) -> str:
    """«a, b og c»."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def terms_of(title: str, description: str) -> list[str]:
    """Return the words that tell most, those of the title first; each stem once."""
    found: dict[str, str] = {}
    for text, most in ((title, MOST_TITLE), (description, MOST_TITLE + MOST_TEXT)):
        for word in words_of(text):
            if len(found) >= most:
                break
            if _tells(word):
                found.setdefault(stem(word), word)
    return list(found.values())


def raw_query(terms: Sequence[str]) -> str:
    """Return the question for the database: two of the words must be there, or the one there is."""
    ways = [_way(term) for term in terms]
    if len(ways) < 3:
        return " & ".join(ways)
    return " | ".join(f"({one} & {other})" for one, other in combinations(ways, 2))


def shared(terms: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Return the words, in their order, that the other texts have too, also inside a compound."""
    there: set[str] = set()
    for text in texts:
        for word in words_of(text):
            there |= {stem(word), *(stem(part) for part in leaves(word))}
    return [term for term in terms if _stems(term) & there]


def _stems(term: str) -> set[str]:
    return {stem(term)}


def _way(term: str) -> str:
    """Write a word and, for a compound, its parts; letters only, so that nothing in it is a sign to the database."""
    parts = leaves(term)
    return f"({term} | ({' & '.join(parts)}))" if len(parts) > 1 else term


def _tells(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST and word not in TOO_COMMON and word not in EVERYDAY


def likeness(
    terms: Collection[str], texts: Iterable[str], *, same_category: bool, same_unit: bool, same_place: bool
) -> Likeness:
    """Say what an event has in common with another's texts."""
    return Likeness(shared(terms, texts), same_category, same_unit, same_place)
