"""The page where each step is done: its name, and what its address takes beside the case. Pure. [S3]"""

from dataclasses import dataclass

from sickleave.choices import Step


@dataclass(frozen=True)
class StepPage:
    """An address: `sickleave:<name>` with the key of the case and `extra`."""

    name: str
    extra: tuple[str, ...] = ()


PAGES: dict[str, StepPage] = {
    Step.TALK: StepPage("contact-new"),
    Step.PLAN: StepPage("plan"),
    Step.PLAN_DOCTOR: StepPage("plan-send", ("certifier",)),
    Step.DM1: StepPage("meeting-new", ("dm1",)),
    Step.ACTIVITY: StepPage("activity"),
    Step.PLAN_NAV: StepPage("plan-send", ("nav",)),
    Step.DM2: StepPage("meeting-new", ("dm2",)),
    Step.DM3: StepPage("meeting-new", ("dm3",)),
    Step.NAV_NEED: StepPage("nav-need"),
    Step.W39: StepPage("way-forward", ("w39",)),
    Step.W52: StepPage("way-forward", ("w52",)),
}
MARKED = (Step.NAV_NEED, Step.W52)
"""Steps that may also be marked as done with a day, and nothing more, when the rest is written elsewhere."""


def page_of(step: str) -> StepPage | None:
    """Return where a step is done; None for what nobody does here."""
    return PAGES.get(step)
