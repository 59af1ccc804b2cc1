"""What is deleted is gone from every table; what isn't due, or is held back, stays; the sums stay. [S5]"""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.history import actions as history
from kvalitet.notifications.choices import Kind
from kvalitet.notifications.models import Notice
from kvalitet.web.errors import Refused
from sickleave.actions import aggregates, retention
from sickleave.actions.absences import withdraw_absence
from sickleave.actions.syncing import sync_people
from sickleave.choices import AbsenceKind, ContactForm, HoldReason
from sickleave.models import Absence, Case, CaseLook, Contact, Deletion, MonthlyAbsence, SickLeaveSettings
from sickleave.queries.retention import counts, times_of
from sickleave.rules.retention import Paper
from tests.privacy.dump import added, dump, where_is
from tests.sickleave.filled import SECRET, absent, case_of, fill, tell

LONG_AGO = date(2020, 2, 3)
TELLS_NOBODY = {
    *("sickleave_deletion", "sickleave_monthlyabsence", "sickleave_listlook"),
    "notifications_notice",  # digests, which say how many things they told
    *("django_session", "signin_visit", "organisation_person", "organisation_historicalperson"),
}


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def old_case(world):
    """Ola was away for two months long ago; everything was done, and the case closed."""
    absent(world.ola, LONG_AGO, 60, by=world.kari)
    case = case_of(world.ola)
    fill(case, leader=world.kari, hr=world.heidi)
    tell(case, world.kari, world.heidi)
    sync_people([world.ola.pk], LONG_AGO + timedelta(days=100))
    return Case.objects.get(pk=case.pk)


def due_in(world):
    today = timezone.localdate()
    return counts(world.municipality, times_of(world.municipality, today))


def confirm(world):
    found = due_in(world)
    return retention.confirm(world.municipality, listed=found, today=timezone.localdate(), by=world.heidi)


def test_nothing_of_the_person_is_left_in_any_table(world, sign_in):
    """[S5] Rows, versions, deadlines, notices, put-off reminders, looks, and why HR opened it."""
    before = dump()
    absent(world.ola, LONG_AGO, 60, by=world.kari)
    case = case_of(world.ola)
    fill(case, leader=world.kari, hr=world.heidi)
    tell(case, world.kari, world.heidi)
    sync_people([world.ola.pk], LONG_AGO + timedelta(days=100))
    mistake = absent(world.ola, LONG_AGO + timedelta(days=200), 3, kind=AbsenceKind.CHILD)
    aggregates.recompute_months(LONG_AGO, LONG_AGO + timedelta(days=60))
    was = list(MonthlyAbsence.objects.values_list("unit", "month", "agreed", "lost_certified"))
    hr = sign_in(world.heidi)
    plan = reverse("sickleave:plan", args=[case.uuid])
    said = {"look_reason": "Tilsyn spør om planen.", "to": plan}
    assert hr.post(reverse("sickleave:case-open", args=[case.uuid]), said).headers["Location"] == plan
    assert hr.get(plan).status_code == 200
    assert Notice.objects.filter(url__contains=str(case.uuid)).exists()
    assert where_is(str(case.uuid))
    confirm(world)
    assert retention.carry_out() > 0
    assert not where_is(str(case.uuid))
    assert not where_is(str(mistake.uuid))
    assert not where_is(SECRET)
    assert set(added(before, dump())) <= TELLS_NOBODY
    assert not Notice.objects.exclude(kind=Kind.DIGEST).exists()
    assert not Notice.objects.filter(url__contains="sykefravaer").exists()
    assert set(was) <= set(MonthlyAbsence.objects.values_list("unit", "month", "agreed", "lost_certified"))
    assert was
    assert not MonthlyAbsence.objects.filter(is_frozen=False, lost_certified__gt=0).exists()


def test_what_people_took_away_themselves_goes_too(world, old_case):
    """A case that became one with another, and an absence registered by mistake, live on in versions only."""
    before = {word: where_is(word) for word in (SECRET,)}
    assert before[SECRET]
    gone = history.create(
        Case, by=None, person=old_case.person, unit=old_case.unit, municipality=old_case.municipality,
        starts=LONG_AGO, ends=LONG_AGO, counted_days=1, law_version=old_case.law_version,
    )  # fmt: skip
    lost = str(gone.uuid)
    history.remove(gone, by=None)
    mistake = absent(world.ola, date(2018, 1, 8), 2, kind=AbsenceKind.CHILD)
    withdraw_absence(mistake, by=world.kari)
    Absence.history.filter(id=mistake.pk).update(history_date=timezone.now() - timedelta(days=5 * 366))
    confirm(world)
    retention.carry_out()
    assert not where_is(lost)
    assert not where_is(str(mistake.uuid))


