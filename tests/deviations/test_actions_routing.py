"""A report about the leader goes around the leader, who can't see it anywhere. [D11]"""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions import flow, people
from deviations.choices import Circle
from deviations.models import Deviation
from deviations.tasks import give_to_new_handlers
from kvalitet.access.actions import appoint_deputy
from kvalitet.access.decisions import who
from kvalitet.deadlines.models import Deadline
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice
from kvalitet.organisation.actions import set_leader
from kvalitet.web.errors import Refused
from tests.events import event as report_event

SECRET = "Hvithval"


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def case(world):
    """Ola reports something about Kari, who leads the school."""
    return report_event(world, text=f"{SECRET} på møtet.", is_about_leader=True)


def sees(person, case):
    return Deviation.objects.visible_to(type(person).objects.get(pk=person.pk)).filter(pk=case.pk).exists()


def test_it_goes_to_the_level_above_and_the_safety_representative(world, case):
    assert case.handler == world.eli
    assert case.circle == Circle.RESTRICTED
    named = {world.eli, world.vera, world.ola}
    assert {person for person in world.people.values() if sees(person, case)} == named
    assert {viewer.person for viewer in who(case).people} == named
    grant = case.grants.get()
    assert grant.user == world.vera
    assert "verneombudet" in grant.reason


def test_the_leader_is_told_nothing_and_has_no_task(world, case):
    told = set(Notice.objects.values_list("recipient__username", flat=True))
    assert "kari" not in told
    assert {"eli", "vera"} <= told
    assert not Notice.objects.filter(title__contains=SECRET).exists()
    row = Deadline.objects.of(case).open().get()
    assert (row.responsible, row.unit, row.escalation_step) == (world.eli, world.oppvekst, None)
    assert SECRET not in row.title


def test_a_stand_in_who_is_the_leader_sees_nothing(world, case):
    """Eli is away, and Kari stands in for her: not in this."""
    today = timezone.localdate()
    appoint_deputy(world.eli, deputy=world.kari, starts=today, ends=None, reason="Ferie", by=None)
    assert not sees(world.kari, case)
    assert world.kari not in {viewer.person for viewer in who(case).people}


def test_one_who_leads_the_level_above_too_is_passed_by(world):
    set_leader(world.oppvekst, person=world.kari, starts=timezone.localdate(), by=None)
    assert report_event(world, is_about_leader=True).handler == world.anne


def test_a_report_about_the_leader_of_all_goes_to_the_quality_adviser(world):
    case = report_event(world, unit=world.fjordvik, is_about_leader=True)
    assert case.handler == world.kim
    assert not sees(world.anne, case)


def test_a_report_nobody_can_take_is_refused_in_words(world):
    with pytest.raises(Refused, match="varslingskanalen"):
        report_event(world, by=world.nils, unit=world.asheim, category=None, is_about_leader=True)


def test_the_case_is_never_given_to_the_one_it_is_about(world, case):
    with pytest.raises(Refused, match="Saken gjelder denne personen"):
        people.set_handler(case, handler=world.kari, by=world.eli)
    with pytest.raises(Refused, match="Velg en person"):
        people.set_handler(case, handler=None, by=world.eli)
    with pytest.raises(Refused, match="kan ikke sendes"):
        people.send_on(case, unit=world.barnehage, text="Nei.", by=world.eli)
    assert people.set_handler(case, handler=world.anne, by=world.eli).handler == world.anne


def test_it_finds_a_new_handler_when_the_one_who_had_it_has_left(world, case):
    history.apply(world.eli, {"is_active": False}, by=None)
    give_to_new_handlers()
    case.refresh_from_db()
    assert case.handler == world.anne
    assert not sees(world.kari, case)
    before = case.version
    give_to_new_handlers()
    case.refresh_from_db()
    assert case.version == before


def test_the_page_says_who_has_it_to_the_reporter_and_404_to_the_leader(world, sign_in, case):
    url = reverse("deviations:deviation-detail", args=[case.uuid])
    assert sign_in(world.kari).get(url).status_code == 404
    assert sign_in(world.anne).get(url).status_code == 404
    shown = sign_in(world.ola).get(url).content.decode()
    assert "Eli Engen behandler den, og lederen ser den ikke." in shown
    assert sign_in(world.eli).get(url).status_code == 200
    assert sign_in(world.vera).get(url).status_code == 200


def test_the_handler_works_on_it_without_the_leader_hearing_of_it(world, case):
    before = Notice.objects.filter(recipient=world.kari).count()
    event = flow.receive(Deviation.objects.get(pk=case.pk), by=world.eli)
    flow.write_to_reporter(event, text="Takk for at du sa fra.", by=world.eli)
    assert Notice.objects.filter(recipient=world.kari).count() == before
    assert not Notice.objects.filter(title__contains=SECRET).exists()
