"""What the charts say: which way, how long, whether it is good, and when it was sure."""

import pytest

from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.control import control_chart
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import RuleSet, Series
from kvalitet.figures.rules.reading import read
from kvalitet.figures.words import Teller, listed

CALM = [10, 12, 11, 10, 12, 11, 10, 12, 11, 10, 12, 11]
MONTHS = [f"{month} 2026" for month in ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt")]


def told(values, *, labels=(), better=Better.DOWN, period=Period.MONTH, target=None, **options):
    frame = Frame("Fravær", labels=labels, period=period, better=better, target=target)
    return Teller(read(Series(values, **options)), frame)


def test_a_run_below_is_a_real_decrease():
    """The sentence of the issue."""
    said = told([*CALM, 10.5, 10, 10, 10, 10, 10, 10, 10], baseline=12).conclusion()
    assert said.startswith("8 måneder på rad under snittet: en reell nedgang. Det er en forbedring")


@pytest.mark.parametrize(
    ("better", "verdict", "tone"),
    [
        (Better.DOWN, "Det går feil vei, sikkert fra punkt 20.", "danger"),
        (Better.UP, "Det er en forbedring, sikker fra punkt 20.", "success"),
        (Better.NEITHER, "Endringen er sikker fra punkt 20.", "info"),
    ],
)
def test_the_direction_decides_good_and_bad_but_not_the_signal(better, verdict, tone):
    found = told([*CALM[::-1], *[11.5] * 8], baseline=12, better=better)
    assert found.conclusion() == f"8 måneder på rad over snittet: en reell økning. {verdict}"
    assert found.notes()[0].tone == tone


@pytest.mark.parametrize(
    ("period", "span"),
    [(Period.WEEK, "8 uker"), (Period.TERTIAL, "8 tertialer"), (Period.YEAR, "8 år"), (Period.POINT, "8 punkter")],
)
def test_time_is_counted_in_what_the_points_are(period, span):
    assert told([*CALM[::-1], *[11.5] * 8], baseline=12, period=period).conclusion().startswith(f"{span} på rad")


def test_a_planted_special_cause_is_seen_and_said():
    """[Done when]"""
    values = [10, 12, 11, 10, 12, 19, 10, 12, 11, 10, 12, 11]
    found = told(values, labels=[*MONTHS, *MONTHS[:2]])
    assert found.conclusion().startswith("Jun 2026 ligger utenfor det normale: 19, mot ventet høyst")
    shown = control_chart(Series(values), Frame("Fravær", labels=[*MONTHS, *MONTHS[:2]]))
    assert "utenfor grensene" in shown.table[5][-1]
    assert shown.wide.svg().count("<polygon") == 2


def test_below_the_limit_is_told_from_above():
    assert "mot ventet minst" in told([10, 12, 11, 10, 12, 1, 10, 12, 11, 10, 12, 11]).conclusion()


def test_many_points_outside_are_counted_and_the_newest_named():
    said = told([*CALM, 40, 10, 12, 40], baseline=12).conclusion()
    assert said.startswith("2 måneder ligger utenfor det normale, sist punkt 16 med 40.")


def test_a_trend_is_told_with_its_length():
    said = told([*CALM, 10.2, 10.4, 10.6, 10.8, 11.1], better=Better.UP, baseline=12).conclusion()
    assert "på rad har tallet steget" in told([5, 6, 5, 4, 5, 5, 1, 2, 3, 4, 5, 6, 7]).conclusion()
    assert said == "Ingen tegn til endring: variasjonen er som før."


def test_a_run_that_is_over_is_told_in_the_past():
    assert "til og med punkt 20: en reell økning da." in told([*CALM, *[11.5] * 8, 10], baseline=12).conclusion()


def test_nothing_new_is_said_too():
    assert told(CALM).conclusion() == "Ingen tegn til endring: variasjonen er som før."
    assert told(CALM).notes()[0].text == "Variasjonen er som før"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (3, "Det er bare tall for 3 måneder: for lite til å si om noe har endret seg."),
        (8, "Ingen tegn til endring. Med 8 måneder er det for tidlig å regne ut grenser."),
    ],
)
def test_few_points_are_not_made_more_of(size, said):
    """[domain C3]"""
    chart = control_chart(Series(CALM[:size]), Frame("Fravær", period=Period.MONTH))
    assert chart.conclusion == said
    assert "Øvre" not in chart.wide.svg()


def test_a_run_chart_tells_of_too_few_crossings():
    found = told([1, 2, 3, 2, 1, 2, 9, 8, 9, 8, 9], kind=ChartKind.RUN, rules=RuleSet(run=20))
    assert "krysser midten så sjelden" in found.conclusion()


@pytest.mark.parametrize(
    ("target", "better", "note"),
    [
        (30, Better.DOWN, "Målet nås hver gang"),
        (1, Better.DOWN, "Målet nås ikke"),
        (11, Better.DOWN, "Målet nås noen ganger"),
        (1, Better.UP, "Målet nås hver gang"),
        (30, Better.UP, "Målet nås ikke"),
    ],
)
def test_the_target_is_held_against_the_limits(target, better, note):
    """Two things, told apart: variation, and whether the target will be met. [domain C2]"""
    notes = told(CALM, target=target, better=better).notes()
    assert [one.text for one in notes] == ["Variasjonen er som før", note]


def test_without_a_direction_nothing_is_said_of_the_target():
    assert len(told(CALM, target=11, better=Better.NEITHER).notes()) == 1


def test_a_new_phase_is_held_against_the_one_before():
    said = told([10, 12] * 6 + [5, 6] * 6, phases=[13], labels=MONTHS * 2 + MONTHS[:4]).conclusion()
    assert "Snittet er 5,5 siden mar 2026, mot 11,0 i fasen før." in said


def test_shares_are_percent():
    found = told([5, 6, 5, 6, 5, 6, 0, 6, 5, 6, 5, 6], n=[8] * 12, kind=ChartKind.P)
    found = Teller(found.reading, Frame("Andel", is_share=True))
    assert "0 prosent" in found.conclusion()


def test_names_are_listed_as_people_do():
    assert [listed([]), listed(["mai"]), listed(["mars", "april", "mai"])] == ["", "mai", "mars, april og mai"]
