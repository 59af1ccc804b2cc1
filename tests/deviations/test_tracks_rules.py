"""[D4] Who must be told, by when: vectors of domain E1 and I5, real hours, and law that changes with the date."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviations.choices import HSE_TRACKS, Kind, Seriousness, TrackKind
from deviations.rules import notices, tracks
from deviations.rules.notices import Pace, countdown, due_of

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 4, 4, 22, 30, tzinfo=OSLO)
moments = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds, zone),
    st.integers(1_546_300_800, 2_208_988_800),
    st.sampled_from([UTC, OSLO]),
)


def duty(kind: str, key: str, day: date = date(2026, 6, 1)) -> notices.Duty:
    return next(one for one in tracks.law_on(kind, day).duties if one.key == key)


DATATILSYNET = duty(TrackKind.PRIVACY, "datatilsynet")


def test_72_hours_from_good_friday_end_on_easter_monday():
    """[I5] Plain 72 hours, the strictest reading: holidays count."""
    due = due_of(DATATILSYNET, datetime(2026, 4, 3, 15, 30, tzinfo=OSLO))
    assert due.astimezone(OSLO) == datetime(2026, 4, 6, 15, 30, tzinfo=OSLO)
    assert countdown(Pace.HOURS, due, NOW).text == "41 timer igjen, til mandag 6. april kl. 15.30."


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        ("2026-03-28T12:00", "2026-03-31T13:00"),
        ("2026-10-24T12:00", "2026-10-27T11:00"),
        ("2026-06-01T08:00", "2026-06-04T08:00"),
    ],
)
def test_72_hours_are_real_hours_over_the_change_of_the_clock(aware, due):
    """[I5] Saturday 28 March at 12.00 is Tuesday at 13.00, since the clock goes forward; in autumn an hour earlier."""
    found = due_of(DATATILSYNET, datetime.fromisoformat(aware).replace(tzinfo=OSLO)).astimezone(OSLO)
    assert f"{found:%Y-%m-%dT%H:%M}" == due


@given(moments)
def test_between_aware_and_due_there_are_always_72_hours(aware):
    due = due_of(DATATILSYNET, aware)
    assert due.astimezone(UTC) - aware.astimezone(UTC) == timedelta(hours=72)
    assert due.utcoffset() == timedelta()


@given(moments, moments)
def test_who_was_aware_later_is_never_due_earlier(first, second):
    for law in tracks.all_laws():
        for one in law.duties:
            early, late = sorted((first.astimezone(UTC), second.astimezone(UTC)))
            assert due_of(one, early) <= due_of(one, late)


def test_the_hour_that_comes_twice_is_told_apart():
    """25 October 2026 at 02.30 happens twice; the second time is an hour later."""
    first = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=0)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1)
    assert due_of(DATATILSYNET, second) - due_of(DATATILSYNET, first) == timedelta(hours=1)


@given(moments)
def test_at_once_is_the_moment_itself(aware):
    assert due_of(duty(TrackKind.SERIOUS_INJURY, "arbeidstilsynet"), aware) == aware.astimezone(UTC)


def test_school_has_a_week_of_whole_days():
    """[E1] § 12-6: one week after rektor was told the family may go to statsforvalteren."""
    due = due_of(duty(TrackKind.SCHOOL, "plan"), datetime(2026, 3, 25, 9, 0, tzinfo=OSLO))
    assert due.astimezone(OSLO) == datetime(2026, 4, 1, 23, 59, tzinfo=OSLO)


def test_as_soon_as_possible_is_asked_about_after_three_working_days():
    """From Wednesday before Easter: Tuesday, Wednesday and Thursday after it."""
    due = due_of(duty(TrackKind.INJURY, "nav"), datetime(2026, 4, 1, 14, 0, tzinfo=OSLO))
    assert due.astimezone(OSLO).date() == date(2026, 4, 9)


@pytest.mark.parametrize(
    ("pace", "hours", "words", "is_late"),
    [
        (Pace.HOURS, 71.9, "71 timer igjen, til tirsdag 7. april kl. 22.24.", False),
        (Pace.HOURS, 1, "1 time igjen, til lørdag 4. april kl. 23.30.", False),
        (Pace.HOURS, 0.5, "30 minutter igjen, til lørdag 4. april kl. 23.00.", False),
        (Pace.HOURS, -5, "Fristen gikk ut lørdag 4. april kl. 17.30, for 5 timer siden.", True),
        (Pace.HOURS, -200, "Fristen gikk ut fredag 27. mars kl. 14.30, for 8 døgn siden.", True),
        (Pace.AT_ONCE, -2, "Varsle straks. Dere ble kjent med det for 2 timer siden.", False),
        (Pace.DAYS, 49, "2 dager igjen, til mandag 6. april.", False),
        (Pace.DAYS, 1, "Siste dag er i dag, lørdag 4. april.", False),
        (Pace.DAYS, -48, "Skulle vært avklart innen torsdag 2. april.", True),
        (Pace.SOON, 72, "Så snart som mulig, og senest tirsdag 7. april.", False),
        (Pace.SOON, -24 * 100, "Skulle vært avklart innen torsdag 25. desember 2025.", True),
    ],
)
def test_the_time_left_is_said_in_words(pace, hours, words, is_late):
    found = countdown(pace, NOW + timedelta(hours=hours), NOW)
    assert (found.text, found.is_late) == (words, is_late)


@given(st.sampled_from(list(Pace)), st.integers(-10_000, 10_000))
def test_what_is_late_is_red_and_what_is_not_is_never_called_late(pace, minutes):
    found = countdown(pace, NOW + timedelta(minutes=minutes), NOW)
    assert found.color in {"info", "warning", "danger"}
    assert not (found.is_late and minutes >= 0)
    assert not found.is_late or found.color == "danger"


@pytest.mark.parametrize(
    ("kind", "day", "version"),
    [
        (TrackKind.INJURY, date(2025, 12, 31), "2006-01-01"),
        (TrackKind.INJURY, date(2026, 1, 1), "2026-01-01"),
        (TrackKind.SCHOOL, date(2024, 7, 31), "2017-08-01"),
        (TrackKind.SCHOOL, date(2024, 8, 1), "2024-08-01"),
        (TrackKind.CYBER, date(2020, 1, 1), "2025-10-01"),
    ],
)
def test_the_law_is_that_of_the_day(kind, day, version):
    assert tracks.law_on(kind, day).version == version
    assert tracks.law_of(kind, version).version == version


def test_the_day_turns_at_norwegian_midnight():
    assert tracks.law_at(TrackKind.INJURY, datetime(2025, 12, 31, 23, 30, tzinfo=UTC)).version == "2026-01-01"


def test_every_kind_has_a_law_with_guidance_and_a_source():
    for kind in TrackKind.values:
        law = tracks.law_on(kind, date(2026, 6, 1))
        assert law.kind == kind
        assert all((law.basis, law.summary, law.steps, law.records, law.source))
        assert len({one.key for one in law.duties}) == len(law.duties)
        for one in law.duties:
            assert all((one.receiver, one.question, one.how, one.basis, one.exceptions))


@pytest.mark.parametrize(
    ("kind", "receivers", "paces"),
    [
        (TrackKind.SERIOUS_INJURY, ["Arbeidstilsynet", "politiet", "verneombudet"], ["at_once", "at_once", "soon"]),
        (TrackKind.PRIVACY, ["Datatilsynet", "de berørte"], ["hours", "soon"]),
        (TrackKind.PATIENT, ["Statens helsetilsyn", "pasienten eller pårørende"], ["at_once", "soon"]),
        (TrackKind.INJURY, ["NAV"], ["soon"]),
        (TrackKind.QUALITY, [], []),
        (TrackKind.HSE, [], []),
    ],
)
def test_who_is_told_by_each_track(kind, receivers, paces):
    """[E1]"""
    duties = tracks.law_on(kind, date(2026, 6, 1)).duties
    assert [str(one.receiver) for one in duties] == receivers
    assert [one.pace.value for one in duties] == paces


def test_serious_injury_is_told_by_telephone():
    """[E1] Arbeidstilsynet 73 19 97 00."""
    assert "73 19 97 00" in duty(TrackKind.SERIOUS_INJURY, "arbeidstilsynet").how


@pytest.mark.parametrize(
    ("of_category", "kind", "seriousness", "found"),
    [
        (["hse"], Kind.DEVIATION, Seriousness.LOW, ["hse"]),
        (["injury", "hse"], Kind.DEVIATION, Seriousness.SERIOUS, ["hse", "injury"]),
        (["injury"], Kind.DEVIATION, Seriousness.CRITICAL, ["injury", "serious_injury"]),
        (["violence"], Kind.DEVIATION, Seriousness.CRITICAL, ["injury", "serious_injury", "violence"]),
        (["hse"], Kind.DEVIATION, Seriousness.CRITICAL, ["hse", "serious_injury"]),
        (["hse"], Kind.COMPLAINT, Seriousness.CRITICAL, ["hse"]),
        (["patient"], Kind.DEVIATION, Seriousness.CRITICAL, ["patient"]),
        (["injury"], Kind.NEAR_MISS, Seriousness.CRITICAL, ["hse"]),
        (["privacy", "quality"], Kind.PROPOSAL, Seriousness.LOW, ["quality"]),
        ([], Kind.DEVIATION, Seriousness.CRITICAL, []),
    ],
)
def test_tracks_are_suggested_by_category_kind_and_seriousness(of_category, kind, seriousness, found):
    """A near miss isn't reported to NAV; a critical injury asks for the telephone. [E1]"""
    assert tracks.suggested(of_category, kind=kind, seriousness=seriousness) == found


@pytest.mark.parametrize(
    ("kind", "key", "from_seriousness"),
    [
        (TrackKind.PATIENT, "helsetilsynet", Seriousness.SERIOUS),
        (TrackKind.PRIVACY, "datatilsynet", Seriousness.LOW),
        (TrackKind.SERIOUS_INJURY, "politi", Seriousness.LOW),
        (TrackKind.SCHOOL, "rektor", Seriousness.LOW),
    ],
)
def test_a_mild_event_asks_nobody_to_call_helsetilsynet(kind, key, from_seriousness):
    """[E1] Only death or very serious injury; a breach of privacy is decided whatever it was called."""
    found = [level for level in Seriousness if tracks.waits_for(duty(kind, key), level)]
    assert found == [level for level in Seriousness if level >= from_seriousness]


@given(st.lists(st.sampled_from(TrackKind.values)))
def test_hse_is_what_representatives_take_part_in(kinds):
    assert tracks.is_hse(kinds) == any(kind in HSE_TRACKS for kind in kinds)
    assert tracks.in_order(kinds) == sorted(set(kinds), key=TrackKind.values.index)
