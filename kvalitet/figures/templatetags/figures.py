"""Drawings on a page."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from kvalitet.figures import charts

register = template.Library()


@register.simple_tag(name="sparkline")
def sparkline_tag(points: Sequence[float]) -> SafeString:
    """Draw a sparkline."""
    return mark_safe(charts.sparkline(points).svg(css="sparkline"))  # noqa: S308 — Drawing escapes its texts


@register.simple_tag
def drawing(chart: charts.Chart) -> SafeString:
    """Draw a chart twice, for wide and narrow places; style sheets show one of them."""
    words = {"title": chart.title, "description": chart.conclusion}
    wide = chart.wide.svg(css="wide-drawing", **words)
    narrow = chart.narrow.svg(css="narrow-drawing", **words)
    return mark_safe(wide + narrow)  # noqa: S308 — Drawing escapes its texts


@register.inclusion_tag("components/chart.html")
def chart(chart: charts.Chart, url: str = "", link: str = "") -> dict[str, Any]:
    """Show a chart in a panel: conclusion, drawing, legend, table."""
    return {"chart": chart, "link_url": url, "link_label": link}
