"""Plans: started, changed, published, closed, filtered, shown to one more."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.measures import create_measure
from goals.actions.tasks import report_status
from goals.choices import DueKind, PlanStatus, TaskStatus
from goals.models import Plan


def test_leader_starts_a_plan_for_the_own_unit_and_for_no_other(world, sign_in):
    """[G1]"""
    client = sign_in(world.kari)
    fields = {"kind": "unit_plan", "name": "Plan for skolen", "starts_year": "2026", "ends_year": "2026"}
    url = reverse("goals:plan-create")
    answer = client.post(url, {**fields, "unit": world.skole.uuid})
    assert answer.status_code == 303
    assert "utkast" in client.get(answer["Location"]).text
    refused = client.post(url, {**fields, "name": "Plan for barnehagen", "unit": world.barnehage.uuid})
    assert refused.status_code == 422
    assert "Velg en enhet fra listen." in refused.text
    assert 'value="Plan for barnehagen"' in refused.text
    assert sign_in(world.ola).post(url, {**fields, "unit": world.skole.uuid}).status_code == 403


def test_a_plan_of_the_same_name_and_year_is_refused_on_the_form(world, sign_in):
    fields = {"kind": "action_plan", "name": "Handlingsplan", "starts_year": "2024", "ends_year": "2034"}
    answer = sign_in(world.kim).post(reverse("goals:plan-create"), {**fields, "unit": world.fjordvik.uuid})
    assert answer.status_code == 422
    assert "Det finnes allerede en plan med dette navnet for året." in answer.text


def test_years_that_make_no_sense_are_refused(world, sign_in):
    client = sign_in(world.kim)
    fields = {"kind": "action_plan", "name": "Ny plan", "unit": world.fjordvik.uuid}
    url = reverse("goals:plan-create")
    wrong = [("2027", "2026"), ("1", "2026"), ("2026", "99999999999999999999"), ("2026", "tolv"), ("2026", "2099")]
    for first, last in wrong:
        answer = client.post(url, {**fields, "starts_year": first, "ends_year": last})
        assert answer.status_code == 422, (first, last)
    assert client.post(url, {**fields, "starts_year": "2026", "ends_year": "2029"}).status_code == 303


def test_publishing_opens_the_draft_to_everyone_and_closing_locks_it(world, sign_in):
    kari, ola = sign_in(world.kari), sign_in(world.ola)
    draft = world.draft
    publish = reverse("goals:plan-publish", args=[draft.uuid])
    assert ola.post(publish).status_code == 404
    assert kari.post(publish).status_code == 303
    assert ola.get(draft.get_absolute_url()).status_code == 200
    assert ola.post(reverse("goals:plan-close", args=[draft.uuid])).status_code == 403
    assert kari.post(reverse("goals:plan-close", args=[draft.uuid])).status_code == 303
    with scopes_disabled():
        assert Plan.objects.get(pk=draft.pk).status == PlanStatus.CLOSED
    closed = kari.get(reverse("goals:plan-edit", args=[draft.uuid]))
    assert closed.status_code == 403
    assert "Planen er avsluttet og kan ikke endres." in closed.text


def test_a_published_plan_is_not_published_again(world, sign_in):
    answer = sign_in(world.kim).post(reverse("goals:plan-publish", args=[world.plan.uuid]))
    assert answer.status_code == 422
    assert "Planen er allerede publisert." in answer.text


def test_second_editor_is_told_what_the_first_changed(world, sign_in):
    """[P5]"""
    url = reverse("goals:plan-edit", args=[world.plan.uuid])
    kim, anne = sign_in(world.kim), sign_in(world.anne)
    fields = {"starts_year": "2024", "ends_year": "2034", "version": world.plan.version}
    assert kim.post(url, {**fields, "name": "Kims navn"}).status_code == 303
    late = anne.post(url, {**fields, "name": "Annes navn"})
    assert late.status_code == 422
    assert "Kim Knutsen" in late.text
    assert "Kims navn" in late.text
    assert 'value="Annes navn"' in late.text
    assert anne.post(url, {**fields, "name": "Annes navn", "version": world.plan.version + 1}).status_code == 303


def test_explicit_grant_shows_a_draft_to_one_more_until_it_is_taken_away(world, sign_in):
    """[P4]"""
    kari, ola = sign_in(world.kari), sign_in(world.ola)
    access = reverse("goals:plan-access", args=[world.draft.uuid])
    fields = {"starts": timezone.localdate().isoformat(), "ends": "", "reason": "Skal skrive om lesing"}
    assert ola.get(world.draft.get_absolute_url()).status_code == 404
    unknown = kari.post(access, {**fields, "person": "Nils Nordli"})
    assert unknown.status_code == 422
    assert "Vi finner ingen person som heter det." in unknown.text
    assert kari.post(access, {**fields, "person": "ola olsen"}).status_code == 303
    assert ola.get(world.draft.get_absolute_url()).status_code == 200
    assert "særskilt tilgang: Skal skrive om lesing" in kari.get(access).text
    assert ola.get(access).status_code == 403
    remove = reverse("goals:plan-grant-remove", args=[world.draft.uuid, world.ola.uuid])
    assert ola.post(remove).status_code == 403
    assert kari.post(remove).status_code == 303
    assert ola.get(world.draft.get_absolute_url()).status_code == 404


def tree(client, world, **filters):
    return client.get(world.plan.get_absolute_url(), filters).text


def test_the_tree_is_filtered_by_everything_in_the_address(world, sign_in):
    """Issue 2, point 10."""
    client = sign_in(world.kim)
    yesterday = timezone.localdate() - timedelta(days=1)
    with scopes_disabled():
        create_measure(world.goal, title="Altfor sent", responsible=[], by=None, due_kind=DueKind.DATE, due=yesterday)
        create_measure(world.goal, title="Når som helst", responsible=[], by=None)
        report_status(world.task, status=TaskStatus.DONE, progress=100, comment="", evidence="", by=world.kari)
    assert "1 av 4 tiltak er over fristen, og 1 er ferdig." in tree(client, world)
    shown = {
        "Altfor sent": {"vis": "forsinket"},
        "Når som helst": {"vis": "uten-frist"},
        "Ansette miljøterapeut": {"status": "done"},
        "Lage beredskapsplan": {"enhet": world.barnehage.uuid},
    }
    for title, filters in shown.items():
        text = tree(client, world, **filters)
        assert title in text, filters
        assert not [other for other in shown if other != title and other in text], filters
    assert "Ansette miljøterapeut" in tree(client, world, ansvarlig=world.kari.uuid)
    assert "Altfor sent" not in tree(client, world, ansvarlig=world.kari.uuid)
    assert "Altfor sent" in tree(client, world, q="SENT altfor", perspektiv="services")
    assert "Ingen tiltak passer til valgene dine" in tree(client, world, perspektiv="economy")


def test_htmx_gets_the_tree_alone_and_others_the_whole_page(world, sign_in):
    client = sign_in(world.kim)
    url = world.plan.get_absolute_url()
    part = client.get(url, {"vis": "apne"}, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert 'id="plantre"' in part.text
    assert "<html" in client.get(url, {"vis": "apne"}).text
    assert "HX-Request" in part["Vary"]


def test_far_years_are_refused_in_dates(world, sign_in):
    url = reverse("goals:goal-create", args=[world.plan.uuid])
    answer = sign_in(world.kim).post(url, {"title": "Et mål", "perspective": "society", "due": date(9999, 1, 1)})
    assert answer.status_code == 422
    assert "Velg en dato mellom 2000 og 2100." in answer.text
