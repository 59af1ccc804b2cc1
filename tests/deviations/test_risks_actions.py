"""Risks and assessments as actions: copies, deadlines, versions, two at once. [D5]"""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from deviations.actions.assessments import assess, assess_many
from deviations.actions.matrices import drop_draft, ensure_version, publish_draft, save_draft, start_draft
from deviations.actions.measures import NewMeasure
from deviations.actions.reporting import Report, report
from deviations.actions.risk_handover import give, waiting
from deviations.actions.risk_measures import link_measure, make_measure, unlink_measure
from deviations.actions.risks import accept_risk, close_risk, create_risk, edit_risk, plan_review, reopen_risk
from deviations.choices import Moment, RiskState, Seriousness
from deviations.hooks.risks import held_by
from deviations.models import Assessment, Risk, RiskMeasure
from deviations.rules.matrix import resized
from kvalitet.deadlines.models import Deadline
from kvalitet.web.errors import Refused
from tests.factories import PersonFactory


@pytest.fixture
def inside(world):
    with scope(municipality=[world.municipality.pk]):
        yield world


@pytest.fixture
def risk(inside):
    fields = {"title": "Vold mot ansatte", "area": "hse", "owner": inside.kari}
    return create_risk(inside.skole, by=inside.kari, **fields)


def deadlines_of(risk):
    kind = ContentType.objects.get_for_model(Risk)
    with scopes_disabled():
        return list(Deadline.objects.filter(content_type=kind, object_id=risk.pk))


def worst(risk, by, **fields):
    risk.refresh_from_db()
    return assess(risk, likelihood=5, consequences={"people": 5}, by=by, **fields)


def test_an_assessment_is_copied_and_keeps_its_version(risk, inside):
    made = assess(risk, likelihood=2, consequences={"people": 5, "economy": 1, "trust": 3}, by=inside.kari)
    risk.refresh_from_db()
    assert (made.score, made.band, made.consequence) == (10, "orange", 5)
    assert (risk.risk_score, risk.risk_band, risk.likelihood, risk.needs_measure) == (10, "orange", 2, False)
    assert risk.matrix_version == made.version == ensure_version(inside.municipality)


def test_inherent_and_target_have_numbers_of_their_own(risk, inside):
    assess(risk, likelihood=4, consequences={"people": 4}, moment=Moment.INHERENT, by=inside.kari)
    risk.refresh_from_db()
    assess(risk, likelihood=1, consequences={"people": 3}, moment=Moment.TARGET, by=inside.kari)
    risk.refresh_from_db()
    assert (risk.inherent_score, risk.target_score, risk.risk_score) == (16, 3, None)


def test_an_event_gets_copies_and_a_line_in_its_timeline(inside):
    event = report(Report(inside.skole, "En elev falt i trappa.", Seriousness.LOW), by=inside.ola)
    assess(event, likelihood=3, consequences={"people": 4}, actual=2, reason="Glatt trapp.", by=inside.kari)
    event.refresh_from_db()
    assert (event.risk_score, event.risk_band) == (12, "orange")
    line = event.entries.get(kind="assessment")
    assert line.text == "Risikoen er vurdert til 12 (Høy): sannsynlighet 3, konsekvens 4. Glatt trapp."
    assert not line.is_for_reporter


@pytest.mark.parametrize(
    ("likelihood", "consequences", "actual"),
    [
        (3, {}, None),
        (3, {"hemmelig": 2}, None),
        (3, {"people": 6}, None),
        (9, {"people": 2}, None),
        (3, {"people": 2}, 0),
    ],
)
def test_what_the_matrix_lacks_is_refused(risk, inside, likelihood, consequences, actual):
    with pytest.raises(Refused):
        assess(risk, likelihood=likelihood, consequences=consequences, actual=actual, by=inside.kari)
    assert not Assessment.objects.exists()


def test_the_second_of_two_who_assess_is_told(risk, inside):
    seen = Risk.objects.get(pk=risk.pk)
    assess(risk, likelihood=3, consequences={"people": 4}, by=inside.kari)
    with pytest.raises(Refused, match="Noen andre"):
        assess(seen, likelihood=1, consequences={"people": 1}, by=inside.kim)


def test_an_old_matrix_is_refused_and_the_new_one_counts_from_then(risk, inside):
    first = ensure_version(inside.municipality)
    draft = start_draft(inside.municipality, by=inside.kim)
    draft = save_draft(draft, definition=resized(first.content, 4, 4), by=inside.kim)
    published = publish_draft(draft, reason="Enklere.", by=inside.kim)
    with pytest.raises(Refused, match="Risikomatrisen er endret"):
        assess(risk, likelihood=3, consequences={"people": 4}, version=first, by=inside.kari)
    made = assess(risk, likelihood=4, consequences={"people": 4}, version=published, by=inside.kari)
    assert (made.version.number, made.score, made.band) == (2, 16, "red")


def test_a_draft_is_one_and_must_differ(inside):
    draft = start_draft(inside.municipality, by=inside.kim)
    assert start_draft(inside.municipality, by=inside.siri) == draft
    with pytest.raises(Refused, match="likt versjonen"):
        publish_draft(draft, reason="Ny", by=inside.kim)
    drop_draft(draft, by=inside.kim)
    assert start_draft(inside.municipality, by=inside.kim) != draft


