"""Yearly looks at absence: last year's mostly held, this year's on the way, and what leaders think of the routine."""

from datetime import date, timedelta
from random import Random

from goals.actions.plans import close_plan
from goals.actions.tasks import report_status
from goals.choices import PlanKind, PlanStatus, TaskStatus
from goals.models import Measure, MeasureTask, Plan
from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo
from sickleave.actions import analyses as actions
from sickleave.choices import ParticipantRole as Role
from sickleave.models import Analysis
from sickleave.rules.analysis_topics import ACT, GOOD, QUESTIONS, TOPICS, WATCH

TEXTS = {
    "figures_text": "Fraværet er høyest i november og februar, og det meste er langt. Korttid er som året før.",
    "physical_text": "Forflytninger alene om natten er tyngst. To av takheisene har vært ute av drift i perioder.",
    "psychosocial_text": "Bemanningen i helgene gir for lite tid til opplæring. Tonen i personalgruppen er god.",
    "presence_text": "Faste team, rask hjelp fra leder og muligheten til å bytte oppgaver når det trengs.",
    "agreed_text": "Vi prøver to på nattevakt i tre måneder, og setter av tid til opplæring på fagdagene.",
}
RATINGS = {"strain": ACT, "equipment": WATCH, "load": WATCH, "hours": WATCH}
MEASURES = (
    ("To på nattevakt i tre måneder, med vurdering etterpå", 90),
    ("Serviceavtale på takheiser og senger", 45),
)
NAV = (
    "Kontaktpersonen svarer raskt, og det er lett å få til møter.",
    "Det tar lang tid før NAV kaller inn til dialogmøte 2.",
    "Bra når vi får tak i noen, men vi møter nye folk hver gang.",
)
BETTER = (
    "Flere eksempler på god tilrettelegging.",
    "Korte kurs for nye ledere.",
)


def tell(demo: Demo) -> None:
    """Let every unit have its meetings, and leaders and HR their say."""
    year = demo.today.year
    for number in (year - 1, year):
        with at(min(date(number, 1, 15), demo.today)):
            actions.plan_year(min(date(number, 1, 15), demo.today))
    led = {demo.units[key].pk: leader for key, leader in demo.leaders.items() if key in demo.units}
    rows = Analysis._base_manager.filter(municipality=demo.municipality).select_related("unit", "municipality")
    for place, row in enumerate(rows.order_by("year", "unit__path")):
        day = date(row.year, 9, 1) + timedelta(days=place * 3 % 70)
        is_chosen = place % 9 != 4 if row.year < year else place % 5 == 1
        if is_chosen and day < demo.today and row.unit_id in led and not _is_told(demo, row):
            _hold(row, day, by=led[row.unit_id], is_told=False)
        elif row.year < year and _is_told(demo, row):
            _hold(row, date(row.year, 10, 14), by=demo.users["avdelingsleder"], is_told=True)
    _close_last_year(demo, year)
    _answers(demo, year)


def _close_last_year(demo: Demo, year: int) -> None:
    """Let what came of last year's meetings be behind, as its other plans are."""
    with at(date(year, 1, 20)):
        for plan in Plan._base_manager.filter(
            municipality=demo.municipality, kind=PlanKind.PROGRAMME, ends_year=year - 1, status=PlanStatus.PUBLISHED
        ):
            close_plan(plan, by=demo.users["avdelingsleder"])


def _is_told(demo: Demo, row: Analysis) -> bool:
    return row.unit_id == demo.units["langtid"].pk


def _hold(row: Analysis, day: date, *, by: Person, is_told: bool) -> None:
    ratings = {topic.code: GOOD for topic in TOPICS} | (RATINGS if is_told else {"load": WATCH})
    fields = {"held_on": day, "ratings": ratings, "roles": [Role.LEADER, Role.HR, Role.SAFETY]}
    fields |= TEXTS if is_told else {"agreed_text": "Vi fortsetter som i dag, og ser på bemanningen til våren."}
    with at(day, hour=13):
        row = actions.save_analysis(row, fields=fields, by=by)
        for title, days in MEASURES if is_told else ():
            told = actions.NewMeasure(title=title, responsible=by, due=day + timedelta(days=days))
            _finish(actions.add_measure(row, told=told, by=by), by)


def _finish(measure: Measure, by: Person) -> None:
    for task in MeasureTask._base_manager.filter(measure=measure):
        report_status(task, status=TaskStatus.DONE, progress=100, comment="Gjort som avtalt.", evidence="", by=by)


def _answers(demo: Demo, year: int) -> None:
    chance = Random(year)  # noqa: S311 — the same each time
    asked = [demo.users["hr"], *(leader for key, leader in demo.leaders.items() if key in demo.units)]
    people = list({person.pk: person for person in asked if person != demo.users["avdelingsleder"]}.values())
    with at(demo.today - timedelta(days=12), hour=10):
        for number, person in enumerate(people[:14]):
            answers = {code: str(chance.choice((2, 3, 3, 4, 4, 5))) for code, _label in QUESTIONS}
            fields = {"answers": answers, "nav_text": NAV[number] if number < len(NAV) else ""}
            fields |= {"better_text": BETTER[number] if number < len(BETTER) else ""}
            actions.answer_routine(person, year=year, fields=fields)