def test_a_young_case_stays_and_loses_its_notes_after_a_year(world, old_case):
    """Each kind has its own time; the talk itself stays with the case."""
    closed = timezone.localdate() - timedelta(days=400)
    history.apply(old_case, {"closed_on": closed}, by=None)
    Absence.objects.all().update(starts=closed - timedelta(days=70), ends=closed - timedelta(days=20))
    assert due_in(world) == {Paper.NOTES: 1, Paper.CASES: 0, Paper.ABSENCES: 0}
    confirm(world)
    retention.carry_out()
    contact = Contact.objects.get()
    assert (contact.note, contact.form) == ("", ContactForm.PHONE)
    assert {row.note for row in Contact.history.all()} == {""}
    assert CaseLook.objects.count() == 2
    assert Deletion.objects.get().deleted == {"notes": 1, "cases": 0, "absences": 0}


def test_an_open_case_is_never_due(world):
    absent(world.ola, LONG_AGO, 3000, by=world.kari, today=LONG_AGO + timedelta(days=30))
    assert due_in(world) == {Paper.NOTES: 0, Paper.CASES: 0, Paper.ABSENCES: 0}


def test_a_case_held_back_stays_with_its_absences(world, old_case):
    """Until HR lets it go."""
    tomorrow = timezone.localdate() + timedelta(days=30)
    held = retention.hold(old_case, reason=HoldReason.DISPUTE, text="Klage.", review_on=tomorrow, by=world.heidi)
    assert due_in(world) == {Paper.NOTES: 0, Paper.CASES: 0, Paper.ABSENCES: 0}
    with pytest.raises(Refused):
        confirm(world)
    retention.release(held, by=world.heidi)
    assert due_in(world)[Paper.CASES] == 1


def test_held_back_after_the_confirmation_it_stays_too(world, old_case):
    confirm(world)
    later = timezone.localdate() + timedelta(days=30)
    retention.hold(old_case, reason=HoldReason.INJURY, text="Yrkesskade.", review_on=later, by=world.heidi)
    retention.carry_out()
    assert Case.objects.filter(pk=old_case.pk).exists()
    assert Deletion.objects.get().done_at is not None


def test_what_is_confirmed_is_what_was_read(world, old_case):
    """Another list than the one on the page is refused, and so is a second confirmation."""
    with pytest.raises(Refused, match="endret"):
        retention.confirm(world.municipality, listed={"cases": 9}, today=timezone.localdate(), by=world.heidi)
    confirm(world)
    with pytest.raises(Refused, match="allerede bekreftet"):
        confirm(world)


def test_longer_times_chosen_afterwards_do_not_undo_nor_widen_what_was_confirmed(world, old_case):
    settings = history.create(SickLeaveSettings, by=None, municipality=world.municipality, paper_months=240)
    assert due_in(world)[Paper.CASES] == 0
    history.apply(settings, {"paper_months": 36}, by=None)
    made = confirm(world)
    assert made.months["cases"] == 36


def test_stopped_half_way_it_goes_on(world, old_case, monkeypatch):
    """Each batch is whole or not at all, and is counted once."""
    absent(world.dag, LONG_AGO, 40)
    sync_people([world.dag.pk], LONG_AGO + timedelta(days=100))
    monkeypatch.setattr(retention, "CASES_AT_ONCE", 1)
    deletion = confirm(world)
    assert deletion.listed["cases"] == 2
    assert retention.carry_out(seconds=0) == 0
    assert retention._batch(deletion.pk) == 1
    assert retention._batch(deletion.pk) == 1
    assert Case.objects.count() == 1
    retention.carry_out()
    assert Deletion.objects.get().deleted == {"notes": 1, "cases": 2, "absences": 2}


def test_no_case_is_made_again_of_what_was_deleted(world, old_case):
    """Absences outlive their case; reckoning them anew makes no new one."""
    history.create(SickLeaveSettings, by=None, municipality=world.municipality, absence_months=240)
    confirm(world)
    retention.carry_out()
    assert Absence.objects.count() == 1
    sync_people([world.ola.pk], timezone.localdate())
    assert Case.objects.count() == 0


def test_the_neighbours_cases_are_not_touched(world, old_case):
    absent(world.nils, LONG_AGO, 60)
    sync_people([world.nils.pk], LONG_AGO + timedelta(days=100))
    confirm(world)
    retention.carry_out()
    assert [case.person for case in Case.objects.all()] == [world.nils]


def test_by_hand_it_counts_or_deletes_and_prints_numbers_only(world, old_case):
    out = StringIO()
    call_command("purge_sick_leave", "--dry-run", stdout=out)
    assert "fjordvik-test: notes 1, cases 1, absences 1" in out.getvalue()
    assert Case.objects.exists()
    call_command("purge_sick_leave", "--confirm", "--municipality", "fjordvik-test", stdout=out)
    assert "deleted: notes 1, cases 1, absences 1" in out.getvalue()
    assert not Case.objects.exists()
    assert "Ola" not in out.getvalue()
    with pytest.raises(CommandError):
        call_command("purge_sick_leave", "--confirm", "--municipality", "ingen", stdout=out)
