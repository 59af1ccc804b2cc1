"""Figures and charts on the component page."""

from typing import Any

from kvalitet.figures import charts
from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.control import control_chart
from kvalitet.figures.figure import Figure
from kvalitet.figures.rules.frame import Frame, Started
from kvalitet.figures.rules.limits import Series
from kvalitet.web.registry import register_panel


def _panel(request: Any, obj: Any) -> dict[str, Any]:
    """Show figure cards and charts with made-up numbers."""
    series = [
        charts.Series("Utført", "success"),
        charts.Series("I gang", "accent-soft"),
        charts.Series("Ikke startet", "neutral"),
        charts.Series("Over frist", "danger"),
    ]
    names = ("Helse og mestring", "Oppvekst og kultur", "Samfunn og teknisk", "Stab og støtte")
    numbers = ((12, 9, 2, 4), (9, 6, 5, 1), (4, 7, 3, 0), (6, 1, 0, 0))
    bars = [charts.Bar(name, row, ["#"] * 4) for name, row in zip(names, numbers, strict=True)]
    months = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug")
    done = (4, 9, 15, 21, 24, 30, 31, 38)
    return {
        "template": "components/gallery_figures.html",
        "figures": [
            Figure("Sykefravær", 8.1, "%", "#", "0,6 over målet", "warning", points=(8, 9, 8.5, 8.2, 8.1, 7.6, 8.1)),
            Figure("Tiltak over frist", 12, "", "#", "Flest i Helse og mestring", "danger", points=(4, 5, 9, 7, 12)),
            Figure("Tiltak innen frist", 88, "%", "#", "Over målet på 85", "success", points=(80, 82, 81, 86, 88)),
            Figure("Uten ansvarlig", 1043, "", "", "Som i fjor", "info"),
        ],
        "charts": [
            charts.stacked_bars(
                "Status per sektor",
                "69 tiltak er i gang. 5 har gått over fristen, flest i Helse og mestring.",
                series=series,
                bars=bars,
                heading="Sektor",
            ),
            charts.lines(
                "Utførte tiltak",
                "38 tiltak er utført, mot 31 planlagt nå.",
                labels=months,
                curves=[charts.Curve(charts.Series("Utført", "accent"), done)],
                target=40,
                heading="Måned",
            ),
            *_control_charts(),
        ],
    }


def _control_charts() -> list[charts.Chart]:
    """A shift after a measure, and a share with one month out of the ordinary."""
    before = (10.2, 9.7, 10.5, 10.0, 9.6, 10.4, 9.9, 10.3, 9.8, 10.1, 10.6, 9.9)
    absence = [*before, 9.5, 9.6, 9.3, 9.7, 9.4, 9.2, 9.6, 9.3, 9.5, 9.4]
    months = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
    names = [f"{month} {year}" for year in (25, 26) for month in months]
    closed = (30, 41, 28, 36, 45, 25, 37, 39, 33, 44, 31, 40)
    cases = (40, 52, 38, 45, 60, 55, 48, 50, 42, 58, 43, 51)
    return [
        control_chart(
            Series(absence, baseline=12),
            Frame(
                "Sykefravær i Langtidsavdelingen",
                labels=names[: len(absence)],
                period=Period.MONTH,
                better=Better.DOWN,
                target=9.0,
                unit="%",
                measures=[Started(13, "Nye vaktlag"), Started(17, "Faste vikarer")],
            ),
        ),
        control_chart(
            Series(closed, n=cases, kind=ChartKind.P),
            Frame(
                "Avvik lukket innen fristen",
                labels=names[: len(closed)],
                period=Period.MONTH,
                better=Better.UP,
                target=0.7,
                is_share=True,
            ),
        ),
    ]


register_panel("web.components", _panel)
