"""What registering an absence leads to, in words; no database. [S1, S2]"""

from datetime import date, timedelta

from sickleave.choices import AbsenceKind, Scheme
from sickleave.rules.outcomes import House, as_period, child_days, outcome_of, outcome_of_child

TODAY = date(2026, 2, 20)
HOUSE = House()
SELF, SICK, HOLIDAY = AbsenceKind.SELF_CERTIFIED, AbsenceKind.CERTIFIED, AbsenceKind.HOLIDAY


def period(kind, first, last, grade=100):
    """Days of February 2026."""
    start = date(2026, 2, 1)
    return as_period(kind, start + timedelta(first - 1), start + timedelta(last - 1), grade)


def said(before, added, **more):
    return outcome_of(before, added, house=more.pop("house", HOUSE), today=more.pop("today", TODAY), **more)


def test_it_joins_what_lies_less_than_sixteen_days_before():
    assert said([period(SELF, 4, 6)], period(SICK, 20, 28)).headline == "Slås sammen med saken fra 4. februar 2026."
    assert said([period(SELF, 2, 3)], period(SICK, 20, 28)).headline == "Starter en ny sak fra 20. februar 2026."


def test_it_says_so_when_two_become_one_or_the_first_day_moves():
    two = [period(SELF, -20, -18), period(SELF, 12, 13)]
    assert said(two, period(SICK, -5, 1)).headline == "Knytter sammen 2 fravær til én sak fra 11. januar 2026."
    moved = said([period(SICK, 10, 28)], period(SELF, 7, 9))
    assert moved.headline == "Saken får en tidligere første dag: 7. februar 2026. Fristene flyttes."


def test_holiday_in_the_middle_goes_on_and_by_itself_is_nothing():
    assert "går videre" in said([period(SICK, 1, 9)], period(HOLIDAY, 10, 20)).headline
    assert said([], period(HOLIDAY, 10, 20)).headline == "Ligger ikke inntil noe sykefravær, så ingen sak endres."


def test_steps_that_come_are_told_with_the_day_to_act():
    steps = said([], period(SICK, 4, 28)).steps
    assert [step.label for step in steps][:1] == ["Oppfølgingsplan"]
    assert (steps[0].day, steps[0].is_certain) == (date(2026, 3, 3), False)
    assert "ingen nye steg" in said([], period(SICK, 4, 6), today=date(2026, 6, 1)).lines[-1]


def test_employer_period_is_an_estimate():
    text = said([], period(SICK, 4, 28)).lines[0]
    assert text == (
        "Arbeidsgiverperioden: 16 av 16 dager brukt, fra 4. februar 2026 til 19. februar 2026. Anslag – lønn avgjør."
    )


def test_quota_is_told_and_more_than_it_is_warned_of():
    fine = said([], period(SELF, 18, 20), is_own=True)
    assert fine.lines[:2] == (
        "Etter dette er 21 av 24 egenmeldingsdager igjen.",
        "Varer fraværet lenger, trengs sykmelding fra 26. februar 2026.",
    )
    assert not fine.warnings
    much = said([], period(SELF, 18, 28), is_own=True)
    assert much.warnings[0].startswith("11 dager er mer enn det som kan egenmeldes nå. Sykmelding trengs fra 26.")
    assert "Du kan bruke 8 dager nå" in much.warnings[0]
    statutory = said([], period(SELF, 18, 21), house=House(scheme=Scheme.STATUTORY))
    assert "Sykmelding trengs fra 21. februar 2026." in statutory.warnings[0]
    assert "Den ansatte kan bruke 3 dager nå" in statutory.warnings[0]


def test_days_of_a_childs_illness_are_counted_by_the_calendar_year():
    """Weekdays; the last week of 2026 ends in 2027."""
    over = (date(2026, 12, 29), date(2027, 1, 5))
    assert [child_days([over], year) for year in (2026, 2027)] == [3, 3]
    before = [(date(2026, 3, 2), date(2026, 3, 13))]
    assert outcome_of_child([], date(2026, 5, 4), date(2026, 5, 4)).lines[0].startswith("1 av 10 dager er brukt i 2026")
    assert "11 av 10" in outcome_of_child(before, date(2026, 5, 4), date(2026, 5, 4)).warnings[0]
    assert "legeerklæring" in outcome_of_child([], date(2026, 5, 4), date(2026, 5, 7)).lines[1]
