"""manage.py explain_absences: what HR and an auditor use to answer «hvorfor denne datoen?». [S2]"""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

WORKED = Path(__file__).parent / "worked_histories.json"
SICK = {"kind": "S", "from": "2026-01-05", "to": "2026-02-22", "grade": 100}


def run(file, **options):
    out = io.StringIO()
    call_command("explain_absences", str(file), stdout=out, **options)
    return out.getvalue()


def written(tmp_path, content):
    file = tmp_path / "fravær.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_answers_every_worked_history():
    assert json.loads(run(WORKED)) == json.loads(WORKED.read_text())


def test_reads_standard_input(monkeypatch):
    class Standard:
        buffer = io.BytesIO(WORKED.read_bytes())

    monkeypatch.setattr("sys.stdin", Standard())
    assert len(json.loads(run("-"))) == 15


def test_takes_one_history_alone_with_keys_nobody_knows_and_rows_in_any_order(tmp_path):
    late = {**SICK, "from": "2026-02-23", "to": "2026-03-01", "note": "seen"}
    (found,) = json.loads(run(written(tmp_path, {"id": "A", "who": "HR", "periods": [late, SICK]})))
    assert [(spell["start"], spell["end"]) for spell in found["spells"]] == [("2026-01-05", "2026-03-01")]
    assert found["periods"] == [late, SICK]
    assert "title" not in found


def test_a_grade_that_is_not_given_is_full(tmp_path):
    row = {key: SICK[key] for key in ("kind", "from", "to")}
    (found,) = json.loads(run(written(tmp_path, [{"id": "A", "periods": [row]}])))
    assert found["spells"][0]["dm1"] == "mandatory"


def test_text_tells_why_in_norwegian():
    text = run(WORKED, text=True)
    assert "Uke 4: 1. februar 2026, fordi oppfølgingsplanen skal være laget" in text
    assert "gjør det senest fredag 30. januar 2026" in text
    assert "arbeidsmiljøloven § 4-6 fjerde ledd" in text
    assert "gjør det før ferien, senest 26. juni 2026" in text
    assert "Hvis fraværet fortsetter" in text
    assert "estimat" in text


def test_text_of_a_history_without_sickness(tmp_path):
    assert "Ingen sykedager" in run(written(tmp_path, [{"id": "A", "periods": []}]), text=True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "X"}, "Historie A, periode 2: «kind» er 'X'"),
        ({"kind": ["S"]}, "«kind» er ['S']"),
        ({"from": "05.01.2026"}, "Historie A, periode 2: «from» er '05.01.2026'"),
        ({"from": "2026-02-30"}, "«from» er '2026-02-30'"),
        ({"from": "20260105"}, "«from» er '20260105'"),
        ({"from": None}, "«from» er None"),
        ({"to": "9999-12-31"}, "«to» er '9999-12-31'"),
        ({"to": "2026-01-04"}, "slutter 2026-01-04, før den begynner 2026-01-05"),
        ({"grade": 0}, "«grade» er 0. Skriv et helt tall fra 1 til 100."),
        ({"grade": 101}, "«grade» er 101"),
        ({"grade": 33.3}, "«grade» er 33.3"),
        ({"grade": "50"}, "«grade» er '50'"),
        ({"grade": True}, "«grade» er True"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, change, says):
    file = written(tmp_path, [{"id": "A", "periods": [SICK, {**SICK, **change}]}])
    with pytest.raises(CommandError) as error:
        run(file)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[{"id": "A",]', "ikke gyldig JSON: linje 1, tegn 13"),
        ("", "ikke gyldig JSON"),
        ([["A"]], "Historie 1 er ikke et objekt"),
        ("7", "Historie 1 er ikke et objekt"),
        ([{"id": "A"}], "Historie A: «periods» mangler"),
        ([{"periods": ["S"]}], "Historie 1, periode 1 er ikke et objekt"),
        ("[" * 100_000, "for dypt"),
        ('[{"periods": [{"grade": ' + "9" * 5000 + "}]}]", "for langt"),
    ],
)
def test_a_wrong_document_is_refused(tmp_path, content, says):
    with pytest.raises(CommandError) as error:
        run(written(tmp_path, content))
    assert says in str(error.value)


def test_every_wrong_history_is_told_and_none_answered(tmp_path):
    wrong = {"periods": [{**SICK, "grade": 0}]}
    with pytest.raises(CommandError) as error:
        run(written(tmp_path, [{"id": "A", "periods": [SICK]}, {"id": "B", **wrong}, {"id": "C", **wrong}]))
    assert [line.split(",")[0] for line in str(error.value).splitlines()] == ["Historie B", "Historie C"]


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(CommandError, match="kan ikke leses"):
        run(tmp_path / "borte.json")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="ikke UTF-8"):
        run(tmp_path / "bytes")


def test_ten_thousand_periods_are_answered(tmp_path):
    rows = [
        {"kind": "S", "from": f"{1950 + number // 100}-{number % 12 + 1:02}-{number % 28 + 1:02}", "grade": 50}
        for number in range(10_000)
    ]
    rows = [{**row, "to": row["from"]} for row in rows]
    (found,) = json.loads(run(written(tmp_path, [{"id": "many", "periods": rows}])))
    assert found["spells"][0]["counted_days"] == 8400
