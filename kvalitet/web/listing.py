"""Pages of a list: how many there are, which to show, and where the next ones start.

`listing` numbers its pages and skips rows to reach one; `keyset_listing` goes on from the last row shown, which costs
the same at row 5,000 as at row 1 and shows no row twice while others are written. docs/checklists.md says which to use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from kvalitet.web.shortcuts import Request

M = TypeVar("M", bound=Model)

COUNT_CAP = 1000
PAGE_SIZE = 25
PLACE = "bla"
"""The name addresses give a place in a list that is paged by key."""
KEPT_SECONDS = 7 * 24 * 60 * 60
"""How long an address with a place can be used; the list has long since changed by then."""
NEWEST = ("created_at", "id")


@dataclass(frozen=True)
class ListPage(Generic[M]):
    """The rows of one page, and the words above them."""

    rows: list[Any]
    number: int
    pages: int
    total: int
    first: int
    last: int
    is_capped: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to show; None stands for a gap."""
        wanted = sorted({1, self.number - 1, self.number, self.number + 1, self.pages} & set(range(1, self.pages + 1)))
        shown: list[int | None] = []
        for number in wanted:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown


def capped_count(queryset: QuerySet[M, Any], cap: int = COUNT_CAP) -> int:
    """Count at most `cap` + 1 rows: cap + 1 means «more than cap»."""
    return queryset.order_by()[: cap + 1].count()


