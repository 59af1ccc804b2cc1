"""[D7, S9] Nobody is recognised by a small count, nor by what the other numbers leave."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kvalitet.figures.rules.suppression import LEAST, is_small, masked, masked_row

counts = st.lists(st.integers(min_value=0, max_value=7), min_size=1, max_size=4)
tables = st.integers(min_value=1, max_value=4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(min_value=0, max_value=12), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


def test_none_and_five_are_shown_and_what_lies_between_is_not():
    assert [number for number in range(8) if is_small(number)] == [1, 2, 3, 4]


def test_a_row_without_small_counts_is_shown_as_it_is():
    assert masked_row([5, 0, 12]) == frozenset()


def test_one_small_count_takes_the_smallest_other_with_it():
    """12 of 25 and 10 of 25 would leave 3."""
    assert masked_row([12, 10, 3]) == {1, 2}


def test_two_small_counts_guard_each_other_when_they_are_five_together():
    assert masked_row([20, 3, 2]) == {1, 2}


def test_two_small_counts_that_are_few_together_need_a_third():
    assert masked_row([20, 7, 1, 1]) == {1, 2, 3}


def test_five_ones_are_ones_whatever_is_hidden_so_the_total_goes_too():
    assert masked_row([1, 1, 1, 1, 1]) == {0, 1, 2, 3, 4, 5}


def test_without_a_total_only_the_small_ones_are_hidden():
    assert masked_row([12, 10, 3], is_total_shown=False) == {2}


def test_the_unit_above_minus_the_units_below_tells_nothing():
    """Oppvekst 27 = skolen 14 + barnehagen 10 + SFO 3: SFO would be 27 − 24."""
    hidden = masked([[14], [10], [3]])
    assert (2, 0) in hidden
    assert (1, 0) in hidden
    assert (3, 0) not in hidden


def test_a_large_place_shows_its_small_counts():
    hidden = masked([[3, 40], [2, 9]], sensitive=lambda row, column: row == 1)
    assert (1, 0) in hidden
    assert hidden >= {(1, 0), (1, 1)}
    assert (0, 1) in hidden  # or the column would give 9 away


def feasible(line: list[int], hidden: set[int], total: int) -> list[tuple[int, ...]]:
    """Every way to fill in what is hidden so that the shown numbers still add up."""
    places = sorted(hidden)
    left = total - sum(number for place, number in enumerate(line) if place not in hidden)
    if len(places) == 4:  # the last follows from the others
        return [(*way, left - sum(way)) for way in product(range(left + 1), repeat=3) if sum(way) <= left]
    return [way for way in product(range(left + 1), repeat=len(places)) if sum(way) == left]


@given(counts)
def test_no_hidden_count_of_a_row_can_be_reckoned(row):
    """By difference: for every hidden number there are at least two that fit what is shown."""
    hidden = set(masked_row(row))
    assert all(place in hidden for place, number in enumerate(row) if is_small(number))
    places = hidden - {len(row)}
    if not places or len(row) in hidden:
        return
    ways = feasible(row, places, sum(row))
    some = [way for way in ways if all(number >= 1 for number in way)] or ways
    for index, _place in enumerate(sorted(places)):
        assert len({way[index] for way in some}) > 1
    assert sum(row[place] for place in places) >= LEAST


@given(tables)
def test_every_line_of_a_table_is_guarded(rows):
    """A parent minus its children, and a unit minus its categories, never leave one number alone."""
    hidden = masked(rows)
    height, width = len(rows), len(rows[0])
    for row, line in enumerate(rows):
        for column, number in enumerate(line):
            assert (row, column) in hidden or not is_small(number)
    lines = [[(row, column) for column in range(width + 1)] for row in range(height + 1)]
    lines += [[(row, column) for row in range(height + 1)] for column in range(width + 1)]
    assert all(len(hidden.intersection(line)) != 1 for line in lines)


@given(tables)
def test_nothing_is_hidden_where_nothing_is_small(rows):
    large = [[number * LEAST for number in row] for row in rows]
    assert masked(large) == frozenset()
