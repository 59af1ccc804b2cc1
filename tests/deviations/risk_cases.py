"""Risks as tests need them."""

from deviations.actions.assessments import assess
from deviations.actions.risks import create_risk
from deviations.models import Risk


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
