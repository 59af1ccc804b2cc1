"""`manage.py control_chart`: what an analyst puts in and gets out; it meets no server."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command

WORKED = Path(__file__).parent / "worked_series.json"


def run(*arguments):
    """Return what was printed, what was complained about, and the exit code."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("control_chart", *arguments, stdout=out, stderr=errors, no_color=True)
    except SystemExit as end:
        return out.getvalue(), errors.getvalue(), end.code
    return out.getvalue(), errors.getvalue(), 0


@pytest.fixture
def given(tmp_path):
    """Return a function that runs the command on a text."""

    def run_on(text, *arguments):
        file = tmp_path / "serier.json"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run(str(file), *arguments)

    return run_on


def test_the_worked_series_come_back_as_they_are():
    """[domain I3]"""
    printed, errors, code = run(str(WORKED))
    assert (errors, code) == ("", 0)
    found = json.loads(printed)
    for name, fields in json.loads(WORKED.read_bytes()).items():
        assert fields.items() <= found[name].items()


def test_it_needs_no_server(tmp_path):
    """From a shell with nothing set, from standard input, with no server to find."""
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "control_chart", "-"]
    done = subprocess.run(command, input=WORKED.read_bytes(), capture_output=True, env=bare, cwd=tmp_path, check=True)
    assert json.loads(done.stdout)["S1"]["outside"] == [15]
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"S1": {"x": []}}', "Serien «S1»: «x» er tom."),
        ('{"S1": {"x": [1]}}', "Serien «S1»: fra punkt 1 er det bare ett punkt."),
        ('{"S1": {"x": [1, NaN]}}', "Serien «S1»: punkt 2 i «x» er ikke et endelig tall."),
        ('{"S1": {"x": [1e999, 1]}}', "Serien «S1»: punkt 1 i «x» er ikke et endelig tall."),
        ('{"S1": {"x": [1, 1e16]}}', "Serien «S1»: punkt 2 i «x» er for stort"),
        ('{"S1": {"x": [1, "2"]}}', "Serien «S1»: punkt 2 i «x» er ikke et tall."),
        ('{"S1": {"x": [1, true]}}', "Serien «S1»: punkt 2 i «x» er ikke et tall."),
        ('{"S1": {"x": [[1], 2]}}', "Serien «S1»: punkt 1 i «x» er ikke et tall."),
        ('{"S1": {"x": [1, null]}}', "Serien «S1»: punkt 2 i «x» mangler tall."),
        ('{"S1": {"y": [1, 2]}}', "Serien «S1»: «x» mangler"),
        ('{"S1": {"x": [1, 2], "n": [3, 0]}}', "Serien «S1»: punkt 2 i «n» må være større enn 0."),
        ('{"S1": {"x": [4, 2], "n": [3, 3]}}', "Serien «S1»: punkt 1 er 4 av 3."),
        ('{"S1": {"x": [-1, 2], "n": [3, 3]}}', "Serien «S1»: punkt 1 i «x» må være et helt antall"),
        ('{"S1": {"x": [1, 2], "n": [3]}}', "Serien «S1»: «x» har 2 tall og «n» har 1."),
        ('{"S1": {"x": [1, 2], "n": [3.5, 3]}}', "Serien «S1»: punkt 1 i «n» må være et helt antall."),
        ('{"S1": {"x": [1, 2], "chart": "p"}}', "Serien «S1»: «n» mangler"),
        ('{"S1": {"x": [1, 2], "chart": "bar"}}', "Serien «S1»: «chart» må være ett av ordene xmr, p, u, c, run."),
        ('{"S1": {"x": [1, 2], "baseline": 3}}', "Serien «S1»: «baseline» må være et helt tall fra 2 til 2"),
        ('{"S1": {"x": [1, 2, 3], "phases": [3]}}', "Serien «S1»: fra punkt 3 er det bare ett punkt."),
        ('{"S1": {"x": [1, 2, 3], "phases": "2"}}', "Serien «S1»: «phases» må være numrene"),
        ('{"S1": {"x": [1, 2, 3, 4], "phases": [3], "baseline": 3}}', "«baseline» er lengre enn den første fasen."),
        ('{"S1": {"x": [1, 2], "run_length": 1}}', "Serien «S1»: «run_length» må være et helt tall fra 3"),
        ('{"S1": {"x": [1, 2], "labels": ["jan"]}}', "Serien «S1»: «labels» må være en rekke"),
        ('{"S1": {"x": [1, 2], "target": "ni"}}', "Serien «S1»: «target» er ikke et tall."),
        ('{"S1": {"x": [1, 2], "measures": [{"point": 9, "name": "Nytt"}]}}', "Serien «S1»: «measures» må skrives"),
        ('{"S1": {"x": [1, 2], "title": 7}}', "Serien «S1»: «title» og «unit» må være tekst."),
        ('{"S1": {"x": [1, 2], "screened": 1}}', "Serien «S1»: «screened» må være true eller false."),
        ('{"S1": {"x": [1, 2]}, "S1": {"x": [3, 4]}}', "«S1» står to ganger"),
        ('{"S1": [1, 2]}', "Serien «S1»: den må ha tallrekken under navnet «x»"),
        ('{"x": [1, 2]}', "Serien mangler navn."),
        ("[1, 2]", "Filen må ha minst én serie"),
        ("{}", "Filen må ha minst én serie"),
        ("", "Filen er ikke gyldig JSON. Se på linje 1"),
        ('{"S1": {"x": [1, 2}}', "Filen er ikke gyldig JSON. Se på linje 1"),
        ("[" * 100_000, "Filen er bygget opp i for mange lag"),
        ('{"S1": {"x": [' + "9" * 5000 + "]}}", "Filen har et tall som er for langt"),
        (b"\xff\xfe{", "Filen er ikke lagret som UTF-8."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_printed(given, text, sentence):
    printed, errors, code = given(text)
    assert (printed, code) == ("", 1)
    assert sentence in errors
    assert "Traceback" not in errors


def test_one_bad_series_stops_them_all_and_each_is_named(given):
    printed, errors, code = given('{"A": {"x": [1, 2]}, "B": {"x": [1]}, "C": {"x": [null]}}')
    assert (printed, code) == ("", 1)
    assert [line.split(":")[0] for line in errors.splitlines()] == ["Serien «B»", "Serien «C»"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "finnes ikke, eller kan ikke leses" in run(str(tmp_path / "borte.json"))[1]
    assert run(str(tmp_path))[2] == 1


def test_a_mark_of_byte_order_is_no_trouble(given):
    assert given(b'\xef\xbb\xbf{"S1": {"x": [1, 2, 3]}}')[2] == 0


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ('{"S1": {"x": [1, 2, 3], "baselin": 2}}', "feltet «baselin» er ukjent"),
        ('{"S1": {"x": [1, 2, 3], "baseline": 2}}', "foreløpige til det er minst 12"),
        ('{"S1": {"x": [9, 9], "n": [5000, 5000]}}', "grensene blir for trange"),
    ],
)
def test_what_to_be_careful_with_is_said_beside_the_numbers(given, text, warning):
    printed, errors, code = given(text)
    assert code == 0
    assert warning in errors
    assert "S1" in json.loads(printed)


