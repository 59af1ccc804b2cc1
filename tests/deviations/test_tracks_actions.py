"""[D4] A report finds the laws it follows; each notice is decided with a reason, and none is left out in silence."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions import flow, notices, people, tracks
from deviations.actions.codes import report_without_name
from deviations.actions.facts import edit_facts
from deviations.actions.notices_watch import watch
from deviations.actions.reporting import Report
from deviations.choices import Circle, EntryKind, NoticeDecision, TrackKind
from deviations.models import DeviationSettings, Entry, Track, TrackNotice
from deviations.queries.flow import other_needs
from deviations.queries.tracks import undecided
from kvalitet.access.choices import Role
from kvalitet.deadlines.actions import snooze
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice
from kvalitet.web.errors import Refused
from tests.deviations.cases import begun, fresh
from tests.deviations.tracked import GOOD_FRIDAY, OSLO, category, deadlines_of, notice_of, track_of, tracked

PRIVACY, PATIENT = TrackKind.PRIVACY, TrackKind.PATIENT


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def told(person, words):
    return Notice.objects.filter(recipient=person, title__contains=words)


def test_a_breach_reported_on_good_friday_is_due_on_easter_monday(world, time_machine):
    """[I5] The deadline is statutory, the handler's, and says the hour."""
    time_machine.move_to(GOOD_FRIDAY, tick=False)
    event = tracked(world, PRIVACY)
    notice = notice_of(event, "datatilsynet")
    assert notice.due_at == datetime(2026, 4, 6, 13, 30, tzinfo=UTC)
    deadline = deadlines_of(notice).get()
    assert (deadline.statutory, deadline.due.isoformat(), deadline.role) == (True, "2026-04-06", Role.LEADER)
    assert deadline.title == f"Avklar varsel til Datatilsynet innen mandag 6. april kl. 15.30, sak {event.number}"
    assert told(world.kari, "Brudd på personvernet").get().statutory


def test_a_statutory_notice_cannot_be_put_off(world):
    notice = notice_of(tracked(world, PRIVACY), "datatilsynet")
    with pytest.raises(Refused, match="lovpålagt"):
        snooze(deadlines_of(notice).get(), until=timezone.localdate(), reason="Senere", by=world.kari)


def test_event_keeps_copies_for_lists_and_access(world):
    event = tracked(world, TrackKind.VIOLENCE, TrackKind.HSE, seriousness=4)
    assert event.track_kinds == ["hse", "injury", "serious_injury", "violence"]
    assert event.is_hse
    tracks.remove_track(track_of(event, "serious_injury"), reason="Ingen ble alvorlig skadet.", by=world.kari)
    assert fresh(event).track_kinds == ["hse", "injury", "violence"]


def test_what_must_be_called_at_once_is_told_the_leader_above_too(world):
    """[E1] Arbeidstilsynet and police; restricted cases are told to nobody but the handler."""
    event = tracked(world, TrackKind.HSE, seriousness=4, text="En maler falt fra stillaset.")
    assert {one.duty for one in undecided(event)} == {"arbeidstilsynet", "politi", "verneombud"}
    assert told(world.kari, "Alvorlig skade").exists()
    assert told(world.eli, "Alvorlig skade").exists()
    assert not told(world.anne, "Alvorlig skade").exists()


def test_nobody_is_told_of_a_case_about_the_leader_but_its_handler(world):
    event = tracked(world, TrackKind.HSE, seriousness=4, is_about_leader=True)
    assert event.handler == world.eli
    assert not told(world.kari, "").exists()
    assert {row.assignee for row in deadlines_of(notice_of(event, "politi"))} == {f"person:{world.eli.pk}"}
    assert told(world.eli, "Et lovpålagt varsel").exists()


def test_mild_patient_events_are_ruled_out_in_the_open_and_asked_about_when_they_get_worse(world):
    event = tracked(world, PATIENT, seriousness=2)
    notice = notice_of(event, "helsetilsynet")
    assert (notice.decision, notice.by) == (NoticeDecision.NOT_REQUIRED, None)
    assert "«Moderat»" in notice.reason
    assert not deadlines_of(notice).filter(done_at=None).exists()
    edit_facts(event, seriousness=3, by=world.kari)
    notice = notice_of(event, "helsetilsynet")
    assert notice.is_undecided
    assert deadlines_of(notice).filter(done_at=None, cancelled_at=None).count() == 1


