"""The page where each step is done: its name, and what its address takes beside the case. Pure. [S3]"""

from dataclasses import dataclass

from sickleave.choices import Step


@dataclass(frozen=True)
class StepPage:
    """An address: `sickleave:<name>` with the key of the case and `extra`."""

    name: str
    extra: tuple[str, ...] = ()


DONE_PAGE = "milestone-done"
"""What a step without a form of its own is marked with; it takes the step."""
PAGES: dict[str, StepPage] = {
    Step.TALK: StepPage("contact-new"),
    Step.PLAN: StepPage("plan"),
    Step.PLAN_DOCTOR: StepPage("plan-send", ("certifier",)),
    Step.DM1: StepPage("meeting-new", ("dm1",)),
    Step.ACTIVITY: StepPage("activity"),
    Step.PLAN_NAV: StepPage("plan-send", ("nav",)),
    Step.DM2: StepPage("meeting-new", ("dm2",)),
    Step.DM3: StepPage("meeting-new", ("dm3",)),
}
MARKED = (Step.NAV_NEED, Step.W52)
"""Steps that are marked as done with a day, and nothing more."""


def page_of(step: str) -> StepPage | None:
    """Return where a step is done; None for what nobody does here."""
    if step in MARKED:
        return StepPage(DONE_PAGE, (step,))
    return PAGES.get(step)
