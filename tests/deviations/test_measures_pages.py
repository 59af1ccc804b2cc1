"""Measures that come from an event: made, linked, let go, explained away; what the measure's page tells. [D3]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.measures import link_measure
from deviations.choices import EntryKind
from deviations.models import DeviationMeasure
from deviations.queries.measures import has_measures, unfinished_measures
from goals.actions.improvements import IMPROVEMENTS, improvement_goal
from goals.actions.tasks import report_status
from goals.choices import PlanKind, PlanStatus, TaskStatus
from goals.models import Measure, Plan
from kvalitet.deadlines.models import Deadline
from kvalitet.web.errors import Refused
from tests.deviations.cases import closed, fresh, reported, secret, without_effect


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def url(event, name="measure-create"):
    return reverse(f"deviations:{name}", args=[event.uuid])


def typed(**fields):
    due = timezone.localdate() + timedelta(days=20)
    return {"title": "Legge sklisikre matter", "responsible": "Ola Olsen", "due": f"{due:%Y-%m-%d}", **fields}


def made(event):
    return Measure._base_manager.get(deviation_links__deviation=event)


def test_leader_makes_a_measure_and_the_responsible_is_reminded(world, sign_in):
    """[D3]"""
    event = reported(world)
    assert sign_in(world.kari).post(url(event), typed()).status_code == 303
    measure = made(event)
    assert (measure.unit, measure.goal.title, measure.plan.status) == (world.skole, IMPROVEMENTS, PlanStatus.PUBLISHED)
    assert Deadline.objects.of(measure.tasks.get()).open().get().responsible == world.ola
    assert event.entries.get(kind=EntryKind.MEASURE).text == "Nytt tiltak: Legge sklisikre matter"
    assert has_measures(event)
    assert unfinished_measures(event) == [measure]
    codes = {name: sign_in(getattr(world, name)).get(url(event)).status_code for name in ("ola", "per", "rolf", "nils")}
    assert codes == {"ola": 403, "per": 404, "rolf": 403, "nils": 404}


def test_a_done_measure_is_not_unfinished(world, sign_in):
    event = reported(world)
    sign_in(world.kari).post(url(event), typed())
    task = made(event).tasks.get()
    report_status(task, status=TaskStatus.DONE, progress=100, comment="", evidence="", by=world.ola)
    assert unfinished_measures(event) == []
    assert has_measures(event)


def test_improvements_share_one_goal_and_leave_the_draft_alone(world, sign_in):
    """The school has only a draft: its improvements get a plan of their own, once."""
    for text in ("Noe skjedde med taket", "Noe skjedde med døren"):
        sign_in(world.kari).post(url(reported(world, text)), typed(title=text))
    plans = Plan._base_manager.filter(unit=world.skole, name=IMPROVEMENTS)
    assert plans.get().kind == PlanKind.PROGRAMME
    assert plans.get().goals.get().measures.count() == 2
    world.draft.refresh_from_db()
    assert world.draft.status == PlanStatus.DRAFT


def test_a_unit_with_a_plan_in_force_gets_the_goal_there(world):
    plan = Plan._base_manager.get(pk=world.draft.pk)
    Plan._base_manager.filter(pk=plan.pk).update(status=PlanStatus.PUBLISHED)
    goal = improvement_goal(world.skole, year=timezone.localdate().year, by=world.kari)
    assert (goal.plan, goal.title) == (plan, IMPROVEMENTS)
    assert improvement_goal(world.skole, year=timezone.localdate().year, by=world.kari) == goal


def test_a_goal_of_the_plan_can_be_chosen(world, sign_in):
    event = reported(world)
    assert sign_in(world.kim).post(url(event), typed(goal=world.goal.uuid)).status_code == 303
    assert made(event).goal == world.goal
    assert sign_in(world.kari).post(url(reported(world)), typed(goal=world.goal.uuid)).status_code == 422


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Skriv hva som skal gjøres."),
        ({"responsible": "Ukjent Person"}, "Vi finner ingen som heter «Ukjent Person»."),
        ({"responsible": "Nils Nordli"}, "Vi finner ingen som heter «Nils Nordli»."),
        ({"due": "2001-01-01"}, "Fristen kan ikke være en dag som har vært."),
        ({"due": "2099-01-01"}, "Fristen er for langt fram."),
        ({"due": "i morgen"}, "Skriv datoen slik: 31.12.2026."),
        ({"goal": "tull"}, "Velg et mål fra listen."),
    ],
)
def test_wrong_fields_keep_what_was_typed(world, sign_in, fields, words):
    event = reported(world)
    answer = sign_in(world.kari).post(url(event), typed(description="Tatt vare på", **fields))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Tatt vare på" in answer.text
    assert not has_measures(event)


def test_an_existing_measure_is_found_linked_and_let_go(world, sign_in):
    event, client = reported(world), sign_in(world.kari)
    page = client.get(url(event, "measure-link"), {"q": "miljø"})
    assert "Ansette miljøterapeut" in page.text
    assert "Kjøpe bøker" not in page.text
    chosen, found = {"measure": world.measure.uuid}, f"{url(event, 'measure-link')}?q=miljø"
    assert client.post(found, chosen).status_code == 303
    assert client.post(found, chosen).status_code == 422
    link = DeviationMeasure._base_manager.get(deviation=event)
    away = reverse("deviations:measure-unlink", args=[link.uuid])
    assert sign_in(world.ola).post(away, {"reason": "Feil"}).status_code == 403
    assert sign_in(world.nils).post(away, {"reason": "Feil"}).status_code == 404
    assert client.post(away, {}).status_code == 422
    assert client.post(away, {"reason": "Feil tiltak"}).status_code == 303
    assert not has_measures(event)
    assert DeviationMeasure.history.filter(id=link.pk).first().history_type == "-"
    assert Measure._base_manager.filter(pk=world.measure.pk).exists()


def test_no_measure_is_explained_until_there_is_one(world, sign_in):
    event, client = reported(world), sign_in(world.kari)
    page = url(event, "measure-none")
    assert client.post(page, {"reason": "", "version": event.version}).status_code == 422
    assert client.post(page, {"reason": "Rettet med en gang", "version": event.version}).status_code == 303
    assert fresh(event).no_measure_reason == "Rettet med en gang"
    assert client.post(page, {"reason": "Noe annet", "version": event.version}).status_code == 422
    client.post(url(event), typed())
    assert fresh(event).no_measure_reason == ""
    answer = client.post(page, {"reason": "Likevel ikke", "version": fresh(event).version})
    assert "Saken har tiltak" in answer.text


def test_a_closed_case_is_opened_before_its_measures_change(world):
    event = closed(world)
    with pytest.raises(Refused, match="Gjenåpne"):
        link_measure(event, world.measure, by=world.kari)
    link_measure(without_effect(event), world.measure, by=world.kari)


def test_a_measure_of_another_municipality_is_refused(world):
    event = reported(world, unit=world.asheim, by=world.nils)
    with pytest.raises(Refused, match="annen kommune"):
        link_measure(event, world.measure, by=world.nils)


def test_the_words_of_a_confidential_case_are_confirmed(world, sign_in):
    event, client = secret(reported(world)), sign_in(world.kari)
    assert "Saken er fortrolig, men tiltaket er det ikke" in client.get(url(event)).text
    assert "Bekreft at teksten ikke røper noe" in client.post(url(event), typed()).text
    assert client.post(url(event), typed(is_discreet="on")).status_code == 303


def test_the_measure_shows_only_the_events_one_sees(world, sign_in):
    """Hidden events are neither named nor counted. [P4]"""
    shown, hidden = reported(world, "Vått gulv i gangen"), secret(reported(world, "Noe ingen skal vite"))
    for event in (shown, hidden):
        link_measure(event, world.measure, by=world.kari)
    texts = {
        name: sign_in(getattr(world, name)).get(world.measure.get_absolute_url()).text
        for name in ("kari", "rolf", "per")
    }
    assert "Noe ingen skal vite" in texts["kari"]
    assert "Vått gulv i gangen" in texts["rolf"]
    assert "Noe ingen skal vite" not in texts["rolf"]
    assert "Avvik bak tiltaket" not in texts["per"]