def test_a_new_category_brings_its_laws_and_drops_none(world):
    event = tracked(world, PRIVACY)
    edit_facts(event, category=category(world, TrackKind.SCHOOL), by=world.kari)
    assert fresh(event).track_kinds == ["privacy", "school"]
    tracks.remove_track(track_of(event, "school"), reason="Gjelder ikke en elev.", by=world.kari)
    edit_facts(fresh(event), seriousness=1, by=world.kari)
    assert fresh(event).track_kinds == ["privacy"]
    assert track_of(event, "school").removed_reason == "Gjelder ikke en elev."


def test_who_was_told_is_kept_and_the_deadline_is_done(world):
    event = tracked(world, PRIVACY)
    notice = notice_of(event, "datatilsynet")
    made = notices.record_told(notice, notified_at=timezone.now(), receiver="Altinn", reference="AR12", by=world.kari)
    assert (made.decision, made.by, made.reference) == (NoticeDecision.NOTIFIED, world.kari, "AR12")
    assert deadlines_of(notice).get().done_at is not None
    assert Entry._base_manager.filter(
        deviation=event, kind=EntryKind.TRACK, text__startswith="Datatilsynet er"
    ).exists()


def test_told_too_late_needs_a_reason_where_the_law_counts_hours(world, time_machine):
    """[E1] Late → give reasons."""
    time_machine.move_to(GOOD_FRIDAY, tick=False)
    event = tracked(world, PRIVACY)
    time_machine.move_to(GOOD_FRIDAY + timedelta(hours=73), tick=False)
    late = {"notified_at": timezone.now(), "receiver": "Altinn", "by": world.kari}
    with pytest.raises(Refused, match="Skriv hvorfor"):
        notices.record_told(notice_of(event, "datatilsynet"), **late)
    made = notices.record_told(notice_of(event, "datatilsynet"), **late, late_reason="Oppdaget omfanget i påsken.")
    assert made.was_late
    notices.record_told(notice_of(event, "berorte"), **late)


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_ruled_out_without_a_reason(world, reason):
    event = tracked(world, PRIVACY)
    with pytest.raises(Refused, match="hvorfor"):
        notices.record_not_required(notice_of(event, "datatilsynet"), reason=reason, by=world.kari)
    with pytest.raises(Refused, match="hvorfor"):
        tracks.remove_track(track_of(event, PRIVACY), reason=reason, by=world.kari)
    assert undecided(event).count() == 2


def test_two_who_decide_at_once_the_second_is_told(world):
    event = tracked(world, PRIVACY)
    mine, yours = notice_of(event, "datatilsynet"), notice_of(event, "datatilsynet")
    notices.record_not_required(mine, reason="Brevet kom uåpnet i retur.", by=world.kari)
    with pytest.raises(Refused, match="akkurat nå"):
        notices.record_told(yours, notified_at=timezone.now(), receiver="Altinn", by=world.eli)


def test_a_case_cannot_be_ended_before_all_is_decided(world):
    event = begun(world, tracked(world, PRIVACY))
    needs = {need.key: need.is_met for need in other_needs(fresh(event))}
    assert (needs["notices"], needs["documentation"]) == (False, False)
    with pytest.raises(Refused, match="lovpålagte"):
        flow.reject(fresh(event), text="Ikke et avvik.", by=world.kari)
    for duty in ("datatilsynet", "berorte"):
        notices.record_not_required(notice_of(event, duty), reason="Brevet kom uåpnet i retur.", by=world.kari)
    document(event, world)
    assert all(need.is_met for need in other_needs(fresh(event)))
    assert flow.reject(fresh(event), text="Ikke et avvik.", by=world.kari).closed_at


def document(event, world):
    fields = {"breach_kinds": ["confidentiality"], "people_count": 1, "data_kinds": "Vedtak"}
    texts = {"effects": "Naboen kan ha sett vedtaket.", "remedies": "Brevet er hentet."}
    return tracks.document(track_of(event, PRIVACY), fields={**fields, **texts}, by=world.kari)


def test_every_breach_is_documented_also_when_not_notified(world):
    """GDPR art. 33 no. 5."""
    event = tracked(world, PRIVACY)
    half = tracks.document(track_of(event, PRIVACY), fields={"data_kinds": "Vedtak"}, by=world.kari)
    assert not half.is_documented
    assert document(event, world).is_documented


