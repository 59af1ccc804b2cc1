"""Whom a report about a leader goes to. [D11]"""

from hypothesis import given
from hypothesis import strategies as st

from deviations.rules.routing import Lead, accused_of, handler_for, told_too


def chain(*people):
    return [Lead(person, f"enhet {at}") for at, person in enumerate(people)]


def test_it_goes_to_the_level_above():
    assert handler_for(chain("kari", "eli", "anne"), ["kim"]) == "eli"


def test_one_who_leads_two_levels_does_not_get_a_report_about_themself():
    assert handler_for(chain("kari", "kari", "anne"), ["kim"]) == "anne"


def test_above_the_leader_of_all_it_goes_to_an_adviser_who_is_somebody_else():
    assert handler_for(chain("anne"), ["kim", "heidi"]) == "kim"
    assert handler_for(chain("anne", "anne"), ["anne", "heidi"]) == "heidi"
    assert handler_for(chain("anne"), []) is None


def test_a_vacant_unit_means_the_leader_above():
    assert accused_of(chain("eli", "anne")).person == "eli"
    assert accused_of([]) is None
    assert handler_for([], ["kim"]) == "kim"


NAMES = st.sampled_from("abcde")


@given(st.lists(NAMES, max_size=5), st.lists(NAMES, max_size=3), st.lists(NAMES, max_size=4))
def test_the_one_it_is_about_never_gets_it(people, advisers, representatives):
    leads = chain(*people)
    accused = accused_of(leads)
    handler = handler_for(leads, advisers)
    told = told_too(representatives, accused, handler)
    if accused is not None:
        assert handler != accused.person
        assert accused.person not in told
    assert handler not in told
    assert len(told) == len(set(told))
