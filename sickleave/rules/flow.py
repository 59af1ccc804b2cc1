"""The routine as a flow: five phases with their steps, where we are now, and what is next. Pure. [S2]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sickleave.choices import LEADER_STEPS, MilestoneState, Requirement, Step
from sickleave.rules.day_words import day_words, due_words
from sickleave.rules.phases import PHASES, SHORT, PhaseWords

Text = str | Promise


class NodeState(StrEnum):
    """How a step stands, as it is drawn."""

    DONE = "done"
    EXCEPTED = "excepted"
    LAPSED = "lapsed"
    MISSED = "missed"
    """Was never done, and the absence is over."""
    LATE = "late"
    NEXT = "next"
    WAITING = "waiting"
    AHEAD = "ahead"
    """Comes only if the absence goes on."""
    TOLD = "told"
    """To know of; nobody has to do anything."""


STATE_WORDS: dict[NodeState, Text] = {
    NodeState.DONE: gettext_lazy("Gjort"),
    NodeState.EXCEPTED: gettext_lazy("Unntak"),
    NodeState.LAPSED: gettext_lazy("Gjelder ikke lenger"),
    NodeState.MISSED: gettext_lazy("Ikke gjort"),
    NodeState.LATE: gettext_lazy("Over fristen"),
    NodeState.NEXT: gettext_lazy("Neste steg"),
    NodeState.WAITING: gettext_lazy("Kommer"),
    NodeState.AHEAD: gettext_lazy("Hvis fraværet fortsetter"),
    NodeState.TOLD: gettext_lazy("Til orientering"),
}
STATE_COLORS = {
    NodeState.DONE: "success",
    NodeState.EXCEPTED: "info",
    NodeState.MISSED: "warning",
    NodeState.LATE: "danger",
    NodeState.NEXT: "accent",
}
SETTLED = frozenset({NodeState.DONE, NodeState.EXCEPTED, NodeState.LAPSED, NodeState.MISSED})
TO_DO = frozenset({NodeState.LATE, NodeState.NEXT, NodeState.WAITING})


@dataclass(frozen=True)
class StepFact:
    """What is known of one step; `state` is None for what comes only if the absence goes on."""

    step: Step
    due: date | None
    state: MilestoneState | None = None
    act_by: date | None = None
    gross_due: date | None = None
    requirement: Requirement = Requirement.MANDATORY
    done_on: date | None = None
    done_by: str = ""
    exception: str = ""
    review_on: date | None = None
    why: str = ""
    legal_basis: str = ""


@dataclass(frozen=True)
class Node:
    """One step as it is drawn."""

    fact: StepFact
    state: NodeState
    words: str
    """«Gjort 28. januar», «9 dager over frist», «Frist 22. februar»."""
    is_now: bool = False
    """The one thing to do now."""
    is_today: bool = False
    """The mark of today, which is no step."""

    @property
    def step(self) -> Step:
        return self.fact.step

    @property
    def label(self) -> str:
        return str(self.fact.step.label)

    @property
    def short(self) -> str:
        """The label where there is little room."""
        return str(SHORT.get(self.fact.step, self.fact.step.label))

    @property
    def state_words(self) -> str:
        return str(STATE_WORDS[self.state])

    @property
    def color(self) -> str:
        return STATE_COLORS.get(self.state, "neutral")

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def can_be_done(self) -> bool:
        """Whether a person has something to do with it."""
        return self.state in TO_DO

    @property
    def is_conditional(self) -> bool:
        return self.fact.requirement == Requirement.CONDITIONAL

    @property
    def acts_before(self) -> date | None:
        """The working day to act by, where the legal day is none."""
        return self.fact.act_by if self.fact.act_by != self.fact.due else None

    @property
    def early_warning(self) -> date | None:
        """The strictest reading of the law, where it gives another day."""
        gross = self.fact.gross_due
        return gross if gross and self.fact.due and gross < self.fact.due else None


@dataclass(frozen=True)
class Phase:
    """A part of the routine as it is drawn; `nodes` has the mark of today where today lies."""

    key: str
    label: str
    weeks: str
    state: NodeState
    is_current: bool
    nodes: tuple[Node, ...]

    @property
    def words(self) -> str:
        """How the part stands, for those who don't see the colour."""
        words = {NodeState.DONE: _("ferdig"), NodeState.LATE: _("forsinket"), NodeState.NEXT: _("pågår")}
        return words.get(self.state, _("kommer"))


@dataclass(frozen=True)
class Flow:
    """The whole routine for one case."""

    phases: tuple[Phase, ...]
    nodes: tuple[Node, ...]
    next: Node | None

    @property
    def reached(self) -> tuple[Node, ...]:
        """The steps the case has come to, or will within what is registered."""
        return tuple(node for node in self.nodes if node.state != NodeState.AHEAD)

    @property
    def ahead(self) -> tuple[Node, ...]:
        """What comes if the absence goes on."""
        return tuple(node for node in self.nodes if node.state == NodeState.AHEAD)

    def count(self, state: NodeState) -> int:
        """Count the steps that stand so."""
        return sum(node.state == state for node in self.nodes)

    @property
    def late(self) -> tuple[Node, ...]:
        """What should have been done, the oldest first."""
        return tuple(node for node in self.nodes if node.state == NodeState.LATE)


