"""A risk of the school with a measure, and the matrix in a version and a draft, behind the addresses of the matrix."""

from django_scopes import scopes_disabled

from deviations.actions.assessments import assess
from deviations.actions.matrices import ensure_version, start_draft
from deviations.actions.risk_measures import link_measure
from deviations.actions.risks import create_risk


@scopes_disabled()
def risk_targets(world) -> dict[str, dict[str, object]]:
    """Return the arguments by name."""
    risk = create_risk(world.skole, title="Vold mot ansatte", area="hse", by=world.kim)
    assess(risk, likelihood=3, consequences={"people": 4}, by=world.kim)
    link = link_measure(risk, measure=world.measure, by=world.kim)
    start_draft(world.municipality, by=world.kim)
    return {
        "risiko": {"uuid": risk.uuid},
        "risiko.tiltak": {"uuid": link.uuid},
        "risikomatrise": {"uuid": ensure_version(world.municipality).uuid},
    }