def test_removed_track_answers_with_its_reason_and_may_come_back(world):
    event = tracked(world, PRIVACY)
    tracks.remove_track(track_of(event, PRIVACY), reason="Ingen opplysninger i brevet.", by=world.kari)
    rows = TrackNotice._base_manager.filter(deviation=event)
    assert {(row.decision, row.reason) for row in rows} == {("not_required", "Ingen opplysninger i brevet.")}
    assert other_needs(fresh(event)) == []
    tracks.add_track(fresh(event), kind=PRIVACY, aware_at=timezone.now(), by=world.kari)
    assert undecided(event).count() == 2
    assert fresh(event).track_kinds == ["privacy"]
    assert Track._base_manager.filter(deviation=event).count() == 1


def test_another_moment_of_knowing_moves_the_deadline(world, time_machine):
    time_machine.move_to(datetime(2026, 3, 28, 12, 0, tzinfo=OSLO), tick=False)
    event = tracked(world, PRIVACY)
    assert deadlines_of(notice_of(event, "datatilsynet")).get().title.endswith(f"kl. 13.00, sak {event.number}")
    earlier = datetime(2026, 3, 27, 9, 0, tzinfo=OSLO)
    tracks.set_aware(track_of(event, PRIVACY), aware_at=earlier, reason="Vikaren visste det i går.", by=world.kari)
    assert notice_of(event, "datatilsynet").due_at == earlier.astimezone(UTC) + timedelta(hours=72)
    later = timezone.now() + timedelta(minutes=1)
    with pytest.raises(Refused, match="fram i tid"):
        tracks.set_aware(track_of(event, PRIVACY), aware_at=later, reason="Feil", by=world.kari)


def test_leader_who_receives_a_school_case_knows(world):
    """[E1] § 12-4: tell rektor. Another who receives it doesn't."""
    first, second = (tracked(world, TrackKind.SCHOOL, text="En elev blir stengt ute.") for _number in range(2))
    flow.receive(first, by=world.kari)
    flow.receive(second, by=world.kim)
    assert notice_of(first, "rektor").receiver == str(world.kari)
    assert notice_of(second, "rektor").is_undecided


def test_deadlines_follow_the_handler_and_the_circle(world):
    event = tracked(world, PRIVACY)
    people.set_handler(event, handler=world.eli, by=world.kari)
    open_rows = deadlines_of(notice_of(event, "datatilsynet")).filter(cancelled_at=None)
    assert [row.responsible for row in open_rows] == [world.eli]
    people.set_circle(fresh(event), circle=Circle.CONFIDENTIAL, reason="Gjelder en bruker.", by=world.kari)
    assert [row.title.partition(" innen")[0] for row in open_rows.all()] == ["Avklar varsel"]


def test_hours_are_watched_through_the_night_and_each_mark_is_told_once(world, time_machine):
    time_machine.move_to(GOOD_FRIDAY, tick=False)
    event = tracked(world, PRIVACY)
    first = told(world.kari, "Brudd på personvernet").count()
    marks = [(47, 0, 0), (49, 1, 0), (60, 1, 0), (67, 2, 1), (70, 2, 1), (73, 3, 2), (80, 3, 2)]
    for hours, kari, eli in marks:
        time_machine.move_to(GOOD_FRIDAY + timedelta(hours=hours), tick=False)
        watch(timezone.now())
        watch(timezone.now())
        assert told(world.kari, "Brudd på personvernet").count() - first == kari, hours
        assert told(world.eli, "Brudd på personvernet").count() == eli, hours
    notices.record_not_required(notice_of(event, "datatilsynet"), reason="Uåpnet i retur.", by=world.kari)
    assert watch(timezone.now()) == 0 or undecided(event).count() == 1


def test_report_without_a_name_tells_neither_person_nor_minute(world):
    """[D1] The track is counted from the beginning of the day; its versions tell no finer time."""
    history.create(DeviationSettings, by=None, municipality=world.municipality, allows_anonymous=True)
    told = Report(world.skole, "Mobilen med brukerlister er borte.", 2, category=category(world, PRIVACY))
    event, _code = report_without_name(told)
    rows = [track_of(event, PRIVACY), notice_of(event, "datatilsynet"), notice_of(event, "berorte")]
    versions = [version for row in rows for version in row.history.all()]
    moments = [rows[0].aware_at, rows[0].created_at, *(version.history_date for version in versions)]
    assert {version.history_user_id for version in versions} == {None}
    assert {f"{timezone.localtime(moment):%H:%M:%S.%f}" for moment in moments} == {"00:00:00.000000"}
    assert rows[1].due_at - rows[0].aware_at == timedelta(hours=72)
