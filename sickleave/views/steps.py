"""The steps of a case as its page shows them: what to do, where, and what else may be said of each. [S2, S3]"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sickleave.choices import LookRole, Step
from sickleave.models import Case
from sickleave.queries.standing import Standing
from sickleave.rules.exceptions import reasons_for
from sickleave.rules.flow import Node, NodeState
from sickleave.rules.step_pages import MARKED, page_of
from sickleave.rules.step_words import WORDS

EARLY = frozenset({NodeState.AHEAD, NodeState.TOLD})
"""What may be done though nobody must."""


@dataclass(frozen=True)
class StepRow:
    """One step in the list below the flow."""

    node: Node
    text: str
    button: str = ""
    url: str = ""
    except_url: str = ""
    undo_url: str = ""


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now, for the person who looks, and what happens if nobody does."""

    title: str
    text: str
    otherwise: str = ""
    node: Node | None = None
    url: str = ""
    button: str = ""
    except_url: str = ""
    tone: str = "accent"


def step_rows(case: Case, standing: Standing, role: LookRole) -> list[StepRow]:
    """Return the steps the case has reached; buttons are the nearest leader's alone."""
    return [row_of(case, node, role) for node in standing.flow.reached]


def row_of(case: Case, node: Node, role: LookRole) -> StepRow:
    """Return one step with what the reader may do about it."""
    words = WORDS[node.step]
    text = str(words.employee if role == LookRole.EMPLOYEE else words.leader)
    if role != LookRole.LEADER:
        return StepRow(node, text)
    if node.can_be_done:
        excepted = reverse("sickleave:milestone-except", args=[case.uuid, node.step])
        has_reasons = bool(reasons_for(node.step, case.law_version, node.fact.requirement))
        return StepRow(node, text, str(words.button), url_of(case, node), excepted if has_reasons else "")
    if node.state in EARLY and words.button and page_of(node.step) is not None and node.step not in MARKED:
        return StepRow(node, text, str(words.button), url_of(case, node))
    return StepRow(node, text, undo_url=_undo_url(case, node))


def url_of(case: Case, node: Node) -> str:
    """Return the address of the form of a step."""
    found = page_of(node.step)
    return reverse(f"sickleave:{found.name}", args=[case.uuid, *found.extra]) if found else ""


def _undo_url(case: Case, node: Node) -> str:
    """What has a form of its own is put right there; an exception, a mark and the first talk are taken back."""
    is_marked = node.state == NodeState.DONE and (node.step in MARKED or node.step == Step.TALK)
    may_undo = node.state == NodeState.EXCEPTED or is_marked
    return reverse("sickleave:milestone-undo", args=[case.uuid, node.step]) if may_undo else ""


def next_step(case: Case, standing: Standing, role: LookRole) -> NextStep:
    """Say what to do now; or that nothing must be done, and what comes then."""
    node = standing.flow.next
    if node is None:
        return _nothing(case, standing)
    row = row_of(case, node, role)
    tone = "danger" if node.state == NodeState.LATE else "accent"
    if role == LookRole.EMPLOYEE:
        plan = reverse("sickleave:plan", args=[case.uuid]) if node.step == Step.PLAN else ""
        return NextStep(node.label, row.text, node=node, url=plan, button=_("Se planen og skriv din del"))
    if role == LookRole.HR:
        text = _("Nærmeste leder skal gjøre dette: %(text)s") % {"text": row.text}
        return NextStep(node.label, text, node=node, tone=tone)
    otherwise = str(WORDS[node.step].otherwise)
    return NextStep(node.label, row.text, otherwise, node, row.url, row.button, row.except_url, tone)


def _nothing(case: Case, standing: Standing) -> NextStep:
    ahead = next((node for node in standing.flow.ahead if node.step == case.next_step), None)
    if ahead is None:
        return NextStep(
            _("Ingenting må gjøres nå"), _("Alt i denne saken er gjort, eller gjelder ikke lenger."), tone="success"
        )
    text = _("Fortsetter fraværet, er neste steg «%(step)s» %(day)s.") % {"step": ahead.label, "day": ahead.words}
    return NextStep(_("Ingenting må gjøres nå"), text, tone="success")
