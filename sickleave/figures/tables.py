"""The tables of the page: how the total splits, and unit by unit, each against itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from kvalitet.figures.charts import written
from sickleave.figures.found import Found, Part, Tertial
from sickleave.figures.words import SMALL, hidden, left_out, percent, points, presence
from sickleave.rules.masks import Split
from sickleave.rules.percent import Sums, percent_of


@dataclass(frozen=True)
class Line:
    """A tertial as it may be shown."""

    name: str
    presence: str
    absence: str
    cells: Sequence[str]

    @property
    def named(self) -> list[tuple[str, str]]:
        """Each cell with the heading of its column."""
        return list(zip(split_columns(), self.cells, strict=True))


@dataclass(frozen=True)
class Shown:
    """A unit right below, as it may be shown."""

    name: str
    uuid: str
    presence: str
    absence: str
    before: str
    change: str
    state: str
    tone: str
    note: str


def split_columns() -> list[str]:
    """What a total is split into; the last is a share of what is certified."""
    return [_("Egenmeldt"), _("Legemeldt"), _("Korttid"), _("Langtid"), _("Gradert av legemeldt")]


def split_lines(found: Found) -> list[Line]:
    """Return the tertials, the newest first."""
    return [_line(one) for one in found.tertials]


def has_hidden(found: Found) -> bool:
    """Whether something is left out of the splits."""
    return any(len(one.splits) < len(Split) for one in found.tertials)


def _line(tertial: Tertial) -> Line:
    sums, splits = tertial.sums, tertial.splits
    if sums is None:
        return Line(tertial.name, hidden(), hidden(), [hidden()] * len(split_columns()))
    total = percent_of(sums.lost, sums.agreed)
    kinds = _pair(sums, Split.KIND in splits, sums.lost_self, sums.lost_certified)
    lengths = _pair(sums, Split.LENGTH in splits, sums.lost_short, sums.lost_long)
    return Line(tertial.name, presence(total), percent(total), [*kinds, *lengths, _graded(sums, Split.GRADE in splits)])


def _pair(sums: Sums, is_known: bool, one: Decimal, other: Decimal) -> list[str]:
    return [percent(percent_of(part, sums.agreed)) if is_known else hidden() for part in (one, other)]


def _graded(sums: Sums, is_known: bool) -> str:
    """How much of the certified days were graded."""
    if not is_known:
        return hidden()
    share = percent_of(sums.lost_graded, sums.lost_certified)
    return "–" if share is None else f"{written(float(share), 0)} %"


def unit_rows(found: Found) -> list[Shown]:
    """Return the units right below by name."""
    return [_unit(found, one) for one in found.parts]


def _unit(found: Found, part: Part) -> Shown:
    change = part.change
    return Shown(
        name=part.name,
        uuid=str(part.uuid or ""),
        presence=presence(part.now.percent),
        absence=percent(part.now.percent),
        before=percent(part.before.percent) if part.before.shown or not part.now.shown else "–",
        change=points(change) if part.now.shown else hidden(),
        state=_state(part, change),
        tone="neutral" if change is None else "info",
        note=left_out(part.now, found),
    )


def _state(part: Part, change: Decimal | None) -> str:
    if not part.now.shown:
        return _("Skjult")
    if change is None:
        return _("For kort historie")
    if abs(change) < SMALL:
        return _("Som før")
    return _("Lavere enn før") if change < 0 else _("Høyere enn før")
