"""What can be searched: apps hang up their models, and pages by name, in `hooks.py`. [P9]"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from kvalitet.search.rules.asking import Asked
from kvalitet.text.columns import NORWEGIAN

Text = str | Promise


@dataclass(frozen=True)
class Hit:
    """A row as the list of hits shows it."""

    title: str
    url: str
    facts: tuple[str, ...] = ()
    """Short facts under the title, such as the plan and the unit."""
    texts: tuple[str, ...] = ()
    """Longer texts a hit may lie in; the first that has one is quoted."""
    tag: str = ""
    """A state to know before opening: «Utkast», «Lagt ned»."""


@dataclass(frozen=True)
class Veil:
    """What hides words in some of the rows a person sees, so that no search may tell which words they are."""

    rows: Q
    """The rows it lies over."""
    keep: Callable[[Asked], Asked]
    """Leaves out of a search the words that could be hidden; called once a search."""
    said: Text
    """Tells the person what isn't looked for."""
    number: str = ""
    """The field of the number a row is known by, which is never hidden."""


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing people search for. Rows are always asked for through `visible_to`."""

    key: str
    """Its word in addresses: `?type=tiltak`."""
    model: type[Model]
    label: Text
    """The heading, in the plural: «Tiltak»."""
    counted: Callable[[int], str]
    """«1 tiltak», «34 tiltak»."""
    icon: str
    order: int
    hit: Callable[[Any], Hit]
    rows: Callable[[QuerySet[Any]], QuerySet[Any]]
    """Joins what `hit` needs; called once on the rows shown."""
    titles: tuple[str, ...] = ("title",)
    """Fields «Mente du …» looks in; each needs a trigram index."""
    sort: tuple[str, ...] = ("-pk",)
    """The order among equally good hits: newest first unless the thing has a better one."""
    config: str = NORWEGIAN
    kept: Q = field(default_factory=Q)
    """What is left out of every search, such as people who have left."""
    also: Callable[[Any, Any], Q] | None = None
    """Other rows a term finds: `also(term_query, user)`, such as people by the title of their post."""
    clean: Callable[[list[Any], Any], object] | None = None
    """Takes out of the rows shown what this person may not read in them: `clean(rows, user)`."""
    veil: Callable[[Any], Veil | None] | None = None
    """What `clean` hides must not be found either: `veil(user)`, or None for those who read everything they see."""
    in_unit: Callable[[Any], Q] | None = None
    in_year: Callable[[int], Q] | None = None


@dataclass(frozen=True)
class PageEntry:
    """A page outside the menu, found by its name or by words people use for it; entries of the menu have their own."""

    label: Text
    url_name: str
    words: Text = ""
    group: Text = ""
    visible: Callable[[Any], bool] = lambda user: True


_sources: dict[str, SearchSource] = {}
_pages: dict[str, PageEntry] = {}
_words: dict[str, Text] = {}


def register_search(source: SearchSource) -> None:
    """Hang up a kind of thing; the same key twice counts once."""
    _sources.setdefault(source.key, source)


def sources() -> list[SearchSource]:
    """Return everything that can be searched, in the order it is shown."""
    return sorted(_sources.values(), key=lambda source: source.order)


def register_pages(entries: Iterable[PageEntry]) -> None:
    """Hang up pages that are found by name."""
    for entry in entries:
        _pages.setdefault(entry.url_name, entry)


def pages() -> list[PageEntry]:
    """Return the pages hung up."""
    return list(_pages.values())


def register_words(words: Mapping[str, Text]) -> None:
    """Hang up other words people use for entries of the menu, by the name of their address."""
    _words.update(words)


def words_for(url_name: str) -> str:
    """Return the other words for an entry of the menu."""
    return str(_words.get(url_name, ""))