def test_a_red_risk_without_a_measure_is_found(risk, inside):
    worst(risk, inside.kari)
    assert list(Risk.objects.all().without_measure()) == [risk]
    link = link_measure(risk, measure=inside.measure, by=inside.kari)
    assert link_measure(risk, measure=inside.measure, by=inside.kari) == link
    assert not Risk.objects.all().without_measure()
    inside.measure.tasks.update(status="cancelled")
    assert list(Risk.objects.all().without_measure()) == [risk]
    unlink_measure(link, by=inside.kari)
    assert not RiskMeasure.objects.exists()


def test_a_measure_made_from_a_risk_is_linked_and_has_a_task(risk, inside):
    told = NewMeasure(title="Øve", responsible=inside.kari, due=date(2031, 1, 1), goal=inside.goal)
    made = make_measure(risk, told=told, by=inside.kim)
    assert made.tasks.count() == 1
    assert [link.measure for link in risk.measure_links.all()] == [made]


def test_the_owner_is_reminded_until_it_is_closed(risk, inside):
    row = deadlines_of(risk)[0]
    assert (row.responsible, row.due, row.title) == (
        inside.kari,
        risk.next_review,
        "Vurder risikoen på nytt: Vold mot ansatte",
    )
    later = timezone.localdate() + timedelta(days=100)
    risk = plan_review(risk, on=later, by=inside.kari)
    assert deadlines_of(risk)[0].due == later
    risk = close_risk(risk, reason="Bygget er revet.", by=inside.kari)
    assert deadlines_of(risk)[0].cancelled_at is not None
    risk = reopen_risk(risk, reason="Nytt bygg.", by=inside.kari)
    assert (risk.state, deadlines_of(risk)[0].cancelled_at) == (RiskState.OPEN, None)


def test_without_an_owner_the_leader_is_reminded_and_a_confidential_risk_is_not_named(risk, inside):
    risk = edit_risk(risk, owner=None, is_confidential=True, by=inside.kari)
    found = [row for row in deadlines_of(risk) if row.cancelled_at is None]
    assert [(row.role, row.title) for row in found] == [("leader", "Du har en fortrolig risiko å vurdere på nytt")]


def test_a_review_is_due_after_a_year(risk):
    assert risk.next_review == date(timezone.localdate().year + 1, timezone.localdate().month, risk.next_review.day)


def test_accepting_is_refused_where_the_matrix_demands_a_measure(risk, inside):
    with pytest.raises(Refused, match="Vurder risikoen før"):
        accept_risk(risk, reason="Greit", by=inside.kari)
    worst(risk, inside.kari)
    risk.refresh_from_db()
    with pytest.raises(Refused, match="ikke kan aksepteres"):
        accept_risk(risk, reason="Greit", by=inside.kari)
    assess(risk, likelihood=1, consequences={"people": 2}, by=inside.kari)
    risk.refresh_from_db()
    risk = accept_risk(risk, reason="Lav.", by=inside.kari)
    assert (risk.state, reopen_risk(risk, reason="Ny.", by=inside.kari).state) == ("accepted", "open")


def test_a_closed_risk_is_left_alone(risk, inside):
    risk = close_risk(risk, reason="Borte.", by=inside.kari)
    for act in (
        lambda: edit_risk(risk, title="Ny", by=inside.kari),
        lambda: worst(risk, inside.kari),
        lambda: link_measure(risk, measure=inside.measure, by=inside.kari),
        lambda: close_risk(risk, reason="Igjen", by=inside.kari),
    ):
        with pytest.raises(Refused, match="avsluttet"):
            act()


def test_a_risk_without_a_next_review_is_refused(risk, inside):
    with pytest.raises(ValidationError, match="vurderes på nytt"):
        edit_risk(risk, next_review=None, by=inside.kari)


def test_risks_of_one_who_has_left_are_handed_over(risk, inside):
    gone = PersonFactory(municipality=inside.municipality)
    edit_risk(risk, owner=gone, by=inside.kari)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    assert waiting(inside.municipality) == {gone.pk: 1}
    assert [one.title for one in held_by(gone, inside.siri)] == ["Risiko i Solbakken skole"]
    assert [one.title for one in held_by(gone, inside.kim)] == ["Vold mot ansatte"]
    assert give(gone, inside.kari, [f"risk-{risk.uuid}"], inside.siri) == 1
    risk.refresh_from_db()
    assert (risk.owner, waiting(inside.municipality)) == (inside.kari, {})


def test_a_confidential_risk_is_not_given_away_by_one_who_cannot_see_it(risk, inside):
    gone = PersonFactory(municipality=inside.municipality)
    edit_risk(risk, owner=gone, is_confidential=True, by=inside.kari)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    assert waiting(inside.municipality) == {}
    assert held_by(gone, inside.siri) == []
    assert give(gone, inside.siri, [f"risk-{risk.uuid}"], inside.siri) == 0
    assert give(gone, inside.kari, [f"risk-{risk.uuid}"], inside.kim) == 1


def test_many_events_are_assessed_in_a_few_statements(inside, django_assert_max_num_queries):
    events = [report(Report(inside.skole, f"Fall {n}", Seriousness.LOW), by=inside.ola) for n in range(12)]
    for event in events:
        event.likelihood, event.consequence = 3, 4
    ensure_version(inside.municipality)
    with django_assert_max_num_queries(10):
        assert assess_many(inside.municipality, events, by=None) == 12
    events[0].refresh_from_db()
    assert (events[0].assessments.get().score, events[0].matrix_version) == (12, ensure_version(inside.municipality))
