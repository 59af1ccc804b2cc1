"""The pictures: the year beside the year before, and what a control chart says when the season is taken out. [S6]"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kvalitet.calendar.periods import add_months
from kvalitet.figures import charts
from kvalitet.figures.charts import Chart, written
from kvalitet.figures.choices import Better, Period
from kvalitet.figures.control import control_chart
from kvalitet.figures.rules.frame import Frame, Started
from kvalitet.figures.rules.limits import Series
from sickleave.figures.found import YEAR, Found, Month
from sickleave.figures.words import extremes, hidden, in_short, percent, points, presence
from sickleave.queries.marks import Mark
from sickleave.rules.season import adjusted

FEWEST = 3
MOST_MARKS = 6


def year_chart(found: Found) -> Chart | None:
    """Draw absence of the last twelve months beside the same months of the year before."""
    months = list(found.months[-YEAR:])
    if sum(one.percent is not None for one in months) < FEWEST:
        return None
    before = [found.year_before(one) for one in months]
    curves = [charts.Curve(charts.Series(_("Sykefravær i prosent"), "accent"), [_rounded(one) for one in months])]
    if any(one is not None and one.percent is not None for one in before):
        series = charts.Series(_("Samme måned året før"), "neutral")
        curves.append(charts.Curve(series, [_rounded(one) for one in before], pattern="dash"))
    labels = [date_format(one.first, "M").lower() for one in months]
    drawn = charts.lines(
        _("Måned for måned"), " ".join([extremes(months), in_short()]).strip(), labels=labels, curves=curves
    )
    return replace(drawn, columns=_columns(), table=month_rows(found, months))


def _rounded(month: Month | None) -> float | None:
    return None if month is None or month.percent is None else float(month.percent)


def _columns() -> list[str]:
    return [
        *(_("Måned"), _("Nærvær"), _("Sykefravær"), _("Året før")),
        *(_("Endring i prosentpoeng"), _("Avtalte dagsverk"), _("Tapte dagsverk")),
    ]


def month_rows(found: Found, months: Sequence[Month]) -> list[list[str]]:
    """Return each month as it may be shown, the newest first."""
    return [_row(found, one) for one in reversed(months)]


def _row(found: Found, month: Month) -> list[str]:
    before = found.year_before(month)
    sums = month.sums
    agreed, lost = (written(float(sums.agreed), 0), written(float(sums.lost), 1)) if sums else (hidden(), hidden())
    told = "–" if before is None else percent(before.percent)
    name = date_format(month.first, "F Y").lower()
    change = points(found.change(month))
    return [name, presence(month.percent), percent(month.percent), told, change, agreed, lost]


def season_chart(found: Found, marks: Sequence[Mark]) -> Chart | None:
    """Draw each month without what its season usually brings; None where there is too little to learn that from."""
    if found.season is None:
        return None
    shown = [(one, by) for one, by in zip(found.months, found.season, strict=True) if one.percent is not None]
    if len(shown) < FEWEST:
        return None
    values = adjusted([one.exact for one, _by in shown], [by for _one, by in shown])
    firsts = [one.first for one, _by in shown]
    frame = Frame(
        _("Er det en reell endring?"),
        labels=[date_format(one, "M y").lower() for one in firsts],
        period=Period.MONTH,
        better=Better.DOWN,
        unit="%",
        measures=[
            Started(_point(firsts, one.on), str(number))
            for number, one in enumerate(drawn_marks(marks, firsts), start=1)
        ],
    )
    drawn = control_chart(Series([round(one, 2) for one in values]), frame)
    return replace(drawn, conclusion=" ".join([drawn.conclusion, season_words()]))


def season_words() -> str:
    """Say what has been done with the numbers before they are judged."""
    return _(
        "Årstiden er tatt bort: hver måned er delt på det som er vanlig for den i hele kommunen, regnet av "
        "de andre årene."
    )


def drawn_marks(marks: Sequence[Mark], firsts: Sequence[date]) -> list[Mark]:
    """Keep the newest marks that began while the months were counted, a few at most, oldest first."""
    inside = [one for one in marks if firsts and firsts[0] <= one.on < add_months(firsts[-1], 1)]
    return sorted(inside, key=lambda one: one.on)[-MOST_MARKS:]


def numbered(found: Found, marks: Sequence[Mark]) -> list[tuple[int, Mark]]:
    """Return the marks as they are numbered in the picture."""
    shown = [one.first for one in found.months if one.percent is not None]
    return list(enumerate(drawn_marks(marks, shown), start=1))


def _point(firsts: Sequence[date], day: date) -> int:
    """Return the number of the first point in the month something began, or after it where that month is hidden."""
    return next((number for number, one in enumerate(firsts, start=1) if one >= day.replace(day=1)), len(firsts))