def test_rules_can_be_chosen(given):
    text = json.dumps({"S2": {"x": [10, 12] * 6 + [10] * 7, "baseline": 12}})
    assert json.loads(given(text)[0])["S2"]["run"] == []
    assert json.loads(given(text, "--run-length", "7")[0])["S2"]["run"] == list(range(13, 20))
    assert given(text, "--run-length", "2")[2] == 1


def test_phases_have_limits_of_their_own(given):
    printed, _errors, _code = given('{"S": {"x": [1, 3, 1, 3, 8, 9, 8, 9], "phases": [5]}}')
    fields = json.loads(printed)["S"]
    assert fields["cl"] == 8.5
    assert [(one["first"], one["last"], one["cl"]) for one in fields["limits"]] == [(1, 4, 2.0), (5, 8, 8.5)]


def test_shares_of_phases_have_one_limit_a_point(given):
    fields = json.loads(given('{"S": {"x": [1, 1, 3, 3], "n": [4, 4, 4, 4], "phases": [3]}}')[0])["S"]
    assert (fields["cl"], len(fields["ucl"]), fields["limits"][0]["cl"]) == (0.75, 4, 0.25)


def test_a_run_chart_has_a_median_and_no_limits(given):
    fields = json.loads(given('{"S": {"x": [1, 2, 9], "chart": "run"}}')[0])["S"]
    assert (fields["cl"], fields["ucl"], fields["outside"]) == (2.0, None, [])


def test_the_words_can_be_asked_for(given):
    printed = given(WORKED.read_bytes(), "--words")[0]
    words = json.loads(printed)["S2"]["words"]
    assert words == "11 punkter på rad under snittet: en reell nedgang. Endringen er sikker fra punkt 19."


def test_the_picture_stands_alone(given, tmp_path):
    """Colours and fonts are on the shapes: no classes, no styles, nothing to fetch."""
    picture = tmp_path / "diagram.svg"
    assert given(WORKED.read_bytes(), "--svg", str(picture))[2] == 0
    root = ElementTree.parse(picture).getroot()  # noqa: S314 — our own drawing
    everything = list(root.iter())
    assert not any({"class", "style", "href"} & element.attrib.keys() for element in everything)
    texts = " ".join(element.text or "" for element in everything)
    assert "One special-cause point" in texts
    assert "Øvre 11,49" in texts
    assert sum(element.tag.endswith("polygon") for element in everything) == 4  # two in the chart, two in its key


def test_a_picture_that_cant_be_written_is_refused(given, tmp_path):
    printed, errors, code = given(WORKED.read_bytes(), "--svg", str(tmp_path / "finnes" / "ikke.svg"))
    assert (printed, code) == ("", 1)
    assert "Bildet kan ikke lagres" in errors


def test_a_hundred_thousand_points_are_computed(given, tmp_path):
    values = [(7919 * number % 1000) / 10 for number in range(100_000)]
    printed, _errors, code = given(json.dumps({"S": {"x": values}}), "--svg", str(tmp_path / "mange.svg"))
    assert code == 0
    assert len(json.loads(printed)["S"]["x"]) == 100_000
