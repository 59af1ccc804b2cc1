"""How a file of absences is read and compared; no database. [S1]"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sickleave.choices import AbsenceKind, Source
from sickleave.rules.import_plan import Known, compare
from sickleave.rules.import_rows import AbsenceRow, RowReader, Wrong, kind_of

TODAY = date(2026, 11, 22)
SELF, SICK = AbsenceKind.SELF_CERTIFIED.value, AbsenceKind.CERTIFIED.value
FEB = date(2026, 2, 1)


def reader(*, is_share=False):
    return RowReader({"1": 11, "2": 22}.get, today=TODAY, is_share=is_share)


def read(text, *, is_share=False):
    names = ("number", "kind", "starts", "ends", "grade", "external_id", "status")
    return reader(is_share=is_share).read(7, dict(zip(names, text.split(";"), strict=False)))


def row(number, first, last, kind=SELF, **more):
    days = {"starts": FEB + timedelta(first), "ends": FEB + timedelta(last)}
    return AbsenceRow(number, more.pop("person", 11), kind, **days, **more)


def known(pk, first, last, kind=SELF, **more):
    days = {"starts": FEB + timedelta(first), "ends": FEB + timedelta(last)}
    told = {"grade": 100, "external_id": "", "source": Source.IMPORT.value, **more}
    return Known(pk, told.pop("person", 11), kind, **days, **told)


def applied(before, plan):
    """What is registered after the plan is carried out."""
    after = {one.id: one for one in before}
    for change in plan.changed:
        fields = {name: getattr(change.known, name) for name in Known.__slots__} | dict(change.fields)
        after[change.known.id] = Known(**fields)
    for one, _row in plan.gone:
        del after[one.id]
    for number, new in enumerate(plan.new, start=max(after, default=0) + 10):
        content = (new.person, new.kind, new.starts, new.ends, new.grade, new.external_id)
        after[number] = Known(number, *content, Source.IMPORT.value)
    return list(after.values())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Egenmelding", SELF),
        ("EM", SELF),
        ("Sykemelding gradert", SICK),
        ("legemeldt sykefravær", SICK),
        ("Egenmelding barn", AbsenceKind.CHILD),
        ("Barns sykdom", AbsenceKind.CHILD),
        ("Ferie", AbsenceKind.HOLIDAY),
        ("Permisjon uten lønn", AbsenceKind.LEAVE),
        ("Kurs", None),
    ],
)
def test_words_of_payroll_are_known(text, kind):
    assert kind_of(text) == kind


def test_row_is_read_as_payroll_writes_it():
    assert read("1;Sykmelding;4.2.2026;2026-02-28;50 %;A7;") == AbsenceRow(
        7, 11, SICK, date(2026, 2, 4), date(2026, 2, 28), 50, "A7"
    )
    assert read("2;egenmelding;20260204;05.02.26").grade == 100
    assert read("1;sykmelding;4.2.2026;5.2.2026;0,6", is_share=True).grade == 60
    assert read("1;sykmelding;4.2.2026;5.2.2026;62,5").grade == 63
    assert read("1;ferie;4.2.2026;5.2.2026;;;Annullert").is_gone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (";egenmelding;4.2.2026;5.2.2026", "Ansattnummer mangler."),
        ("9;egenmelding;4.2.2026;5.2.2026", "Ingen med stilling i kommunen har dette ansattnummeret."),
        ("1;kurs;4.2.2026;5.2.2026", "Typen er ukjent."),
        ("1;;4.2.2026;5.2.2026", "Type mangler."),
        ("1;egenmelding;31.2.2026;5.3.2026", "Fra-datoen kan ikke leses."),
        ("1;egenmelding;4.2.2026;", "Til-datoen mangler."),
        ("1;egenmelding;4.2.2026;31.12.2099", "Til-datoen mangler."),
        ("1;egenmelding;4.2.2026;1.2.2026", "Til-datoen er før fra-datoen."),
        ("1;sykmelding;4.2.1990;1.3.1990", "mer enn 15 år tilbake"),
        ("1;sykmelding;4.2.2020;1.3.2025", "lenger enn tre år"),
        ("1;sykmelding;4.2.2026;1.3.2028", "mer enn ett år fram"),
        ("1;sykmelding;4.2.2026;5.2.2026;mye", "Grad må være et tall"),
        ("1;sykmelding;4.2.2026;5.2.2026;10", "mellom 20 og 100"),
        ("1;egenmelding;4.2.2026;5.2.2026;50", "Bare en sykmelding kan være gradert"),
        ("1;egenmelding;4.2.2026;5.2.2026;;;kanskje", "Statusen er ukjent."),
    ],
)
def test_wrong_row_says_what_to_do(text, told):
    with pytest.raises(Wrong, match=told):
        read(text)


def test_everything_wrong_about_a_row_is_told_at_once():
    with pytest.raises(Wrong, match=r"Ansattnummer mangler\. Typen er ukjent\..+Fra-datoen kan ikke leses\."):
        read(";kurs;i går;5.2.2026")


def test_what_is_told_names_nobody_and_repeats_no_cell():
    """[S5] The lines of a run are read by others than those who have the file."""
    with pytest.raises(Wrong) as told:
        read("31018012345;brukket ben;hos lege;5.2.2026;Kari")
    assert not any(word in str(told.value) for word in ("31018012345", "brukket", "lege", "Kari"))


def test_new_changed_gone_same_and_missing_are_counted():
    before = [
        known(1, 0, 2),
        known(2, 20, 30, SICK),
        known(3, 40, 41),
        known(4, 50, 51, source=Source.LEADER.value),
        known(5, 60, 61),
    ]
    rows = [
        row(2, 0, 2),
        row(3, 20, 35, SICK, grade=50),
        row(4, 40, 41, is_gone=True),
        row(5, 70, 71),
        row(6, 0, 0, person=22),
    ]
    plan = compare(rows, before)
    assert plan.counts() == {"new": 2, "changed": 1, "gone": 1, "unchanged": 1, "missing": 1, "bad": 0}
    assert dict(plan.changed[0].fields) == {"ends": FEB + timedelta(35), "grade": 50}
    assert [one.id for one in plan.missing] == [5]
    assert plan.people == [11, 22]


def test_first_day_can_be_corrected_with_and_without_an_id():
    by_id = compare([row(2, 5, 9, external_id="A")], [known(1, 0, 2, external_id="A")])
    near = compare([row(2, 1, 2)], [known(1, 0, 2)])
    for plan in (by_id, near):
        assert [set(change.fields) for change in plan.changed] == [{"starts", "ends"} if plan is by_id else {"starts"}]
        assert not plan.new
        assert not plan.problems


def test_two_that_could_be_meant_are_not_guessed_at():
    plan = compare([row(2, 1, 8)], [known(1, 0, 2), known(2, 6, 9)])
    assert not plan.changed
    assert "registrert fra 01.02.2026 til 03.02.2026" in plan.problems[0][1]


def test_payroll_takes_over_what_the_leader_registered_and_moves_no_case():
    plan = compare([row(2, 0, 2, external_id="A")], [known(1, 0, 2, source=Source.LEADER.value)])
    assert dict(plan.changed[0].fields) == {"source": "import", "external_id": "A"}
    assert plan.people == []


def test_self_certification_that_became_a_certificate_is_put_right():
    """Registered for eight days by the employee; payroll knows that the doctor took over after three."""
    before = [known(1, 0, 7, source=Source.EMPLOYEE.value)]
    plan = compare([row(2, 0, 2), row(3, 3, 20, SICK)], before)
    assert (len(plan.new), len(plan.changed), plan.problems) == (1, 1, [])


def test_overlap_is_told_with_the_other_row_and_the_rest_comes_in():
    plan = compare([row(2, 0, 5), row(3, 4, 9, SICK), row(4, 10, 12)], [])
    assert plan.problems == [(3, "Overlapper fraværet på rad 2. Rett datoene på den ene.")]
    assert [one.row for one in plan.new] == [2, 4]


def test_child_is_beside_the_others():
    plan = compare([row(2, 0, 5), row(3, 4, 5, AbsenceKind.CHILD.value), row(4, 5, 6, AbsenceKind.CHILD.value)], [])
    assert [one.row for one in plan.new] == [2, 3]


def test_same_absence_twice_in_the_file():
    plan = compare([row(2, 0, 5), row(3, 0, 5), row(4, 0, 6), row(5, 8, 9, is_gone=True), row(6, 8, 9)], [])
    assert [one.row for one in plan.new] == [2, 6]
    assert plan.problems == [(4, "Samme fravær står på rad 2 med andre opplysninger. Behold bare den ene.")]


def test_row_for_each_post_is_one_absence_whatever_the_order():
    posts = [row(2, 0, 5, external_id="A"), row(3, 0, 5, external_id="B")]
    first = compare(posts, [])
    assert [one.external_id for one in first.new] == ["A"]
    again = compare(list(reversed(posts)), applied([], first))
    assert again.counts() == {"new": 0, "changed": 0, "gone": 0, "unchanged": 2, "missing": 0, "bad": 0}


def test_id_of_somebody_else_is_refused():
    plan = compare([row(2, 0, 5, person=22, external_id="A")], [known(1, 0, 5, external_id="A")])
    assert plan.problems == [(2, "Fraværs-ID-en tilhører en annen ansatt.")]


spans = st.tuples(
    st.integers(0, 60), st.integers(0, 12), st.sampled_from([11, 22]), st.sampled_from([SELF, SICK, "child"])
)
files = st.lists(st.tuples(spans, st.sampled_from(["", "", "A", "B", "C"]), st.booleans()), max_size=8)


def _rows(found):
    """Rows whose IDs are each person's own, as payroll's are."""
    return [
        row(
            number,
            first,
            first + length,
            kind,
            person=person,
            external_id=external and f"{external}{person}",
            is_gone=is_gone and number % 3 == 0,
        )
        for number, ((first, length, person, kind), external, is_gone) in enumerate(found, start=2)
    ]


@given(files, files)
@settings(max_examples=1000, deadline=None)
def test_the_same_file_again_changes_nothing_and_nothing_ever_overlaps(earlier, later):
    """[S1] Whatever was there, and however odd the file."""
    before = applied([], compare(_rows(earlier), []))
    rows = _rows(later)
    once = compare(rows, before)
    after = applied(before, once)
    for is_child in (False, True):
        held = sorted((x for x in after if (x.kind == "child") is is_child), key=lambda x: (x.person, x.starts))
        assert all(one.person != two.person or one.ends < two.starts for one, two in pairwise(held))
    ids = [one.external_id for one in after if one.external_id]
    assert len(ids) == len(set(ids))
    again = compare(rows, after)
    assert [again.new, again.changed, again.gone] == [[], [], []]
