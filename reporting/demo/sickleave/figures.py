"""Three years of monthly sums, and the days some measures for the employees began."""

from datetime import timedelta

from goals.actions.measures import edit_measure
from goals.choices import PlanStatus
from goals.models import Measure
from kvalitet.calendar.periods import add_months
from reporting.demo.clock import at
from reporting.demo.people import Demo
from sickleave.actions.aggregates import first_month, recompute_months

BEGAN = {
    "Øve på forflytning to ganger i halvåret": 430,
    "Starte lederprogram for alle med personalansvar": 290,
    "Prøve ut årsturnus i to avdelinger": 160,
    "Redusere sykefraværet i Langtidsavdelingen under 9 prosent": 220,
}
"""How many days ago."""
RUN_IN = 5
"""In the first months nobody has been away for long yet, which would look like a change."""


def tell(demo: Demo) -> None:
    """Reckon every month of the municipality, and let measures say when they began."""
    if first := first_month(demo.municipality):
        recompute_months(add_months(first, RUN_IN), demo.today, demo.municipality)
    rows = Measure.objects.filter(municipality=demo.municipality, plan__status=PlanStatus.PUBLISHED, starts=None)
    with at(demo.today, hour=8):
        for measure in rows.filter(title__in=BEGAN).select_related("plan"):
            day = demo.today - timedelta(days=BEGAN[measure.title])
            if measure.due is None or day <= measure.due:
                edit_measure(measure, starts=day, by=demo.users["kvalitet"], reason="Startdatoen er satt.")
