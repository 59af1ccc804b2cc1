"""Control charts: the same reading as words, drawing and table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kvalitet.figures.charts import NARROW, WIDE, Chart
from kvalitet.figures.choices import ChartKind, SignalKind
from kvalitet.figures.control_drawing import draw
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import Series
from kvalitet.figures.rules.reading import Reading, for_page, read
from kvalitet.figures.words import Teller


def control_chart(series: Series, frame: Frame) -> Chart:
    """Make the chart of a page: how much is drawn depends on how many points there are."""
    return chart_of(read(for_page(series)), frame)


def chart_of(reading: Reading, frame: Frame) -> Chart:
    """Make a chart of a reading as it is."""
    teller = Teller(reading, frame)
    return Chart(
        title=frame.title,
        conclusion=teller.conclusion(),
        wide=draw(reading, frame, WIDE),
        narrow=draw(reading, frame, NARROW),
        columns=_columns(reading),
        table=_table(reading, teller),
        notes=teller.notes(),
        urls=frame.urls,
    )


def _columns(reading: Reading) -> list[str]:
    limits = [_("Nedre grense"), _("Øvre grense")] if reading.now.upper else []
    centre = _("Midten (median)") if reading.series.kind == ChartKind.RUN else _("Snitt")
    counts = [_("Antall"), _("Av")] if reading.series.n else []
    return [_("Når"), *counts, _("Verdi"), centre, *limits, _("Merknad")]


def _table(reading: Reading, teller: Teller) -> list[list[str]]:
    rows = []
    marks = _marks(reading)
    for phase in reading.phases:
        for number in range(phase.first, phase.last + 1):
            index = number - phase.first
            counts = [f"{sizes[number - 1]:g}" for sizes in (reading.series.x, reading.series.n) if reading.series.n]
            limits = [teller.value(side[index]) for side in (phase.lower, phase.upper) if side]
            value = teller.value(reading.values[number - 1], is_exact=True)
            row = [teller.label(number), *counts, value, teller.value(phase.centre), *limits]
            rows.append([*row, ", ".join(marks.get(number, [])) or "–"])
    return rows


def _marks(reading: Reading) -> dict[int, list[str]]:
    """Say in words what the drawing marks with a shape."""
    words: Sequence[tuple[SignalKind, str]] = (
        (SignalKind.OUTSIDE, _("utenfor grensene")),
        (SignalKind.RUN, _("mange på rad på samme side")),
        (SignalKind.TREND, _("stiger eller faller hver gang")),
        (SignalKind.TWO_OF_THREE, _("to av tre langt fra snittet")),
        (SignalKind.HUGGING, _("tett ved snittet")),
    )
    found: dict[int, list[str]] = {}
    for kind, text in words:
        for number in reading.flagged(kind):
            found.setdefault(number, []).append(text)
    return found
