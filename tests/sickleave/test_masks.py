"""[S6] What is published can't be solved for what is hidden: tried by solving all published equations at once."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from sickleave.rules.masks import (
    Split,
    is_many,
    is_shown,
    may_split,
    shown_below,
    shown_parts,
    splits_shown,
    whole_of,
)
from sickleave.rules.percent import Sums, added

PRIME = 2_147_483_647
TOP = "aaaa"
TREE = [TOP, *(f"{TOP}bb{n:02}" for n in range(3)), *(f"{TOP}bb{n:02}cc{m:02}" for n in range(3) for m in range(2))]
MONTHS = 4


def place(people: int, own: int = 0, certified: int = 0, graded: int = 0, long: int = 0) -> Sums:
    """A unit where everybody who is away loses one day."""
    lost_self, lost_certified = D(own), D(certified)
    return Sums(
        agreed=D(20 * people),
        lost_self=lost_self,
        lost_certified=lost_certified,
        lost_short=lost_self + lost_certified - D(long),
        lost_long=D(long),
        lost_graded=D(graded),
        headcount=people,
        absent_count=own + certified,
        new_self=own,
        new_certified=certified,
        new_whole=certified - graded,
        new_graded=graded,
        new_short=own + certified - long,
        new_long=long,
    )


def cells_of(month: dict[str, Sums], way: list[str]) -> dict[str, Sums]:
    """What the database answers: each unit on the branch where it leaves the way down."""
    found: dict[str, Sums] = {}
    for path, sums in month.items():
        above = max((one for one in way if path.startswith(one)), key=len, default="")
        branch = path[: len(above) + 4]
        found[branch] = found.get(branch, Sums()) + sums
    return found


def way_to(path: str) -> list[str]:
    return [path[:end] for end in range(4, len(path) + 1, 4)]


def published(months: list[dict[str, Sums]]) -> Iterator[tuple[str, str, frozenset[tuple[str, int]]]]:
    """Every number any page would show: (of what, where, the units and months it is the sum of)."""
    for path in TREE:
        way = way_to(path)
        seen = [cells_of(month, way) for month in months]
        units = [one for one in TREE if one.startswith(path)]
        for number, cells in enumerate(seen):
            if is_shown(cells, way):
                yield "lost", path, frozenset((unit, number) for unit in units)
                for part in shown_below(cells, path):
                    below = [path] if part == path else [one for one in TREE if one.startswith(part)]
                    yield "lost", part, frozenset((unit, number) for unit in below)
        for split in splits_shown(seen, way):
            yield split.value, path, frozenset((unit, number) for unit in units for number in range(MONTHS))


def is_solvable(equations: list[frozenset], wanted: frozenset) -> bool:
    """Whether a sum follows from other sums, whatever the numbers are: elimination over a large prime field."""
    columns = sorted(frozenset().union(wanted, *equations))
    at = {one: number for number, one in enumerate(columns)}
    rows: list[dict[int, int]] = []

    def reduced(row: dict[int, int]) -> dict[int, int]:
        for pivot in rows:
            lead = min(pivot)
            if factor := row.get(lead, 0):
                for key, value in pivot.items():
                    row[key] = (row.get(key, 0) - factor * value) % PRIME
                row = {key: value for key, value in row.items() if value}
        return row

    for equation in equations:
        row = reduced({at[one]: 1 for one in equation})
        if row:
            inverse = pow(row[min(row)], -1, PRIME)
            rows.append({key: value * inverse % PRIME for key, value in row.items()})
            rows.sort(key=min)
    return not reduced({at[one]: 1 for one in wanted})


people = st.integers(0, 9)
unit = st.builds(
    lambda count, own, certified, graded, long: place(
        count, min(own, count), min(certified, count), min(graded, certified, count), min(long, certified, count)
    ),
    *(people, people, people, people, people),
)
month = st.lists(unit, min_size=len(TREE), max_size=len(TREE)).map(
    lambda units: {path: sums for path, sums in zip(TREE, units, strict=True) if sums.headcount}
)


@settings(max_examples=150, deadline=None)
@given(st.lists(month, min_size=MONTHS, max_size=MONTHS))
def test_no_small_place_can_be_solved_for(months):
    """Whatever is published of units above, beside and below, in any month: no unit of under five has a total."""
    equations = list({cells for kind, _path, cells in published(months) if kind == "lost"})
    for path in TREE:
        for number, units in enumerate(months):
            for below in ([path], [one for one in TREE if one.startswith(path)]):
                sums = added(units[one] for one in below if one in units)
                if not is_many(sums):
                    assert not is_solvable(equations, frozenset((one, number) for one in below))


@settings(max_examples=150, deadline=None)
@given(st.lists(month, min_size=MONTHS, max_size=MONTHS))
def test_no_kind_of_few_people_can_be_solved_for(months):
    """Splits are published for whole tertials: of no unit and no part can a kind of under five people be reckoned."""
    found = list(published(months))
    for split in Split:
        equations = list({cells for kind, _path, cells in found if kind == split.value})
        for path in TREE:
            for below in ([path], [one for one in TREE if one.startswith(path)]):
                sums = added(units[one] for units in months for one in below if one in units)
                if not may_split(sums, split):
                    wanted = frozenset((one, number) for one in below for number in range(MONTHS))
                    assert not is_solvable(equations, wanted), (split, path)


def test_the_attack_finds_what_is_given_away():
    """The solver itself: a total minus one part is the other part."""
    whole, part = frozenset({1, 2, 3}), frozenset({1, 2})
    assert is_solvable([whole, part], frozenset({3}))
    assert not is_solvable([whole], frozenset({3}))


def test_a_small_unit_takes_the_smallest_beside_it_along():
    """Nine and three people below forty: the three are hidden, and the nine would tell them."""
    parts = {TOP: Sums(), TREE[1]: place(9), TREE[2]: place(3), TREE[3]: place(28)}
    assert shown_parts(parts, is_many) == {TREE[3]}
    assert shown_parts({**parts, TREE[2]: place(5)}, is_many) == {TOP, *TREE[1:4]}


def test_what_lies_on_the_unit_itself_is_a_part_like_the_others():
    """A leader alone at the top: the sectors below would tell about them."""
    cells = {TOP: place(1), TREE[1]: place(20), TREE[2]: place(30)}
    assert shown_below(cells, TOP) == {TREE[2]}
    assert is_shown(cells, [TOP])
    assert not is_shown(
        cells_of({TOP: place(1), TREE[1]: place(20), TREE[2]: place(30)}, way_to(TREE[1])), way_to(TREE[1])
    )


def test_a_split_needs_five_people_in_each_part():
    assert may_split(place(40, own=5, certified=5), Split.KIND)
    assert not may_split(place(40, own=5, certified=4), Split.KIND)
    assert may_split(place(40, own=5), Split.KIND)  # nobody is nobody
    assert not may_split(place(40, own=5, certified=4), Split.GRADE)  # what it would split isn't known
    assert may_split(place(40, own=9, certified=12, graded=6), Split.GRADE)
    assert not may_split(place(40, own=9, certified=12, long=2), Split.LENGTH)


def test_a_split_is_not_shown_when_a_month_of_the_tertial_is_hidden():
    busy = {TOP: place(40, own=9, certified=9)}
    few = {TOP: place(3, own=1)}
    assert Split.KIND in splits_shown([busy] * 4, [TOP])
    assert not splits_shown([busy, busy, few, busy], [TOP])


def test_a_place_where_nobody_works_is_no_secret():
    assert whole_of({TOP: Sums()}, TOP) == Sums()
    assert is_shown({}, [TOP])
    assert not is_many(replace(Sums(), agreed=D(3)))  # a second post of somebody counted elsewhere