def flow_of(facts: Iterable[StepFact], today: date) -> Flow:
    """Draw the steps as they stand today; the earliest that waits is the one to do now."""
    found = sorted(facts, key=_place)
    waiting = [fact for fact in found if _waits(fact)]
    now = waiting[0].step if waiting else None
    nodes = tuple(_node(fact, today, is_now=fact.step == now) for fact in found)
    current = _current(nodes, today)
    phases = tuple(_phase(words, nodes, today, words.key == current) for words in PHASES)
    return Flow(phases, nodes, next((node for node in nodes if node.is_now), None))


def _place(fact: StepFact) -> tuple[date, int]:
    return fact.due or date.max, list(Step).index(fact.step)


def _waits(fact: StepFact) -> bool:
    return fact.state == MilestoneState.WAITING and not _is_told(fact)


def _is_told(fact: StepFact) -> bool:
    """Nobody answers for it here: it is told, and never late."""
    return fact.requirement == Requirement.INFORMATION or fact.step not in LEADER_STEPS


def _node(fact: StepFact, today: date, *, is_now: bool) -> Node:
    state = _state(fact, today, is_now=is_now)
    return Node(fact, state, _words(fact, state, today), is_now)


def _state(fact: StepFact, today: date, *, is_now: bool) -> NodeState:
    settled = {
        MilestoneState.DONE: NodeState.DONE,
        MilestoneState.EXCEPTED: NodeState.EXCEPTED,
        MilestoneState.LAPSED: NodeState.LAPSED,
        MilestoneState.MISSED: NodeState.MISSED,
    }
    if fact.state is None:
        return NodeState.AHEAD
    if fact.state in settled:
        return settled[fact.state]
    if _is_told(fact):
        return NodeState.TOLD
    if fact.due is not None and fact.due < today:
        return NodeState.LATE
    return NodeState.NEXT if is_now else NodeState.WAITING


def _words(fact: StepFact, state: NodeState, today: date) -> str:
    if state == NodeState.DONE and fact.done_on:
        return _("Gjort %(day)s") % {"day": day_words(fact.done_on, today)}
    if state == NodeState.EXCEPTED:
        return _("Unntak: %(why)s") % {"why": fact.exception} if fact.exception else _("Unntak")
    if state in {NodeState.LAPSED, NodeState.MISSED}:
        return str(STATE_WORDS[state])
    if fact.due is None:
        return _("Når noen ber om det")
    if state in {NodeState.LATE, NodeState.NEXT, NodeState.WAITING}:
        return due_words(fact.due, today)
    return day_words(fact.due, today)


def _current(nodes: tuple[Node, ...], today: date) -> str:
    """Return the part of the routine where today lies: that of the next day on the way, or else the last that began."""
    dated = [node for node in nodes if node.fact.due and node.state not in {NodeState.AHEAD, NodeState.LAPSED}]
    coming = [node.step for node in dated if node.fact.due and node.fact.due >= today]
    here = coming[0] if coming else (dated[-1].step if dated else Step.TALK)
    return next(words.key for words in PHASES if here in words.steps)


def _phase(words: PhaseWords, nodes: tuple[Node, ...], today: date, is_current: bool) -> Phase:
    own = tuple(node for node in nodes if node.step in words.steps)
    label, weeks = str(words.label), str(words.weeks)
    drawn = _with_today(own, today) if is_current else own
    return Phase(words.key, label, weeks, _phase_state(own, is_current), is_current, drawn)


def _phase_state(own: tuple[Node, ...], is_current: bool) -> NodeState:
    states = {node.state for node in own}
    if NodeState.LATE in states:
        return NodeState.LATE
    if any(node.is_now for node in own):
        return NodeState.NEXT
    acted = states - {NodeState.TOLD}
    if acted and acted <= SETTLED:
        return NodeState.DONE
    return NodeState.NEXT if is_current else NodeState.AHEAD


def _with_today(own: tuple[Node, ...], today: date) -> tuple[Node, ...]:
    """Put the mark of today before the first step that lies ahead."""
    mark = Node(StepFact(Step.TALK, today), NodeState.TOLD, day_words(today, today), is_today=True)
    before = tuple(node for node in own if node.fact.due and node.fact.due < today)
    return (*before, mark, *own[len(before) :])


def conclusion(flow: Flow, *, week: int, is_over: bool) -> str:
    """Say how the case stands in two sentences, above the drawing."""
    done, late = flow.count(NodeState.DONE) + flow.count(NodeState.EXCEPTED), len(flow.late)
    where = _("Fraværet er over.") if is_over else _("Nå er det uke %(week)s av fraværet.") % {"week": week}
    parts = [where, ngettext("%(n)s steg er gjort.", "%(n)s steg er gjort.", done) % {"n": done}] if done else [where]
    if late:
        parts.append(ngettext("%(n)s steg er over fristen.", "%(n)s steg er over fristen.", late) % {"n": late})
    if flow.next is None:
        parts.append(_("Ingenting må gjøres nå."))
    return " ".join(parts)


def without(facts: Iterable[StepFact], *steps: Step) -> list[StepFact]:
    """Leave out steps the reader isn't to see."""
    return [fact for fact in facts if fact.step not in steps]
