"""A search as the database asks it. [P9]"""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery

from kvalitet.search.rules.asking import Asked, Term
from kvalitet.text.columns import NAMES, NORWEGIAN
from kvalitet.text.compounds import base_forms, leaves
from kvalitet.text.stems import TOO_COMMON

LONG_PARTIAL = 7
"""From here on a word under way may have passed its own stem: «ansettels» must find «ansettelse», kept as «ansett»."""
MOST_CUT = 3


def vector_query(asked: Asked, config: str = NORWEGIAN) -> Any:
    """Return the whole search: every wanted term, and none of those to leave out."""
    alone = len(asked.wanted) == 1
    wanted = [term_query(term, config, is_alone=alone) for term in asked.wanted]
    unwanted = [~term_query(term, config) for term in asked.terms if term.is_excluded]
    return reduce(and_, [*wanted, *unwanted])


def term_query(term: Term, config: str = NORWEGIAN, *, is_alone: bool = False) -> Any:
    """Return one term with its other forms, the parts of a compound, and what it may be the beginning of."""
    kind = "phrase" if term.is_phrase else "plain"
    ways = [SearchQuery(term.text, config=config, search_type=kind)]
    if term.is_plain and not term.is_excluded and config == NORWEGIAN:
        ways += [SearchQuery(form, config=config) for form in base_forms(term.text)]
        parts = [SearchQuery(part, config=config) for part in leaves(term.text)]
        ways += [reduce(and_, parts)] if len(parts) > 1 else []
        ways += _cut(term.text) if term.is_partial else []
    if term.is_partial and (is_alone or config == NAMES or term.text not in TOO_COMMON):
        ways.append(SearchQuery(f"{term.text}:*", config=NAMES, search_type="raw"))
    return reduce(or_, ways)


def _cut(word: str) -> list[SearchQuery]:
    """Return the stems a long word under way may have passed."""
    return [SearchQuery(word[:-cut], config=NAMES) for cut in range(1, MOST_CUT + 1) if len(word) >= LONG_PARTIAL]