def listing(request: Request, queryset: QuerySet[M, Any], *, size: int = PAGE_SIZE) -> ListPage[M]:
    """Cut out the page that `?side=` asks for; an odd number shows the nearest page there is."""
    total = capped_count(queryset)
    pages = max(1, -(-min(total, COUNT_CAP) // size))
    raw = request.GET.get("side", "1")
    number = min(max(int(raw), 1), pages) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1
    start = (number - 1) * size
    rows = list(queryset[start : start + size]) if total else []
    return ListPage(
        rows=rows,
        number=number,
        pages=pages,
        total=min(total, COUNT_CAP),
        first=start + 1 if rows else 0,
        last=start + len(rows),
        is_capped=total > COUNT_CAP,
    )


@dataclass(frozen=True)
class KeysetPage:
    """The rows between two places of a list, and the way on from both ends."""

    rows: list[Any]
    total: int
    is_capped: bool
    first: int
    last: int
    back: str
    """The place to go back from, signed; empty at the beginning."""
    on: str
    """The place to go on from, signed; empty at the end."""
    back_label: str
    on_label: str
    notice: str = ""
    """Why the list is shown from its beginning although a place was asked for."""


@dataclass(frozen=True)
class _Place:
    """Where a page begins: past these values of `by`, in one direction; `position` is the number of its nearest row."""

    values: tuple[Any, ...]
    is_back: bool
    position: int


@dataclass(frozen=True)
class _Keyset(Generic[M]):
    """One list, cut at places; `salt` ties a place to this list with these filters and this order."""

    queryset: QuerySet[M, Any]
    fields: tuple[str, ...]
    by: tuple[str, ...]
    is_falling: bool
    size: int
    salt: str

    def rows(self, place: _Place | None) -> list[Any]:
        """Fetch one row more than a page, nearest the place first."""
        falling = self.is_falling != bool(place and place.is_back)
        found: QuerySet[Any, Any] = self.queryset if place is None else self.queryset.filter(self._past(place, falling))
        found = found.order_by(*(f"-{name}" if falling else name for name in self.by))
        return list((found.values(*self.fields, *self.by) if self.fields else found)[: self.size + 1])

    def _past(self, place: _Place, falling: bool) -> Q:
        """Match what lies past the place: the first part is not needed to be right, but lets the index be used."""
        way = "lt" if falling else "gt"
        beyond = Q()
        for name, value in reversed(list(zip(self.by, place.values, strict=True))):
            further = Q(**{f"{name}__{way}": value})
            beyond = Q(**{f"{name}__{way}e": value}) & (further | beyond) if beyond else further
        return beyond

    def signed(self, row: Any, *, is_back: bool, position: int) -> str:
        """Write a place for an address."""
        values = [row[name] if isinstance(row, dict) else getattr(row, name) for name in self.by]
        plain = [value.isoformat() if isinstance(value, date) else value for value in values]
        return signing.dumps([plain, is_back, position], salt=self.salt)

    def read(self, text: str) -> _Place:
        """Read a place from an address. Raises ValueError when it is forged, old, or belongs to another list."""
        try:
            plain, is_back, position = signing.loads(text, salt=self.salt, max_age=KEPT_SECONDS)
        except signing.BadSignature as error:
            raise ValueError(text) from error
        fields: list[Any] = [self.queryset.model._meta.get_field(name) for name in self.by]
        values = tuple(field.to_python(value) for field, value in zip(fields, plain, strict=True))
        return _Place(values, is_back, position)


def keyset_listing(
    request: Request,
    queryset: QuerySet[M, Any],
    *,
    fields: Sequence[str] = (),
    by: Sequence[str] = NEWEST,
    is_falling: bool = True,
    size: int = PAGE_SIZE,
) -> KeysetPage:
    """Cut out the page at the place that `?bla=` asks for; rows are `values(*fields)` when fields are named.

    `by` are columns that are never null, the last of them unique, all in one direction, with an index in that order.
    Two queries. A place that can't be used shows the list from its beginning, and says so.
    """
    salt = _salt(request, by, "falling" if is_falling else "rising")
    keyset = _Keyset(queryset, tuple(fields), tuple(by), is_falling, size, salt)
    total = capped_count(queryset)
    place, notice = None, ""
    if asked := request.GET.get(PLACE, ""):
        try:
            place = keyset.read(asked)
        except ValueError:
            notice = _("Lenken til denne delen av listen kan ikke brukes lenger. Her er listen fra begynnelsen.")
    rows = keyset.rows(place)
    if place is not None and not rows:
        place, rows = None, keyset.rows(None)
        notice = _("Listen er endret siden du åpnet den. Her er den fra begynnelsen.")
    return _page(keyset, rows, place, total, notice)


def _salt(request: Request, by: Sequence[str], direction: str) -> str:
    """Tie a place to the page, what it is narrowed to, and the order."""
    narrowed = sorted((name, text) for name, found in request.GET.lists() for text in found if text and name != PLACE)
    return repr(("kvalitet.web.listing", request.path, narrowed, tuple(by), direction))


def _page(keyset: _Keyset[M], found: list[Any], place: _Place | None, total: int, notice: str) -> KeysetPage:
    """Put the rows in the order of the list, and number them: exactly at both ends, and otherwise as counted so far."""
    rows, is_more = found[: keyset.size], len(found) > keyset.size
    is_back = place is not None and place.is_back
    if is_back:
        rows.reverse()
    has_back, has_on = (is_more, True) if is_back else (place is not None, is_more)
    first = 1 if place is None else place.position - len(rows) + 1 if place.is_back else place.position
    if is_back and not has_back:
        first = 1
    elif not has_on and total <= COUNT_CAP:
        first = total - len(rows) + 1
    first = max(first, 1) if rows else 0
    last = max(first + len(rows) - 1, 0)
    back, on = (_("Nyere"), _("Eldre")) if keyset.is_falling else (_("Eldre"), _("Nyere"))
    labels = (back, on) if keyset.by == NEWEST else (_("Forrige"), _("Neste"))
    return KeysetPage(
        rows=rows,
        total=min(total, COUNT_CAP),
        is_capped=total > COUNT_CAP,
        first=first,
        last=last if total > COUNT_CAP else min(last, total),
        back=keyset.signed(rows[0], is_back=True, position=first - 1) if rows and has_back else "",
        on=keyset.signed(rows[-1], is_back=False, position=last + 1) if rows and has_on else "",
        back_label=labels[0],
        on_label=labels[1],
        notice=notice,
    )
