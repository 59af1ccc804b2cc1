"""Whatever a file says: bringing it in and comparing again gives nothing to do. [P3]"""

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kvalitet.imports.choices import WRITES, ImportKind, RunState
from tests.imports.staff_files import brought_in, numbered, received

NAMES = st.sampled_from(["Oppvekst", "Skole", "Solbakken skole", "SFO Solbakken", "Helse", "Ny enhet", "Åsen"])
CODES = st.sampled_from(["", "10", "11", "12", "20", "21", "30", "31"])
DAYS = st.sampled_from(["", "1.1.2020", "1.8.2026", "31.12.2030", "31.12.2099", "1.11.2026"])
UNIT_ROWS = st.lists(
    st.tuples(CODES, NAMES, st.one_of(CODES, NAMES), st.sampled_from(["", "3", "Kari Kvam", "404"])), max_size=8
)
PEOPLE_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "3", "4", "9", "50", "51"]),
        st.sampled_from(["Kari", "Ola", "Nina", "Vera"]),
        st.sampled_from(["Kvam", "Olsen", "Ny", "Viken", "Kvamm"]),
        st.sampled_from(["", "kari@fjordvik.example", "ny@fjordvik.example", "ola@fjordvik.example"]),
        st.sampled_from(["", "10", "11", "12", "21"]),
        st.sampled_from(["", "Rektor", "Lærer"]),
        st.sampled_from(["", "100", "80 %", "37,5"]),
        DAYS,
        DAYS,
        st.sampled_from(["", "ja", "Kari Kvam", "1"]),
    ),
    max_size=8,
)
FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a smaller example isn't worth the minutes the database takes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def nothing_to_do(world, text, kind, is_complete):
    """Bring in inside a savepoint; whatever it was, the same file again must write nothing."""
    with transaction.atomic():
        run = brought_in(world, text, kind=kind, is_complete=is_complete)
        assert run.state in {RunState.DONE, RunState.READY}, run.problem
        refused = {line.key for line in run.lines.all() if line.kind == "note" and line.key}
        again = received(world, text, kind=kind, is_complete=is_complete)
        left = [(line.kind, line.title, line.text) for line in again.lines.all() if line.kind in WRITES]
        left = [
            one for one, line in zip(left, again.lines.filter(kind__in=WRITES), strict=True) if line.key not in refused
        ]
        transaction.set_rollback(True)
    assert left == []


@FEW
@given(rows=UNIT_ROWS, is_complete=st.booleans())
def test_units_settle(world, rows, is_complete):
    text = "\n".join(["Enhetsnr;Enhet;Overordnet enhet;Leder", *(";".join(row) for row in rows), "99;Alltid;;"])
    nothing_to_do(world, text, ImportKind.UNITS, is_complete)


@FEW
@given(rows=PEOPLE_ROWS, is_complete=st.booleans())
def test_people_settle(world, rows, is_complete):
    with transaction.atomic():
        numbered(world)
        headings = "Ansattnr;Fornavn;Etternavn;E-post;Enhetsnr;Stilling;Stillingsprosent;Fra;Til;Leder"
        text = "\n".join([headings, *(";".join(row) for row in rows), "99;Alltid;Her;;11;Lærer;100;;;"])
        nothing_to_do(world, text, ImportKind.PEOPLE, is_complete)
        transaction.set_rollback(True)
