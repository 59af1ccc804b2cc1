"""The page where the cause is found. [D3]"""

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.actions.causes import set_cause
from deviations.choices import Cause, EntryKind
from kvalitet.web.errors import Refused
from tests.deviations.cases import begun, closed, fresh, reported, secret


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def url(event):
    return reverse("deviations:cause-edit", args=[event.uuid])


def typed(event, **fields):
    return {"causes": [Cause.EQUIPMENT], "why_1": "Gulvet var vått", "version": fresh(event).version, **fields}


def test_leader_finds_the_cause_and_others_may_not(world, sign_in):
    """[D3]"""
    event = reported(world)
    answer = sign_in(world.kari).post(url(event), typed(event, cause_text="Taket lekker"))
    assert answer.status_code == 303
    event = fresh(event)
    assert (event.causes, event.whys, event.cause_text) == (["equipment"], ["Gulvet var vått"], "Taket lekker")
    assert event.history.first().history_user == world.kari
    assert event.entries.get(kind=EntryKind.CAUSE).text == "Årsak: Utstyr og teknologi."
    codes = {name: sign_in(getattr(world, name)).get(url(event)).status_code for name in ("ola", "per", "rolf", "nils")}
    assert codes == {"ola": 403, "per": 404, "rolf": 403, "nils": 404}


def test_one_question_after_the_other(world, sign_in):
    event = reported(world)
    client = sign_in(world.kari)
    page = client.get(url(event)).text
    assert 'name="why_1"' in page
    assert 'name="why_2"' not in page
    page = client.post(url(event), typed(event, mer="ja", cause_text="Skrevet")).text
    assert "Du svarte «Gulvet var vått»" in page
    assert 'name="why_2"' in page
    assert "Skrevet" in page
    assert fresh(event).whys == []
    all_five = {f"why_{number}": f"Fordi {number}" for number in range(1, 6)}
    assert client.post(url(event), typed(event, **all_five)).status_code == 303
    assert len(fresh(event).whys) == 5


def test_a_skipped_why_keeps_what_was_typed(world, sign_in):
    event = reported(world)
    answer = sign_in(world.kari).post(url(event), typed(event, why_1="", why_2="Taket lekker"))
    assert answer.status_code == 422
    assert "Svar på dette før du går videre" in answer.text
    assert "Taket lekker" in answer.text
    assert fresh(event).causes == []


def test_no_cause_or_a_strange_one_is_refused(world, sign_in):
    event = reported(world)
    client = sign_in(world.kari)
    assert "Velg minst én årsak." in client.post(url(event), typed(event, causes=[])).text
    assert client.post(url(event), typed(event, causes=["noe"])).status_code == 422
    assert client.post(url(event), typed(event, why_1="x" * 501)).status_code == 422


def test_the_second_of_two_is_told(world, sign_in):
    event = reported(world)
    data = typed(event)
    first, second = sign_in(world.kari), sign_in(world.kim)
    assert first.post(url(event), data).status_code == 303
    answer = second.post(url(event), data | {"causes": [Cause.HUMAN]})
    assert answer.status_code == 422
    assert "Kari Kvam har endret dette mens du skrev" in answer.text
    assert fresh(event).causes == ["equipment"]


def test_a_slip_alone_gets_a_hint(world, sign_in):
    event = reported(world)
    answer = sign_in(world.kari).post(url(event), typed(event, causes=[Cause.HUMAN]), follow=True)
    assert "gjorde feilen lett å gjøre" in answer.text


def test_a_closed_case_is_opened_first(world):
    event = closed(world)
    with pytest.raises(Refused, match="Gjenåpne"):
        set_cause(fresh(event), causes=[Cause.HUMAN], whys=[], cause_text="", by=world.kari)


def test_the_same_cause_again_writes_no_line(world):
    event = begun(world)
    for _again in range(2):
        set_cause(fresh(event), causes=[Cause.HUMAN], whys=["Trøtt"], cause_text="", by=world.kari)
    assert event.entries.filter(kind=EntryKind.CAUSE).count() == 1


def test_a_confidential_case_has_no_cause_page_for_those_who_only_follow_the_unit(world, sign_in):
    event = secret(reported(world))
    assert sign_in(world.rolf).get(url(event)).status_code == 404
    assert sign_in(world.kari).get(url(event)).status_code == 200
