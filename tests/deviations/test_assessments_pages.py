"""Assessing events and risks on a page: who may, what is asked, and what is shown after. [D5]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.assessments import assess
from deviations.actions.matrices import publish_draft, save_draft, start_draft
from deviations.actions.reporting import Report, report
from deviations.actions.risks import usual_review
from deviations.choices import Seriousness
from deviations.models import Assessment
from deviations.rules.matrix import resized
from tests.deviations.risk_cases import risky


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def event(world):
    return report(Report(world.skole, "En elev falt i trappa.", Seriousness.LOW), by=world.ola)


def url(obj, name="deviation-assess"):
    return reverse(f"deviations:{name}", args=[obj.uuid])


def typed(client, address, **fields):
    """Send what a browser would, with these fields changed."""
    form = client.get(address).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return client.post(address, {**data, **fields})


def test_the_handler_assesses_and_the_case_shows_it(world, sign_in, event):
    client = sign_in(world.kari)
    assert "Risikoen er ikke vurdert ennå" in client.get(event.get_absolute_url()).content.decode()
    said = {"likelihood": "3", "kind_people": "4", "kind_trust": "2", "actual": "2", "reason": "Glatt trapp."}
    assert typed(client, url(event), **said).status_code == 303
    made = Assessment.objects.get()
    assert (made.score, made.consequences, made.actual, made.by) == (12, {"people": 4, "trust": 2}, 2, world.kari)
    text = client.get(event.get_absolute_url()).content.decode()
    for words in ("3 – Mindre sannsynlig", "4 – Svært alvorlig", "2 – Mindre alvorlig", "Glatt trapp.", "data-marked"):
        assert words in text


def test_only_those_who_handle_the_case(world, sign_in, event):
    found = {n: sign_in(getattr(world, n)).get(url(event)).status_code for n in ("kim", "rolf", "ola", "per", "nils")}
    assert found == {"kim": 200, "rolf": 403, "ola": 403, "per": 404, "nils": 404}


def test_signed_out_is_sent_to_the_door(client, world, event):
    assert client.get(url(event)).status_code == 302
    assert client.get(url(risky(world), "risk-assess")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"likelihood": ""}, "Velg hvor sannsynlig det er."),
        ({"likelihood": "6"}, "Velg fra listen."),
        ({"kind_people": "9"}, "Velg et nivå fra listen."),
        ({"kind_people": ""}, "Velg konsekvens for minst én type."),
        ({"actual": "x"}, "Velg et nivå fra listen."),
        ({"reason": "x" * 2001}, "for lang"),
        ({"matrix_uuid": "tull"}, "Risikomatrisen er endret mens du vurderte."),
    ],
)
def test_bad_input_is_told_and_stores_nothing(world, sign_in, event, fields, words):
    answer = typed(sign_in(world.kari), url(event), **{"likelihood": "3", "kind_people": "4", **fields})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Assessment.objects.exists()


def test_one_who_saw_an_older_matrix_is_told_and_can_go_on(world, sign_in, event):
    client = sign_in(world.kari)
    seen = {"likelihood": "3", "kind_people": "4", "version": event.version}
    seen["matrix_uuid"] = client.get(url(event)).context["form"]["matrix_uuid"].value()
    draft = start_draft(world.municipality, by=world.kim)
    publish_draft(save_draft(draft, definition=resized(draft.content, 4, 4), by=world.kim), reason="Ny", by=world.kim)
    answer = client.post(url(event), seen)
    assert "Risikomatrisen er endret mens du vurderte." in answer.content.decode()
    again = answer.context["form"]["matrix_uuid"].value()
    assert client.post(url(event), {**seen, "matrix_uuid": again}).status_code == 303


def test_the_second_of_two_is_told(world, sign_in, event):
    client = sign_in(world.kari)
    form = client.get(url(event)).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    assess(event, likelihood=1, consequences={"people": 1}, by=world.kim)
    answer = client.post(url(event), {**data, "likelihood": "5", "kind_people": "5"})
    assert answer.status_code == 422
    assert "Kim Knutsen har endret dette mens du skrev" in answer.content.decode()
    assert Assessment.objects.count() == 1


def test_a_risk_is_assessed_at_three_moments(world, sign_in):
    risk, client = risky(world), sign_in(world.kari)
    for moment, likelihood in (("inherent", "5"), ("current", "3"), ("target", "1")):
        said = {"moment": moment, "likelihood": likelihood, "kind_people": "4"}
        assert typed(client, url(risk, "risk-assess"), **said).status_code == 303
    risk.refresh_from_db()
    assert (risk.inherent_score, risk.risk_score, risk.target_score) == (20, 12, 4)
    text = client.get(risk.get_absolute_url()).content.decode()
    for words in ("20 Kritisk", "12 Høy", "4 Lav"):
        assert words in text


def test_assessing_early_puts_the_next_look_off(world, sign_in):
    """[D5] A reminder comes before the day; who answers it at once isn't reminded again."""
    today = timezone.localdate()
    risk, client = risky(world, next_review=today + timedelta(days=10)), sign_in(world.kari)
    said = {"moment": "current", "likelihood": "3", "kind_people": "4"}
    assert typed(client, url(risk, "risk-assess"), **said, next_review="2001-01-01").status_code == 422
    assert typed(client, url(risk, "risk-assess"), **{**said, "moment": "target"}).status_code == 303
    risk.refresh_from_db()
    assert risk.next_review == today + timedelta(days=10)
    assert typed(client, url(risk, "risk-assess"), **said).status_code == 303
    risk.refresh_from_db()
    assert risk.next_review == usual_review(today)
    later = today + timedelta(days=200)
    assert typed(client, url(risk, "risk-assess"), **said, next_review=f"{later:%Y-%m-%d}").status_code == 303
    risk.refresh_from_db()
    assert risk.next_review == later


def test_a_closed_case_is_not_assessed(world, sign_in, event):
    type(event)._base_manager.filter(pk=event.pk).update(state="closed")
    answer = typed(sign_in(world.kari), url(event), likelihood="3", kind_people="4")
    assert answer.status_code == 422
    assert "Saken er lukket" in answer.content.decode()
