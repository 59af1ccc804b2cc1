"""Drawings: numbers are never localised, texts are escaped, the table says the same."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.figures import charts
from kvalitet.figures.drawing import Drawing, Rect, Text, number, shorten, text_width
from kvalitet.figures.figure import Figure

SERIES = [charts.Series("Utført", "success"), charts.Series("Over frist", "danger")]


def stacked(*bars: charts.Bar) -> charts.Chart:
    return charts.stacked_bars("Status", "To er sene.", series=SERIES, bars=bars, heading="Enhet")


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_a_coordinate_is_never_localised(value):
    with translation.override("nb"):
        assert re.fullmatch(r"-?\d+(\.\d{1,2})?", number(value))


def test_a_drawing_holds_no_styles_and_no_decimal_commas():
    chart = stacked(charts.Bar("Solbakken", (1000, 7), ["/a", "/b"]), charts.Bar("Furutun", (3, 0)))
    for drawing in (chart.wide, chart.narrow):
        svg = drawing.svg(title=chart.title, description=chart.conclusion)
        root = ElementTree.fromstring(svg)  # noqa: S314 — our own drawing
        for element in root.iter():
            assert "style" not in element.attrib
            for name in ("x", "y", "width", "height", "cx", "cy", "r", "points", "viewBox", "font-size"):
                assert re.fullmatch(r"[\d., -]*", element.attrib.get(name, ""))
                if name != "points":
                    assert "," not in element.attrib.get(name, "")


def test_numbers_in_words_are_norwegian():
    chart = stacked(charts.Bar("Solbakken", (1000, 7)))
    assert chart.table == [["Solbakken", "1\xa0000", "7", "1\xa0007"]]
    assert Figure("Fravær", 8.1, "%").text == "8,1"
    assert Figure("Uten tall", None).text == "–"


def test_every_part_of_a_bar_opens_its_rows():
    svg = stacked(charts.Bar("Solbakken", (4, 2), ["/utfort", "/sen"])).wide.svg(title="Status")
    assert 'href="/utfort" aria-label="Solbakken: Utført, 4"' in svg
    assert 'href="/sen" aria-label="Solbakken: Over frist, 2"' in svg
    assert 'role="group"' in svg


def test_a_drawing_without_links_is_one_image_with_its_conclusion():
    svg = stacked(charts.Bar("Solbakken", (4, 2))).wide.svg(title="Status", description="To er sene.")
    assert 'role="img" aria-label="Status. To er sene"' in svg


def test_a_faint_part_has_an_outline_and_a_dark_number():
    series = [charts.Series("Avbrutt", "track")]
    svg = charts.stacked_bars("Status", "", series=series, bars=[charts.Bar("Solbakken", (4,))]).wide.svg(
        title="Status"
    )
    assert 'class="cf-track outlined"' in svg
    assert "ct-on" not in svg


def test_texts_are_escaped():
    svg = Drawing(10, 10, [Text(0, 0, "<b>&")]).svg(title='"><script>')
    assert "<b>" not in svg
    assert "<script>" not in svg


def test_an_unknown_tone_is_refused():
    with pytest.raises(ValueError, match="rosa"):
        Rect(0, 0, 1, 1, "rosa").svg()


@given(st.text(max_size=60), st.integers(min_value=20, max_value=200))
def test_a_shortened_label_fits(text, room):
    assert text_width(shorten(text, room)) <= max(room, text_width("…"))


def test_a_chart_without_numbers_can_be_drawn():
    assert stacked().wide.shapes == []
    assert charts.sparkline([]).shapes == []
    flat = charts.lines("Flat", "", labels=["jan"], curves=[charts.Curve(SERIES[0], [0])])
    assert flat.table == [["jan", "0"]]


def test_a_line_breaks_at_nothing_but_keeps_the_table_whole():
    chart = charts.lines("Utvikling", "", labels=["jan", "feb"], curves=[charts.Curve(SERIES[0], [None, 4])], target=5)
    assert chart.table == [["jan", "–"], ["feb", "4"]]
