"""From reported to closed, in every order people may try. [D2]"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviations.choices import CLOSED_STATES, OPEN_STATES, Kind, State
from deviations.rules import flow
from deviations.rules.flow import Facts, Step

flags = st.booleans()
facts_of = st.builds(
    Facts,
    state=st.sampled_from(State.values),
    kind=st.sampled_from(Kind.values),
    is_assessed=flags,
    needs_effect_check=flags,
    has_cause=flags,
    measures=st.integers(0, 3),
    open_measures=st.integers(0, 3),
    has_no_measure_reason=flags,
    has_effect_due=flags,
    has_closing_text=flags,
)
READY = {
    **{"is_assessed": True, "has_cause": True, "has_no_measure_reason": True, "has_effect_due": True},
    "has_closing_text": True,
}


@given(facts_of)
def test_nothing_is_closed_before_everything_is_in_place(facts):
    """Assessed, cause set, measures ended or their lack explained, effect check dated, and an answer written."""
    if flow.problems(Step.CLOSE, facts):
        return
    assert facts.state in {State.IN_PROGRESS, State.MEASURES}
    assert facts.is_assessed or facts.kind in flow.LIGHT_KINDS
    assert facts.has_cause or facts.kind == Kind.PROPOSAL
    assert facts.open_measures == 0 if facts.measures else facts.has_no_measure_reason
    assert facts.has_effect_due or not facts.needs_effect_check
    assert facts.has_closing_text


@given(facts_of)
def test_work_never_begins_without_an_assessment(facts):
    begins = not flow.problems(Step.BEGIN, facts)
    can = facts.state in {State.REPORTED, State.RECEIVED}
    assert begins == (can and (facts.is_assessed or facts.kind in flow.LIGHT_KINDS))


@given(st.lists(st.sampled_from(list(Step)), max_size=12), facts_of)
def test_no_path_leads_to_closed_around_the_check_list(steps, facts):
    """Whatever is tried in whatever order, only `CLOSE` with nothing missing leads to closed."""
    state, before = State.REPORTED, ""
    for step in steps:
        now = Facts(**{**vars(facts), "state": state})
        if flow.problems(step, now):
            continue
        if step == Step.ASK:
            before = state
        after = flow.state_after(step, now, before)
        if after == State.CLOSED:
            assert step == Step.CLOSE
            assert not flow.unmet(flow.needs_to_close(now))
        if after in {State.IN_PROGRESS, State.MEASURES} and step == Step.BEGIN:
            assert not flow.unmet(flow.needs_to_begin(now))
        state = after


def test_every_state_is_reached_from_reported_and_every_closed_one_is_opened_again():
    seen, waiting = set(), [State.REPORTED]
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        facts = Facts(state=state, measures=1, **READY)
        waiting += [flow.state_after(step, facts) for step in Step if not flow.problems(step, facts)]
    assert seen == set(State)
    for state in CLOSED_STATES:
        assert flow.state_after(Step.REOPEN, Facts(state=state, **READY)) in OPEN_STATES


@given(facts_of, st.sampled_from(list(Step)))
def test_every_problem_is_a_whole_sentence(facts, step):
    for problem in flow.problems(step, facts):
        assert problem[0].isupper()
        assert problem.endswith(".")


@pytest.mark.parametrize("before", sorted(OPEN_STATES - {State.RETURNED}))
def test_a_case_goes_on_where_it_was_when_the_reporter_answers(before):
    for step in (Step.ANSWER, Step.RESUME):
        assert flow.state_after(step, Facts(state=State.RETURNED), before) == before


def test_a_reopened_case_without_an_assessment_must_be_assessed_first():
    assert flow.state_after(Step.REOPEN, Facts(state=State.REJECTED)) == State.RECEIVED
    assert flow.state_after(Step.REOPEN, Facts(state=State.REJECTED, is_assessed=True)) == State.IN_PROGRESS


def test_a_proposal_has_no_cause_and_needs_no_risk_matrix():
    """[D1] The light assessment of proposals and complaints is the seriousness; a complaint still has a cause."""
    proposal = Facts(state=State.RECEIVED, kind=Kind.PROPOSAL)
    assert flow.needs_to_begin(proposal) == []
    assert {need.key for need in flow.needs_to_close(proposal)} == {"measures", "closing"}
    complaint = Facts(state=State.RECEIVED, kind=Kind.COMPLAINT)
    assert {need.key for need in flow.needs_to_close(complaint)} == {"cause", "measures", "closing"}


def test_what_others_ask_for_stands_before_the_answer_and_stops_the_closing():
    notice = flow.Need("notice", "Avgjør om hendelsen skal meldes til Datatilsynet.")
    facts = Facts(state=State.IN_PROGRESS, **READY)
    assert flow.problems(Step.CLOSE, facts) == []
    assert flow.problems(Step.CLOSE, facts, [notice]) == [notice.text]
    assert flow.needs_to_close(facts, [notice])[-1].key == "closing"


def test_the_effect_check_is_dated_where_the_risk_was_high():
    high = Facts(state=State.IN_PROGRESS, needs_effect_check=True, **{**READY, "has_effect_due": False})
    assert [need.key for need in flow.unmet(flow.needs_to_close(high))] == ["effect"]
    assert not flow.unmet(flow.needs_to_close(Facts(state=State.IN_PROGRESS, **{**READY, "has_effect_due": False})))


@pytest.mark.parametrize("step", [Step.ASK, Step.ANSWER, Step.SEND_ON, Step.REJECT, Step.REOPEN, Step.CLOSE])
def test_words_are_needed_where_somebody_waits_for_them(step):
    assert flow.reason_problem(step, " \n")
    assert flow.reason_problem(step, "Fordi.") is None
    assert flow.reason_problem(Step.RECEIVE, "") is None
