"""Figures and charts on the component page."""

from typing import Any

from kvalitet.figures import charts
from kvalitet.figures.figure import Figure
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
        ],
    }


register_panel("web.components", _panel)
