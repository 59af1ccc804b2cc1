"""One thread: up, down and beside, always inside what the person may see. [G14]"""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from goals.actions.measures import ResponsibleChoice, create_measure
from goals.choices import DueKind
from goals.models import Goal
from kvalitet.web import thread
from kvalitet.web.thread import Direction, Strand, ThreadRow, register_thread, thread_of

LATE = {"due_kind": DueKind.DATE, "due": date(2020, 1, 1)}


def late_measure(world, title="Sen sak"):
    with scopes_disabled():
        return create_measure(
            world.goal, title=title, responsible=[ResponsibleChoice(person=world.kari)], by=None, **LATE
        )


def panel(response):
    return response.text.partition('id="trad"')[2].partition("</section>")[0]


def test_the_goal_says_that_it_is_red_and_why(world, sign_in):
    """«Målet er rødt: 1 av 3 tiltak er over fristen.»"""
    client = sign_in(world.ola)
    assert "Målet er grønt: 0 av 2 tiltak er fullført, og ingen er over fristen." in panel(
        client.get(world.goal.get_absolute_url())
    )
    late_measure(world)
    found = panel(client.get(world.goal.get_absolute_url()))
    assert "Målet er rødt: 1 av 3 tiltak er over fristen." in found
    assert "Sen sak" in found
    assert "Handlingsplan" in found


def test_the_measure_leads_up_and_shows_what_lies_beside_it(world, sign_in):
    late_measure(world)
    found = panel(sign_in(world.ola).get(world.measure.get_absolute_url()))
    for text in ("Dette bidrar til", "Handlingsplan", "Trygge skoler", "Alle elever har en voksen", "Ved siden av"):
        assert text in found
    assert "Målet er rødt: 1 av 3 tiltak er over fristen." in found
    assert "Ansette miljøterapeut" not in found


def test_the_plan_counts_its_red_goals_and_leads_to_the_unit_plans(world, sign_in):
    late_measure(world)
    found = panel(sign_in(world.kari).get(world.plan.get_absolute_url()))
    assert "1 av 1 mål er rødt: det har tiltak over fristen." in found
    assert "Virksomhetsplan for skolen" in found


def test_a_draft_is_neither_named_nor_counted_to_those_who_cannot_see_it(world, sign_in):
    """[P4] The school's draft shares the goal's service area."""
    with scopes_disabled():
        area = world.skole.service_areas.create(municipality=world.municipality, name="Grunnskole")
        Goal.objects.filter(pk__in=[world.goal.pk, world.draft_goal.pk]).update(service_area=area)
    url = world.goal.get_absolute_url()
    assert "Lesing i alle fag" in panel(sign_in(world.kari).get(url))
    assert "Lesing i alle fag" not in panel(sign_in(world.ola).get(url))
    assert "Virksomhetsplan for skolen" not in panel(sign_in(world.ola).get(world.plan.get_absolute_url()))


def test_the_unit_plan_leads_to_the_plan_above_and_to_all_the_unit_shall(world, sign_in):
    found = panel(sign_in(world.kari).get(world.draft.get_absolute_url()))
    assert "Handlingsplan" in found
    assert "Alt enheten skal, med det som er gitt ovenfra" in found


def test_it_costs_at_most_three_queries_however_many_rows(world, sign_in, monkeypatch):
    client = sign_in(world.kim)
    pages = [world.plan.get_absolute_url(), world.goal.get_absolute_url(), world.measure.get_absolute_url()]

    def asked():
        counts = []
        for url in pages:
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            counts.append(len(captured))
        return counts

    asked()
    few = asked()
    for number in range(10):
        late_measure(world, f"Sen {number}")
    assert asked() == few
    for place in ("plan", "goal", "measure"):
        monkeypatch.setitem(thread._providers, place, [])
    assert all(full - bare <= 3 for full, bare in zip(few, asked(), strict=True))


def test_an_app_above_hangs_up_its_own_strands(monkeypatch):
    """What deviations, risks and indicators will do."""
    monkeypatch.setitem(thread._providers, "goal", [])
    row = ThreadRow("Avvik 1042", "/avvik/1042/", state="Åpent", tone="warning")
    register_thread("goal", lambda request, obj: [Strand(Direction.DOWN, [row], "1 åpent avvik.", "warning")])
    register_thread("goal", lambda request, obj: [])
    found = thread_of("goal", None, None)
    assert (found["sentence"], found["tone"], found["parts"][0]["rows"]) == ("1 åpent avvik.", "warning", [row])


def test_nothing_to_tell_is_no_panel(monkeypatch):
    monkeypatch.setitem(thread._providers, "goal", [])
    assert thread_of("goal", None, None) is None
