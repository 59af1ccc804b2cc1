"""Risks as tests need them."""

from deviations.actions.assessments import assess
from deviations.actions.risk_measures import link_measure
from deviations.actions.risks import create_risk, edit_risk
from deviations.models import Risk
from goals.models import Measure


def risky(world, title="Vold mot ansatte", unit=None, *, likelihood=None, consequence=4, **fields) -> Risk:
    """Register a risk at the school, and assess it if a likelihood is given."""
    made = create_risk(unit or world.skole, title=title, by=world.kim, **{"area": "hse", **fields})
    if likelihood:
        assess(made, likelihood=likelihood, consequences={"people": consequence}, by=world.kim)
        made.refresh_from_db()
    return made


def pages(risk) -> list[str]:
    """Return the names of the pages that change a risk."""
    return [f"deviations:risk-{name}" for name in ("edit", "assess", "close", "measure-create", "measure-link")]


def grow_risks(world, number: int) -> None:
    """Add a risk with a measure, and one more assessment, link and change to the first risk of the school."""
    first = Risk._base_manager.filter(unit=world.skole).order_by("pk").first()
    owner = world.ola if number % 2 else None
    other = risky(world, f"Risiko {number}", likelihood=1 + number % 5, owner=owner)
    assess(other, likelihood=1, consequences={"people": 1}, by=world.kim)
    link_measure(other, measure=world.measure, by=world.kim)
    if first is not None:
        assess(first, likelihood=1 + number % 5, consequences={"people": 2}, by=world.kim)
        first.refresh_from_db()
        link_measure(first, measure=Measure._base_manager.order_by("-pk").first(), by=world.kim)
        edit_risk(first, controls=f"Kontroll {number}", by=world.kim)
