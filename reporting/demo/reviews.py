"""The last six months' reviews of a nursing home and a school: five approved, the newest not held yet."""

from datetime import date, time, timedelta

from deviations.actions.measures import NewMeasure
from deviations.actions.review_items import decide
from deviations.actions.reviews import approve_review, edit_review, plan_review
from deviations.choices import AgendaKind, ItemStatus
from deviations.models import Review, ReviewItem
from deviations.queries.reviews import suggested
from deviations.rules.reviews import MONTHS_BACK, due_day, month_before
from kvalitet.calendar.periods import add_months
from kvalitet.calendar.workdays import add_working_days
from kvalitet.organisation.models import Person, Unit
from reporting.demo.clock import at
from reporting.demo.people import Demo

UNITS, MONTHS, REVIEW_DAY = ("furutun", "solbakken"), 6, 20
DECIDED = (
    "Gjennomgått. Tas opp på personalmøtet denne uken.",
    "Verneombudet følger opp sammen med avdelingslederen.",
    "Rutinen er god, men ikke kjent for vikarene. Den legges i vaktmappen.",
    "Lederen snakker med de det gjelder og melder tilbake neste gang.",
)
MEASURES = (
    "Lage en side med det viktigste for nye vikarer",
    "Gå vernerunde i garderoben og på lageret",
    "Prøve ut dobbeltsjekk ved vaktskifte i seks uker",
)
SUMMARIES = (
    "Flere meldinger enn måneden før, og det er bra: de fleste er nestenulykker.",
    "Rolig måned. To saker fra sist er ferdige.",
    "Mye om bemanning i helgene. Vi prøver en ny vaktplan.",
)


def tell(demo: Demo) -> None:
    """Hold one review a month, and plan the newest; the latest before it still waits for one thing."""
    newest = month_before(demo.today)
    for key in UNITS:
        unit, leader = demo.units[key], demo.leaders[key]
        for back in range(min(MONTHS, MONTHS_BACK) - 1, -1, -1):
            month = add_months(newest, -back)
            held_on = due_day(month, REVIEW_DAY)
            with at(min(add_months(month, 1) + timedelta(days=4), demo.today)):
                review = plan_review(
                    unit,
                    month=month,
                    held_on=max(held_on, add_working_days(demo.today, 2)) if back == 0 else held_on,
                    held_time=time(9, 0),
                    place="Møterommet",
                    seats=suggested(unit, month),
                    sees=leader,
                    by=leader,
                )
            if back:
                with at(held_on, hour=9):
                    _hold(demo, unit, review, back)


def _hold(demo: Demo, unit: Unit, review: Review, number: int) -> None:
    """Decide on every thing, make a measure of the first, put one off, and approve."""
    by = demo.leaders[next(key for key in UNITS if demo.units[key] == unit)]
    rows = list(review.items.select_related("review__unit__municipality", "deviation__unit", "risk", "pattern"))
    for index, item in enumerate(rows):
        _decide(item, index, number, review.held_on, by=by)
    review.refresh_from_db()
    there = [row.person_id for row in review.participants.all()]
    review = edit_review(review, present=there[: len(there) - number % 2], summary=SUMMARIES[number % 3], by=by)
    with at(review.held_on + timedelta(days=1)):
        approve_review(review, by=by)


def _decide(item: ReviewItem, index: int, number: int, held_on: date, *, by: Person) -> None:
    """Give each row the words a meeting would: most are only noted."""
    status, decision, told = ItemStatus.NOTED, "", None
    if index < 3 or item.kind in {AgendaKind.STATUTORY, AgendaKind.CARRIED}:
        status, decision = ItemStatus.DECIDED, DECIDED[(index + number) % len(DECIDED)]
    if index == 3:
        status = ItemStatus.CARRIED
    can_have = item.measure_id is None and not item.is_confidential
    if index == 0 and can_have and number % 2:
        told = NewMeasure(MEASURES[number % 3], by, held_on + timedelta(days=60))
    decide(item, status=status, decision=decision, measure=told, by=by)
