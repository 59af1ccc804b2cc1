"""[S6] The page of figures: presence first, whole months only, and nothing of a few people, also in Excel."""

from datetime import date
from decimal import Decimal as D
from io import BytesIO
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from goals.actions.goals import create_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import create_plan, publish_plan
from goals.choices import Perspective, PlanKind
from kvalitet.calendar.periods import add_months
from sickleave.models import MonthlyAbsence
from tests.factories import UnitFactory

TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 1)
URL = "/sykefravaer/tall/"
EXCEL = "/sykefravaer/tall/excel/"


@pytest.fixture(autouse=True)
def today():
    """Let it be the day the numbers are of."""
    with mock.patch.object(timezone, "localdate", side_effect=lambda value=None: value or TODAY):
        yield TODAY


def month(unit, first: date, *, people: int = 40, lost_self: int = 12, certified: int = 36, of_each: int = 9) -> None:
    """Store a month of a unit itself, as the statement would."""
    MonthlyAbsence._base_manager.create(
        municipality=unit.municipality,
        unit=unit,
        month=first,
        headcount=people,
        absent_count=min(people, 2 * of_each),
        agreed=D(20 * people),
        lost_self=lost_self,
        lost_certified=certified,
        lost_short=lost_self + 6,
        lost_long=certified - 6,
        lost_graded=certified // 3,
        **dict.fromkeys(("new_self", "new_certified", "new_whole", "new_graded", "new_short", "new_long"), of_each),
    )


def years(unit, months: int = 37, **told) -> None:
    for number in range(months):
        first = add_months(OCTOBER, -number)
        month(unit, first, **{"certified": 30 + first.month % 5, **told})


@pytest.fixture
def counted(world):
    """Three years at the school and at the nursing home; three people at SFO; the neighbour has its own."""
    with scopes_disabled():
        years(world.skole)
        years(world.sykehjem, people=60)
        years(world.barnehage, people=9, lost_self=2, certified=7, of_each=1)
        years(world.sfo, people=3, lost_self=1, certified=9, of_each=1)
        years(world.asheim)
    return world


def read(client, unit=None, **more) -> str:
    response = client.get(URL, {**({"enhet": unit.uuid} if unit else {}), **more})
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_presence_stands_first_and_adds_up_with_absence(counted, sign_in):
    """The school in October: 12 + 30 of 800 at the school and 1 + 9 of 60 at SFO are 52 of 860: 6.0 %."""
    body = read(sign_in(counted.kari), counted.skole)
    assert "Nærværet i oktober 2026 var 94,0 %, og sykefraværet 6,0 %." in body
    assert body.index("Nærvær i oktober 2026") < body.index("Sykefravær i oktober 2026")
    assert "tapte dagsverk av avtalte dagsverk" in body


@pytest.mark.parametrize("name", ["ola", "kim", "siri", "rolf", "nils"])
def test_those_without_figures_of_the_unit_get_404(counted, sign_in, name):
    """[P2, P4] The leader, HR, the chief executive and the representatives see the same address."""
    for allowed in ("kari", "heidi", "anne", "vera", "tore"):
        assert sign_in(counted.people[allowed]).get(URL, {"enhet": counted.skole.uuid}).status_code == 200
    for address in (URL, EXCEL):
        assert sign_in(counted.people[name]).get(address, {"enhet": counted.skole.uuid}).status_code == 404


def test_a_leader_gets_404_for_the_unit_above_and_the_one_beside(counted, sign_in):
    client = sign_in(counted.kari)
    for unit in (counted.oppvekst, counted.barnehage, counted.asheim):
        assert client.get(URL, {"enhet": unit.uuid}).status_code == 404
        assert client.get(EXCEL, {"enhet": unit.uuid}).status_code == 404
    assert client.get(URL, {"enhet": "tull"}).status_code == 404


def test_one_must_be_signed_in(client, world):
    assert client.get(URL).status_code == 302
    assert client.get(EXCEL).status_code == 302


@pytest.mark.parametrize("wanted", ["tull", "2026-11", "2026-13", "1890-01"])
def test_a_month_that_makes_no_sense_or_still_runs_is_told(counted, sign_in, wanted):
    """A running month would tell from day to day who fell ill."""
    client = sign_in(counted.kari)
    response = client.get(URL, {"maned": wanted})
    assert response.status_code == 422
    assert "En måned vises når den er slutt" in response.content.decode()
    assert client.get(EXCEL, {"maned": wanted}).status_code == 404


def test_a_month_can_be_chosen(counted, sign_in):
    assert "Nærværet i mai 2025 var" in read(sign_in(counted.kari), counted.skole, maned="2025-05")


