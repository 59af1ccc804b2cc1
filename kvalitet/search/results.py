"""What was found, ready to show: kind by kind, with the letters that fit marked. [P9]"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.search.forms import PAGES, Choice
from kvalitet.search.pages import find_pages
from kvalitet.search.queries import CAP, Found, Narrowed, did_you_mean, find, in_time
from kvalitet.search.registry import Hit, sources
from kvalitet.search.rules.asking import Asked
from kvalitet.search.rules.marking import Marker, Piece
from kvalitet.search.veils import notes
from kvalitet.web.listing import ListPage
from kvalitet.web.templatetags.ds import tall

OF_EACH = 5
A_PAGE = 25
SUGGESTED_OF_EACH = 3


@dataclass(frozen=True)
class Row:
    """One hit, marked."""

    url: str
    title: list[Piece]
    facts: list[list[Piece]]
    excerpt: list[Piece]
    tag: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind."""

    key: str
    label: str
    icon: str
    total: int
    count: str
    """«34 tiltak», «mer enn 1 000 tiltak»."""
    rows: list[Row]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > CAP

    @property
    def number(self) -> str:
        """The number on the chip."""
        return f"{tall(CAP)}+" if self.is_capped else tall(self.total)


@dataclass(frozen=True)
class Results:
    """Everything the page shows."""

    groups: list[Group] = field(default_factory=list)
    kinds: list[Group] = field(default_factory=list)
    """All kinds that have hits, also when only one of them is shown."""
    page: ListPage[Any] | None = None
    suggestions: list[str] = field(default_factory=list)
    conclusion: str = ""
    notes: list[str] = field(default_factory=list)
    """What isn't looked for, where words are hidden from the person."""

    @property
    def keys(self) -> set[str]:
        """The kinds that have hits."""
        return {group.key for group in self.kinds}


def results_for(user: Any, asked: Asked, choice: Choice, *, side: str = "1") -> Results:
    """Ask every source once; one that is chosen shows a page of its hits, the others only how many."""
    number = int(side) if side.isascii() and side.isdigit() and 0 < int(side[:4]) <= CAP // A_PAGE else 1
    with in_time():
        kinds = _kinds(user, asked, choice, number)
        if number > 1 and choice.source is not None and not any(group.key == choice.source.key for group in kinds):
            number = 1  # the page lies past the last
            kinds = _kinds(user, asked, choice, number)
        suggestions = [] if kinds else did_you_mean(sources(), user, asked, choice.narrowed)
    groups = [group for group in kinds if not choice.key or group.key == choice.key]
    page = _page(groups[0], number) if choice.source is not None and groups else None
    conclusion = _conclusion(asked, groups, kinds)
    if page is not None and page.pages > 1:
        conclusion += " " + _("Viser %(first)d–%(last)d.") % {"first": page.first, "last": page.last}
    return Results(groups, kinds, page, suggestions, conclusion, notes(sources(), user))


def suggestions_for(user: Any, asked: Asked) -> dict[str, Any]:
    """Return a few hits of each kind for the list under the box."""
    with in_time():
        found = [find(source, user, asked, Narrowed(), most=SUGGESTED_OF_EACH) for source in sources()]
        meant = [] if any(one.total for one in found) else did_you_mean(sources(), user, asked, Narrowed())
    groups = [*_groups(asked, found), *_page_groups(user, asked, SUGGESTED_OF_EACH)]
    total = sum(group.total for group in groups)
    return {"groups": groups, "meant": [] if groups else meant, "total": total, "said": _total(total)}


def _kinds(user: Any, asked: Asked, choice: Choice, number: int) -> list[Group]:
    found = []
    for source in sources():
        is_chosen = choice.source is source
        most, start = (A_PAGE, (number - 1) * A_PAGE) if is_chosen else (OF_EACH, 0)
        found.append(find(source, user, asked, choice.narrowed, most=most, start=start))
    pages = [] if choice.is_narrowed else _page_groups(user, asked, A_PAGE)
    return [*_groups(asked, found), *pages]


def _groups(asked: Asked, found: Sequence[Found]) -> list[Group]:
    marker = Marker.of(asked)
    return [
        Group(
            key=one.source.key,
            label=str(one.source.label),
            icon=one.source.icon,
            total=one.total,
            count=_("mer enn %(things)s") % {"things": one.source.counted(CAP)}
            if one.is_capped
            else one.source.counted(one.total),
            rows=[_row(hit, marker) for hit in one.hits],
        )
        for one in found
        if one.total
    ]


def _page_groups(user: Any, asked: Asked, most: int) -> list[Group]:
    hits = find_pages(user, asked)
    marker = Marker.of(asked)
    total = len(hits)
    count = ngettext("%(n)d side i Kvalitet", "%(n)d sider i Kvalitet", total) % {"n": total}
    rows = [_row(hit, marker) for hit in hits[:most]]
    return [Group(PAGES, _("Sider i Kvalitet"), "File", total, count, rows)] if hits else []


def _row(hit: Hit, marker: Marker) -> Row:
    title = marker.pieces(hit.title)
    excerpts = (marker.excerpt(text) for text in hit.texts)
    facts = [marker.pieces(fact) for fact in hit.facts]
    return Row(hit.url, title, facts, next((one for one in excerpts if one), []), hit.tag)


def _page(group: Group, number: int) -> ListPage[Any]:
    total = min(group.total, CAP)
    first = (number - 1) * A_PAGE + 1
    return ListPage(
        rows=group.rows,
        number=number,
        pages=max(1, -(-total // A_PAGE)),
        total=total,
        first=first,
        last=min(first + len(group.rows) - 1, total),
        is_capped=group.total > CAP,
    )


def _total(total: int) -> str:
    return ngettext("%(n)d treff", "%(n)d treff", total) % {"n": total} if total <= CAP else _("Mange treff")


def _conclusion(asked: Asked, groups: list[Group], kinds: list[Group]) -> str:
    """Say in one sentence what was found."""
    if not groups:
        elsewhere = _listed([group.count for group in kinds])
        if elsewhere:
            return _("Ingenting her passer til «%(text)s», men det finnes %(things)s.") % {
                "text": asked.text,
                "things": elsewhere,
            }
        return _("Ingenting du har tilgang til, passer til «%(text)s».") % {"text": asked.text}
    things = _listed([group.count for group in groups])
    return _("Søket på «%(text)s» fant %(things)s.") % {"text": asked.text, "things": things}


def _listed(parts: Sequence[str]) -> str:
    """«a, b og c»."""
    *first, last = parts or [""]
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last
