"""[G5] Deadlines as people write them."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.choices import DueKind
from goals.rules.date_text import MONTH_NAMES
from goals.rules.deadlines_text import interpret_due

DATES_2026 = [
    ("01.06.26", "2026-06-01"),
    ("innen 01.06.26", "2026-06-01"),
    ("Innen 1.6.2026", "2026-06-01"),
    ("1.6.26", "2026-06-01"),
    ("1. 6. 2026", "2026-06-01"),
    ("1/6-26", "2026-06-01"),
    ("1/6 2026", "2026-06-01"),
    ("1/6/2026", "2026-06-01"),
    ("1/6", "2026-06-01"),
    ("1.6.", "2026-06-01"),
    ("2026-06-01", "2026-06-01"),
    ("2026-06-01 00:00", "2026-06-01"),
    ("2026-06-01T00:00:00", "2026-06-01"),
    ("2026.06.01", "2026-06-01"),
    ("20260601", "2026-06-01"),
    ("01-06-2026", "2026-06-01"),
    ("01062026", "2026-06-01"),
    ("1. juni", "2026-06-01"),
    ("1. juni 2026", "2026-06-01"),
    ("1 jun", "2026-06-01"),
    ("1.jun.26", "2026-06-01"),
    ("01-jun-26", "2026-06-01"),
    ("den 1. juni 2026", "2026-06-01"),
    ("Fredag 12. juni", "2026-06-12"),
    ("fre. 12.06.2026", "2026-06-12"),
    ("46174", "2026-06-01"),
    ("46174.0", "2026-06-01"),
    ("Frist: 01.06.26", "2026-06-01"),
    ("senest 1. juni", "2026-06-01"),
    ("1. juni kl. 12.00", "2026-06-01"),
    ("innen 1. juni (foreløpig)", "2026-06-01"),
    ("pr. 31.12.26", "2026-12-31"),
    ("ferdig innen 1. oktober", "2026-10-01"),
    ("før 1. juni", "2026-05-31"),
    ("31.12.-26", "2026-12-31"),
    ("01.06.2026 00:00:00", "2026-06-01"),
    ("«1. juni»", "2026-06-01"),
]
PERIODS_2026 = [
    ("i løpet av 2026", "2026-01-01", "2026-12-31"),
    ("I løpet av 2026", "2026-01-01", "2026-12-31"),
    ("ila. 2026", "2026-01-01", "2026-12-31"),
    ("2026", "2026-01-01", "2026-12-31"),
    ("i år", "2026-01-01", "2026-12-31"),
    ("neste år", "2027-01-01", "2027-12-31"),
    ("innen utgangen av 2026", None, "2026-12-31"),
    ("utgangen av året", None, "2026-12-31"),
    ("ut året", None, "2026-12-31"),
    ("innen årsskiftet", None, "2026-12-31"),
    ("årsskiftet 2026/2027", "2026-01-01", "2026-12-31"),
    ("før nyttår", None, "2026-12-31"),
    ("2026–2027", "2026-01-01", "2027-12-31"),
    ("2026/2027", "2026-01-01", "2027-12-31"),
    ("2026-29", "2026-01-01", "2029-12-31"),
    ("i løpet av våren 2026", "2026-03-01", "2026-05-31"),
    ("våren 26", "2026-03-01", "2026-05-31"),
    ("høst 2026", "2026-09-01", "2026-11-30"),
    ("H26", "2026-09-01", "2026-11-30"),
    ("sommeren", "2026-06-01", "2026-08-31"),
    ("før sommeren", None, "2026-06-30"),
    ("innen sommerferien", None, "2026-06-30"),
    ("innen jul", None, "2026-12-23"),
    ("før jul 2026", None, "2026-12-23"),
    ("innen påske", None, "2026-04-01"),
    ("2. tertial 2026", "2026-05-01", "2026-08-31"),
    ("T1", "2026-01-01", "2026-04-30"),
    ("T3 2026", "2026-09-01", "2026-12-31"),
    ("2026 T2", "2026-05-01", "2026-08-31"),
    ("første tertial", "2026-01-01", "2026-04-30"),
    ("tertial 2", "2026-05-01", "2026-08-31"),
    ("T1-T2 2026", "2026-01-01", "2026-08-31"),
    ("1. og 2. tertial", "2026-01-01", "2026-08-31"),
    ("1. kvartal", "2026-01-01", "2026-03-31"),
    ("Q3 2026", "2026-07-01", "2026-09-30"),
    ("K4", "2026-10-01", "2026-12-31"),
    ("tredje kvartal", "2026-07-01", "2026-09-30"),
    ("første halvår", "2026-01-01", "2026-06-30"),
    ("2. halvår 2026", "2026-07-01", "2026-12-31"),
    ("vårhalvåret", "2026-01-01", "2026-06-30"),
    ("uke 12", "2026-03-16", "2026-03-22"),
    ("uke 12–14", "2026-03-16", "2026-04-05"),
    ("uke 12/2026", "2026-03-16", "2026-03-22"),
    ("uke 52-1", "2026-12-21", "2027-01-10"),
    ("2026-W12", "2026-03-16", "2026-03-22"),
    ("mars", "2026-03-01", "2026-03-31"),
    ("mars 2026", "2026-03-01", "2026-03-31"),
    ("mar.26", "2026-03-01", "2026-03-31"),
    ("03/2026", "2026-03-01", "2026-03-31"),
    ("2026-03", "2026-03-01", "2026-03-31"),
    ("i mars", "2026-03-01", "2026-03-31"),
    ("innen utgangen av mars", None, "2026-03-31"),
    ("medio mai", None, "2026-05-15"),
    ("primo juni", None, "2026-06-10"),
    ("ultimo juni", None, "2026-06-30"),
    ("begynnelsen av 2026", None, "2026-03-31"),
    ("medio 2026", None, "2026-06-30"),
    ("mars/april", "2026-03-01", "2026-04-30"),
    ("mars–juni 2026", "2026-03-01", "2026-06-30"),
    ("november – februar", "2026-11-01", "2027-02-28"),
    ("månedsskiftet mars/april", "2026-03-01", "2026-03-31"),
    ("1.–15. juni", "2026-06-01", "2026-06-15"),
    ("fra 01.02.26 til 01.06.26", "2026-02-01", "2026-06-01"),
    ("1.6.-30.6.2026", "2026-06-01", "2026-06-30"),
    ("sen høst", None, "2026-11-30"),
    ("2026, 2027", "2026-01-01", "2027-12-31"),
    ("vår/sommer 2026", "2026-03-01", "2026-08-31"),
    ("skoleåret 2026/27", "2026-08-01", "2027-07-31"),
]
ONGOING = ["løpende", "Løpende.", "kontinuerlig", "fortløpende", "jevnlig", "til enhver tid", "hele året"]
RECURRING_2026 = [
    ("årlig", 12, "2026-12-31"),
    ("årlig innen 1. mars", 12, "2026-03-01"),
    ("innen 1. mars hvert år", 12, "2026-03-01"),
    ("1. mars, årlig", 12, "2026-03-01"),
    ("hvert år i mars", 12, "2026-03-31"),
    ("hver høst", 12, "2026-11-30"),
    ("én gang i året", 12, "2026-12-31"),
    ("halvårlig", 6, "2026-06-30"),
    ("to ganger i året", 6, "2026-06-30"),
    ("hvert tertial", 4, "2026-04-30"),
    ("tertialvis", 4, "2026-04-30"),
    ("hvert kvartal", 3, "2026-03-31"),
    ("kvartalsvis", 3, "2026-03-31"),
    ("månedlig", 1, "2026-01-31"),
    ("hver måned", 1, "2026-01-31"),
    ("annethvert år", 24, "2027-12-31"),
    ("hvert fjerde år", 48, "2029-12-31"),
]
NOTHING = ["", "  ", "-", "–", "?", "ikke satt", "Ingen", "ukjent", "n/a", "avklares", "TBD"]
DEPENDENT = [
    "som del av prosess med serviceerklæringer",
    "i forbindelse med budsjett 2027",
    "etter vedtak i kommunestyret",
    "når ny leder er på plass",
    "se sak 12/07",
]
UNREADABLE = [
    "snarest",
    "ASAP",
    "så snart som mulig",
    "på sikt",
    "31.02.26",
    "29.02.2026",
    "32.01.26",
    "uke 54",
    "4. tertial",
    "ferdig",
    "etter sommeren",
    "abc",
    "1234567",
    "x" * 1000,
]


def read(text, **more):
    return interpret_due(text, year=2026, **more)


@pytest.mark.parametrize(("text", "due"), DATES_2026)
def test_dates(text, due):
    reading = read(text)
    assert (reading.kind, str(reading.due)) == (DueKind.DATE, due)
    assert reading.certain, reading.explanation


@pytest.mark.parametrize(("text", "starts", "due"), PERIODS_2026)
def test_periods(text, starts, due):
    reading = read(text)
    assert (reading.kind, str(reading.due)) == (DueKind.WITHIN_PERIOD, due)
    assert reading.starts == (starts and date.fromisoformat(starts))
    assert reading.certain, reading.explanation


@pytest.mark.parametrize("text", ONGOING)
def test_ongoing_work_has_no_date_but_a_review(text):
    reading = read(text)
    assert (reading.kind, reading.due, reading.review_months) == (DueKind.ONGOING, None, 4)
    assert reading.certain


@pytest.mark.parametrize(("text", "months", "due"), RECURRING_2026)
def test_what_recurs_has_a_next_date(text, months, due):
    reading = read(text)
    assert (reading.kind, reading.review_months, str(reading.due)) == (DueKind.RECURRING, months, due)
    assert reading.certain


@pytest.mark.parametrize("text", NOTHING)
def test_no_deadline(text):
    assert read(text).kind == DueKind.NONE


@pytest.mark.parametrize("text", DEPENDENT)
def test_a_deadline_that_follows_something_else_is_a_lack(text):
    reading = read(text)
    assert (reading.kind, reading.due, reading.certain) == (DueKind.DEPENDENT, None, False)
    assert text in reading.explanation


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_deadline_is_never_guessed(text):
    reading = read(text)
    assert (reading.kind, reading.due, reading.certain) == (DueKind.UNREADABLE, None, False)
    assert reading.explanation.endswith(".")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("fredag 13. juni", "2026-06-13"),
        ("ca. 1. juni", "2026-06-01"),
        ("06/08", "2026-08-06"),
        ("010626", "2026-06-01"),
        ("innen mars", "2026-03-31"),
        ("innen 01.03.26 og 01.09.26", "2026-09-01"),
        ("tas opp i møte 12.06.26", "2026-06-12"),
        ("Behandles i AMU 2. tertial 2026, se sak 12/07", "2026-08-31"),
        ("01.06.1986", "1986-06-01"),
        ("innen 01.06.26, deretter løpende", "2026-06-01"),
    ],
)
def test_doubtful_readings_ask_for_a_look(text, due):
    reading = read(text)
    assert str(reading.due) == due
    assert not reading.certain


def test_two_digit_years_follow_the_plan():
    """[G13] «08» in a plan of 2008 is 2008, «98» is 1998."""
    assert interpret_due("01.06.08", year=2008).due == date(2008, 6, 1)
    assert interpret_due("01.06.98", year=2004).due == date(1998, 6, 1)
    assert interpret_due("01.06.02", year=1999).due == date(2002, 6, 1)


def test_what_recurs_moves_past_today():
    today = date(2026, 11, 22)
    assert read("årlig innen 1. mars", today=today).due == date(2027, 3, 1)
    assert read("hvert tertial", today=today).due == date(2026, 12, 31)
    assert read("månedlig", today=today).due == date(2026, 11, 30)
    assert interpret_due("annethvert år", year=2008, today=today).due == date(2027, 12, 31)


def test_relative_deadlines_need_today():
    assert read("innen 3 måneder").kind == DueKind.UNREADABLE
    assert read("om 14 dager", today=date(2026, 3, 1)).due == date(2026, 3, 15)
    assert read("innen tre måneder", today=date(2026, 11, 30)).due == date(2027, 2, 28)


def test_plan_period_ends_with_the_plan():
    assert read("i løpet av planperioden", ends_year=2029).due == date(2029, 12, 31)
    assert not read("planperioden").certain


def test_ongoing_from_a_date():
    reading = read("løpende fra 1. mars")
    assert (reading.kind, reading.due, reading.starts) == (DueKind.ONGOING, None, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("text", "kind", "starts"),
    [
        ("2026 og utover", DueKind.ONGOING, "2026-01-01"),
        ("fra 1. mars", DueKind.ONGOING, "2026-03-01"),
        ("oppstart høsten 2026", DueKind.UNREADABLE, "2026-09-01"),
        ("etter påske", DueKind.UNREADABLE, "2026-04-07"),
    ],
)
def test_a_start_is_not_a_deadline(text, kind, starts):
    reading = read(text)
    assert (reading.kind, reading.due, str(reading.starts), reading.certain) == (kind, None, starts, False)


def test_explanations_are_whole_sentences():
    """[G5] The person who checks must see how it was read."""
    assert read("innen 01.06.26").explanation == "Leses som fristen 1. juni 2026."
    assert read("31.02.26").explanation == "Kalenderen har ingen dato eller periode som «31.02.26». Velg en dato."
    assert read("1. juni").explanation.endswith("Året er ikke skrevet, så planens år er brukt.")


FORMATS = [
    "{d}.{m}.{y}",
    "{d:02}.{m:02}.{yy:02}",
    "innen {d:02}.{m:02}.{yy:02}",
    "{d}/{m}-{yy:02}",
    "{d}/{m} {y}",
    "{y}-{m:02}-{d:02}",
    "{d:02}-{m:02}-{y}",
    "{d}. {name} {y}",
    "{d} {short} {yy:02}",
    "senest {d}. {name}",
    "{d}.{m}.",
    "{y}{m:02}{d:02}",
    "{serial}",
]


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1955, 1, 1), date(2095, 12, 31)), st.sampled_from(FORMATS))
def test_a_date_in_any_form_reads_as_itself(day, form):
    name = MONTH_NAMES[day.month - 1]
    serial = (day - date(1899, 12, 30)).days
    text = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100, name=name, short=name[:3], serial=serial)
    reading = interpret_due(text, year=day.year)
    assert (reading.kind, reading.due) == (DueKind.DATE, day), text


WORDS = st.sampled_from(
    [
        "innen",
        "før",
        "etter",
        "fra",
        "til",
        "og",
        "-",
        "/",
        ".",
        ",",
        "løpende",
        "årlig",
        "hvert",
        "tertial",
        "uke",
        "mars",
        "12",
        "2026",
        "08",
        "31.02",
        "medio",
        "år",
        "jul",
        "0",
        "99",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)), st.integers(1990, 2060))
def test_no_text_makes_it_fail(text, year):
    reading = interpret_due(text, year=year, today=date(year, 5, 5))
    assert isinstance(reading.explanation, str)
    assert reading.kind != DueKind.DATE or reading.due is not None


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_reading_starts_before_it_ends(text):
    reading = interpret_due(text, year=2026)
    if reading.starts and reading.due:
        assert reading.starts <= reading.due + timedelta(days=0)


def test_huge_texts_are_cheap():
    started = time.process_time()
    for text in ("1." * 500_000, " " * 1_000_000, "innen " * 50, "uke 1-" * 50, "12 " * 100, "-" * 299):
        read(text)
    assert time.process_time() - started < 2