def test_three_people_are_hidden_and_not_to_be_reckoned_from_the_others(counted, sign_in):
    """SFO is small; the school itself would tell it, so only the school as a whole is shown."""
    client = sign_in(counted.kari)
    body = read(client, counted.sfo)
    assert "Tallene for denne enheten er skjult" in body
    assert "Last ned i Excel" not in body
    assert "Enhet for enhet" in read(client, counted.skole)
    rows = client.get(URL, {"enhet": counted.skole.uuid}).context["units"]
    assert [(one.name, one.absence) for one in rows if one.uuid] == [("SFO Solbakken", "skjult")]


def test_a_split_of_few_people_is_hidden_and_that_of_many_is_shown(counted, sign_in):
    lines = sign_in(counted.hilde).get(URL, {"enhet": counted.sykehjem.uuid}).context["lines"]
    assert lines[0].name == "2. tertial 2026"
    assert "skjult" not in lines[0].cells
    lines = sign_in(counted.eli).get(URL, {"enhet": counted.barnehage.uuid}).context["lines"]
    assert lines[0].absence != "skjult"
    assert set(lines[0].cells[2:]) == {"skjult"}


def test_units_stand_by_name_against_themselves(counted, sign_in):
    response = sign_in(counted.anne).get(URL)
    assert [one.name for one in response.context["units"] if one.uuid] == ["Helse og omsorg", "Oppvekst"]
    assert "alfabetisk rekkefølge" in response.content.decode()


def test_the_chart_takes_the_season_out_and_marks_what_was_begun(counted, sign_in):
    with scopes_disabled():
        told = {"kind": PlanKind.UNIT_PLAN, "name": "Nærværsplan", "starts_year": 2026, "ends_year": 2026}
        plan = create_plan(unit=counted.skole, by=counted.kari, **told)
        goal = create_goal(plan, title="Nærvær", perspective=Perspective.EMPLOYEES, by=None)
        create_measure(
            goal,
            title="Faste vikarer på skolen",
            starts=date(2026, 2, 1),
            responsible=[ResponsibleChoice(person=counted.kari)],
            by=None,
        )
        publish_plan(plan, by=counted.kari)
    body = read(sign_in(counted.kari), counted.skole)
    assert "Er det en reell endring?" in body
    assert "Årstiden er tatt bort" in body
    assert "1. Faste vikarer på skolen" in body


def test_with_a_short_history_nothing_is_judged(world, sign_in):
    with scopes_disabled():
        years(world.skole, 14)
    body = read(sign_in(world.kari), world.skole)
    assert "to hele år med tall" in body


def test_the_cost_has_its_formula_and_hr_may_change_what_it_rests_on(counted, sign_in):
    assert "dagsverk × 2 900 kroner" in read(sign_in(counted.kari), counted.skole)
    assert "Endre prisen på et dagsverk" not in read(sign_in(counted.kari), counted.skole)
    assert "Endre prisen på et dagsverk" in read(sign_in(counted.heidi), counted.skole)


def test_without_anything_registered_the_page_says_so(world, sign_in):
    assert "Ingen tall ennå" in read(sign_in(world.kari))


def test_the_workbook_leaves_out_the_same_numbers(counted, sign_in):
    response = sign_in(counted.eli).get(EXCEL, {"enhet": counted.barnehage.uuid})
    sheets = load_workbook(BytesIO(response.content))
    assert "barnehage" not in response["Content-Disposition"]
    assert sheets["Fordeling"]["F2"].value == "skjult"
    numbers = {row[0].value: row[1].value for row in sheets["Tall"]}
    assert numbers["Sykefravær i oktober 2026"] == 5.0
    whole = load_workbook(BytesIO(sign_in(counted.kari).get(EXCEL, {"enhet": counted.skole.uuid}).content))
    assert [row[1].value for row in whole["Enhet for enhet"] if row[0].value == "SFO Solbakken"] == ["skjult"]


def test_the_page_asks_as_much_for_thirty_units_as_for_three(counted, sign_in):
    client = sign_in(counted.anne)
    asked = []
    for count in (3, 27):
        with scopes_disabled():
            for number in range(count):
                unit = UnitFactory(parent=counted.helse, name=f"Avdeling {count} {number}")
                years(unit, 13, people=12)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(URL, {"enhet": counted.helse.uuid}).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_unit_says_how_presence_stands_there(counted, sign_in):
    address = f"/oppsett/organisasjon/{counted.skole.uuid}/"
    told = "Nærværet i oktober 2026 var 94,0\N{NO-BREAK SPACE}%"
    body = sign_in(counted.heidi).get(address).content.decode()
    assert told in body
    assert told not in sign_in(counted.siri).get(address).content.decode()


def test_the_overview_shows_presence_to_those_who_may(counted, sign_in):
    address = f"/styring/?enhet={counted.skole.uuid}"
    assert 'id="narvar"' in sign_in(counted.kari).get(address).content.decode()
    assert 'id="narvar"' not in sign_in(counted.rolf).get(address).content.decode()
