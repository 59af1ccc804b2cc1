"""Drawings of control charts: two widths, two cues for each meaning, the same on paper."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.control import chart_of, control_chart
from kvalitet.figures.drawing import Text, text_width
from kvalitet.figures.printing import on_paper
from kvalitet.figures.rules.frame import Frame, Started
from kvalitet.figures.rules.limits import Series
from kvalitet.figures.rules.reading import read
from kvalitet.output import pdf

SHIFT = [10.2, 9.7, 10.5, 10.0, 9.6, 10.4, 9.9, 10.3, 9.8, 10.1, 10.6, 9.9, 9.5, 9.6, 9.3, 9.7, 9.4, 9.2, 9.6, 9.3]
FRAME = Frame(
    "Sykefravær",
    period=Period.MONTH,
    better=Better.DOWN,
    target=9,
    unit="%",
    measures=[Started(13, "Nye vaktlag"), Started(16, "Faste vikarer i hele avdelingen")],
)
CHART = control_chart(Series(SHIFT, baseline=12), FRAME)


def texts(drawing):
    return [shape for shape in drawing.shapes if isinstance(shape, Text)]


@pytest.mark.parametrize("drawing", [CHART.wide, CHART.narrow], ids=["wide", "narrow"])
def test_lines_limits_target_and_measures_are_named_in_the_drawing(drawing):
    found = {text.text for text in texts(drawing)}
    assert {"Snitt 10,08", "Øvre 11,51", "Nedre 8,66", "Mål 9", "9,3", "Nye vaktlag"} <= found
    assert "mange på rad på samme side" in found


@pytest.mark.parametrize("drawing", [CHART.wide, CHART.narrow], ids=["wide", "narrow"])
def test_no_words_run_out_of_the_drawing_or_into_each_other(drawing):
    boxes = []
    for text in texts(drawing):
        width = text_width(text.text, text.size)
        left = text.x - {"start": 0, "middle": width / 2, "end": width}[text.anchor]
        assert left >= -1, text
        assert left + width <= drawing.width + 1, text
        assert 0 < text.y <= drawing.height, text
        boxes.append((left, left + width, text.y))
    for i, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[i + 1 :]:
            assert abs(y - other_y) >= 11 or right <= other_left or other_right <= left


def test_a_point_of_a_run_differs_in_shape_not_only_in_colour():
    svg = CHART.wide.svg(title=CHART.title, description=CHART.conclusion)
    assert svg.count('class="cf-paper"') >= 9
    assert "dash" in svg
    assert 'cs-success dot"' in svg
    assert 'role="img"' in svg


def test_the_drawing_is_sound_xml_without_commas_in_numbers():
    for drawing in (CHART.wide, CHART.narrow):
        root = ElementTree.fromstring(drawing.svg(title="<b>", description="&"))  # noqa: S314 — our own drawing
        for element in root.iter():
            assert "," not in "".join(element.attrib.get(name, "") for name in ("x", "y", "cx", "cy", "r"))


def test_the_table_says_what_the_drawing_shows():
    assert CHART.columns == ["Når", "Verdi", "Snitt", "Nedre grense", "Øvre grense", "Merknad"]
    assert CHART.table[0] == ["punkt 1", "10,2 %", "10,08 %", "8,66 %", "11,51 %", "–"]
    assert CHART.table[12][-1] == "mange på rad på samme side"


def test_shares_show_how_many_of_how_many():
    chart = control_chart(Series([3] * 12, n=[4] * 12, kind=ChartKind.P), Frame("Andel", is_share=True))
    assert chart.table[0][:4] == ["punkt 1", "3", "4", "75 prosent"]
    assert "100 %" in {text.text for text in texts(chart.wide)}


def test_what_is_never_negative_has_no_axis_below_nothing():
    chart = control_chart(Series([0, 3, 0, 4, 0, 1, 0, 5, 0, 2, 0, 3]), Frame("Antall"))
    assert "Nedre 0,0" in {text.text for text in texts(chart.wide)}
    assert not any(text.text.startswith("-") for text in texts(chart.wide))


def test_phases_have_their_own_lines():
    chart = control_chart(Series(SHIFT, phases=[13]), Frame("To faser"))
    assert len([s for s in chart.wide.shapes if getattr(s, "tone", "") == "warning"]) == 4


def test_the_same_drawing_goes_on_paper():
    document = pdf.Document(owner="Fjordvik", title="Sykefravær", facts=[], blocks=[on_paper(CHART.wide)])
    assert pdf.pdf(document).startswith(b"%PDF")


@settings(max_examples=60)
@given(
    st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=2, max_size=80),
    st.sampled_from([ChartKind.XMR, ChartKind.RUN]),
    st.one_of(st.none(), st.floats(-1e6, 1e6)),
)
def test_every_series_can_be_drawn(values, kind, target):
    chart = chart_of(read(Series(values, kind=kind)), Frame("Serie", target=target))
    for drawing in (chart.wide, chart.narrow):
        ElementTree.fromstring(drawing.svg(title="Serie"))  # noqa: S314 — our own drawing
    assert len(chart.table) == len(values)
