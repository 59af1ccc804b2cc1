"""Pages of a list: how many there are, which to show, and where the next ones start."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from kvalitet.web.shortcuts import Request

M = TypeVar("M", bound=Model)

COUNT_CAP = 1000
PAGE_SIZE = 25


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
