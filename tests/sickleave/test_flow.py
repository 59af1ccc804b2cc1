"""The routine as a flow: where we are, what is done, next and late. [S2]"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sickleave.choices import LEADER_STEPS, MilestoneState, Requirement, Step
from sickleave.rules.day_words import day_words, due_words
from sickleave.rules.flow import NodeState, StepFact, conclusion, flow_of
from sickleave.rules.phases import PHASES
from sickleave.rules.step_words import WORDS

START = date(2026, 1, 5)
OFFSETS = {
    Step.TALK: 4,
    Step.AGP_END: 15,
    Step.PLAN: 27,
    Step.PLAN_DOCTOR: 27,
    Step.DM1: 48,
    Step.ACTIVITY: 55,
    Step.NAV_NEED: 112,
    Step.DM2: 181,
    Step.W52: 363,
}


def facts(reached=60, **states):
    """The steps of one spell from 5 January; those past `reached` come only if it goes on."""
    made = []
    for step, offset in OFFSETS.items():
        state = states.get(step.value, MilestoneState.WAITING if offset < reached else None)
        day = START + timedelta(days=offset)
        done_on = day if state == MilestoneState.DONE else None
        made.append(StepFact(step, day, state, act_by=day, gross_due=day, done_on=done_on))
    return made


def states(flow):
    return {node.step: node.state for node in flow.nodes}


def test_what_is_done_next_late_and_ahead():
    """The plan is late on 10 February, the meeting waits, and the rest comes only if the absence goes on."""
    flow = flow_of(facts(talk=MilestoneState.DONE), date(2026, 2, 10))
    found = states(flow)
    assert found[Step.TALK] == NodeState.DONE
    assert found[Step.AGP_END] == NodeState.TOLD
    assert found[Step.PLAN] == found[Step.PLAN_DOCTOR] == NodeState.LATE
    assert found[Step.DM1] == NodeState.WAITING
    assert found[Step.DM2] == NodeState.AHEAD
    assert flow.next
    assert (flow.next.step, flow.next.words) == (Step.PLAN, "9 dager over frist")
    assert [phase.state for phase in flow.phases] == [
        *(NodeState.DONE, NodeState.LATE, NodeState.NEXT, NodeState.AHEAD, NodeState.AHEAD)
    ]


def test_today_is_marked_once_in_the_part_where_it_lies():
    for day, key in ((date(2026, 1, 6), "early"), (date(2026, 1, 28), "plan"), (date(2026, 2, 25), "meeting")):
        flow = flow_of(facts(), day)
        marked = [phase.key for phase in flow.phases if any(node.is_today for node in phase.nodes)]
        assert marked == [key] == [phase.key for phase in flow.phases if phase.is_current]
    assert [phase.key for phase in flow_of(facts(), date(2026, 4, 1)).phases if phase.is_current] == ["meeting"]
    nodes = next(phase for phase in flow.phases if phase.is_current).nodes
    assert [node.is_today for node in nodes] == [False, True, False]


def test_an_exception_tells_why_and_what_no_longer_applies_is_said():
    rows = facts(plan=MilestoneState.EXCEPTED, dm1=MilestoneState.LAPSED)
    rows = [StepFact(**{**vars(row), "exception": "Snart tilbake"}) if row.step == Step.PLAN else row for row in rows]
    words = {node.step: node.words for node in flow_of(rows, date(2026, 2, 10)).nodes}
    assert words[Step.PLAN] == "Unntak: Snart tilbake"
    assert words[Step.DM1] == "Gjelder ikke lenger"


def test_information_is_never_late():
    fact = StepFact(Step.DM1, START, MilestoneState.WAITING, requirement=Requirement.INFORMATION)
    flow = flow_of([fact], date(2027, 1, 1))
    assert (flow.nodes[0].state, flow.next) == (NodeState.TOLD, None)


def test_the_working_day_before_and_the_strictest_reading_are_told_only_where_they_differ():
    same = StepFact(Step.PLAN, date(2026, 1, 30), MilestoneState.WAITING, date(2026, 1, 30), date(2026, 1, 30))
    other = StepFact(Step.PLAN, date(2026, 2, 16), MilestoneState.WAITING, date(2026, 2, 13), date(2026, 2, 1))
    plain, told = (flow_of([fact], START).nodes[0] for fact in (same, other))
    assert (plain.acts_before, plain.early_warning) == (None, None)
    assert (told.acts_before, told.early_warning) == (date(2026, 2, 13), date(2026, 2, 1))


def test_deadlines_are_said_as_people_say_them():
    today = date(2026, 2, 10)
    said = {-9: "9 dager over frist", -1: "1 dag over frist", 0: "Frist i dag", 1: "Frist i morgen"}
    said |= {3: "Frist fredag", 12: "Frist 22. februar"}
    assert {days: due_words(today + timedelta(days=days), today) for days in said} == said
    assert day_words(date(2027, 1, 1), today) == "1. januar 2027"


def test_the_conclusion_says_where_we_are():
    text = conclusion(flow_of(facts(talk=MilestoneState.DONE), date(2026, 2, 10)), week=6, is_over=False)
    assert text == "Nå er det uke 6 av fraværet. 1 steg er gjort. 2 steg er over fristen."
    over = conclusion(flow_of([], date(2026, 2, 10)), week=6, is_over=True)
    assert over == "Fraværet er over. Ingenting må gjøres nå."


def test_every_step_has_words_and_a_part_of_the_routine():
    assert set(WORDS) == set(Step)
    assert sorted(step for phase in PHASES for step in phase.steps) == sorted(Step)
    assert all(WORDS[step].button for step in LEADER_STEPS)


@given(
    st.dictionaries(st.sampled_from([step.value for step in OFFSETS]), st.sampled_from([*MilestoneState, None])),
    st.integers(0, 400),
    st.integers(-10, 420),
)
def test_nothing_is_lost_and_one_thing_at_most_is_next(chosen, reached, day):
    """Every step is drawn once; what is next waits, and nothing that waits comes before it."""
    today = START + timedelta(days=day)
    rows = facts(reached, **chosen)
    flow = flow_of(rows, today)
    drawn = [node for phase in flow.phases for node in phase.nodes if not node.is_today]
    assert sorted(node.step for node in drawn) == sorted(row.step for row in rows)
    assert sum(node.is_now for node in flow.nodes) == (flow.next is not None)
    assert sum(node.is_today for phase in flow.phases for node in phase.nodes) == 1
    to_do = [node for node in flow.nodes if node.can_be_done]
    assert (flow.next is None) == (not to_do)
    assert not to_do or flow.next == to_do[0]
    assert all(node.fact.due < today for node in flow.late)
