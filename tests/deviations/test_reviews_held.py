"""[D6] The review while the meeting goes on: rows saved one by one, then minutes that stay as they are."""

from datetime import timedelta

import pytest
from django_scopes import scopes_disabled

from deviations.choices import AgendaKind, ItemStatus, ReviewState, State
from deviations.models import Deviation, Review
from goals.models import Measure
from kvalitet.calendar.periods import add_months
from tests.deviations.meetings import (
    LIST,
    MONTH,
    TODAY,
    item_of,
    items,
    month_of_events,
    pdf_text,
    planned,
    save_url,
    typed,
)


@pytest.fixture
def found(world):
    """Return the events of the month."""
    return month_of_events(world)


def test_a_row_is_saved_with_a_measure_and_comes_back_alone(world, found, sign_in):
    """The measure is made with the goals, and hangs on the event."""
    item = item_of(planned(world), found["worst"])
    due = TODAY + timedelta(days=30)
    sent = typed(item, decision="Taket skiftes.", measure="Bestille ny takbelegning", responsible=world.dag.pk, due=due)
    response = sign_in(world.kari).post(save_url(item), sent, headers={"HX-Request": "true"})
    assert response.status_code == 200
    body = response.content.decode()
    assert body.lstrip().startswith("<li")
    assert "Bestille ny takbelegning" in body
    assert "1 av 4 saker er behandlet." in body
    with scopes_disabled():
        item.refresh_from_db()
        measure = Measure.objects.get(title="Bestille ny takbelegning")
        assert (item.status, item.decision, item.measure) == (ItemStatus.DECIDED, "Taket skiftes.", measure)
        assert found["worst"].measure_links.get().measure == measure
        assert measure.due == due
        assert Review.objects.get(pk=item.review_id).state == ReviewState.HELD


def test_a_row_is_saved_without_javascript_too(world, found, sign_in):
    item = item_of(planned(world), found["near"])
    response = sign_in(world.kari).post(save_url(item), typed(item, status="noted", decision="Rekkverket er fint."))
    assert response.status_code == 303
    assert response["Location"].endswith(f"#sak-{item.uuid}")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"measure": "Ny lås"}, "Velg hvem som er ansvarlig"),
        ({"due": "2031-01-01"}, "Skriv hva som skal gjøres"),
        ({"measure": "Ny lås", "due": "2001-01-01"}, "Fristen må være i dag eller senere"),
        ({"measure": "Ny lås", "due": "snart"}, "Skriv datoen slik"),
        ({"status": "tull"}, "tull"),
        ({"decision": "x" * 2001}, "Teksten er for lang"),
        ({"measure": "Ny lås", "responsible": "999999", "due": "2031-01-01"}, "Velg en av dem i listen"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_wrong_row_keeps_what_was_typed_and_changes_nothing(world, found, sign_in, changes, told, headers):
    item = item_of(planned(world), found["worst"])
    sent = typed(item, decision="Husk dette") | changes
    response = sign_in(world.kari).post(save_url(item), sent, headers=headers)
    assert response.status_code == 422
    assert told in response.content.decode()
    if "decision" not in changes:
        assert "Husk dette" in response.content.decode()
    with scopes_disabled():
        item.refresh_from_db()
        assert (item.status, item.measure) == (ItemStatus.OPEN, None)
        assert not Measure.objects.filter(title="Ny lås").exists()


def test_the_second_of_two_is_told(world, found, sign_in):
    item = item_of(planned(world), found["worst"])
    first, second = sign_in(world.kari), sign_in(world.kim)
    seen = typed(item, decision="Skift taket")
    assert first.post(save_url(item), seen).status_code == 303
    response = second.post(save_url(item), seen | {"decision": "Vent med taket"}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "Kari Kvam" in response.content.decode()
    assert "Vent med taket" in response.content.decode()
    with scopes_disabled():
        item.refresh_from_db()
    assert item.decision == "Skift taket"


def test_a_measure_of_a_confidential_item_needs_a_word_that_it_tells_nothing(world, found, sign_in):
    item = item_of(planned(world), found["secret"])
    sent = typed(item, measure="Ny rutine", responsible=world.dag.pk, due=TODAY + timedelta(days=9))
    client = sign_in(world.kari)
    assert client.post(save_url(item), sent).status_code == 422
    assert client.post(save_url(item), sent | {"is_discreet": "1"}).status_code == 303


def approve(world, review, client) -> None:
    with scopes_disabled():
        review.items.exclude(status=ItemStatus.DECIDED).update(status=ItemStatus.NOTED)
        review.refresh_from_db()
    assert client.post(f"{LIST}{review.uuid}/godkjenn/", {"version": review.version}).status_code == 303


def test_approved_minutes_stay_as_they_are(world, found, sign_in):
    """What happens to the case afterwards doesn't change what was written."""
    review, client = planned(world), sign_in(world.kari)
    item = item_of(review, found["worst"])
    client.post(save_url(item), typed(item, decision="Taket skiftes."))
    approve(world, review, client)
    Deviation._base_manager.filter(pk=found["worst"].pk).update(title="Noe helt annet", state=State.CLOSED)
    text = pdf_text(client.get(f"{LIST}{review.uuid}/pdf/").content)
    body = client.get(f"{LIST}{review.uuid}/").content.decode()
    for told in (text, body):
        assert "Taket lekker" in told
        assert "Noe helt annet" not in told
        assert "Taket skiftes." in told
    assert "Kari Kvam" in text
    assert "Verneombud" in text
    item.refresh_from_db()
    assert client.post(save_url(item), typed(item, decision="Angrer")).status_code == 422
    assert client.post(f"{LIST}{review.uuid}/rediger/", {}).status_code == 422


def test_the_rest_is_noted_at_once(world, found, sign_in):
    """What is decided stays; nobody else may do it."""
    review, client = planned(world), sign_in(world.kari)
    item = item_of(review, found["worst"])
    client.post(save_url(item), typed(item, decision="Taket skiftes."))
    address = f"{LIST}{review.uuid}/til-orientering/"
    assert sign_in(world.vera).post(address).status_code == 403
    assert client.post(address).status_code == 303
    with scopes_disabled():
        assert sorted(review.items.values_list("status", flat=True)) == ["decided", "noted", "noted", "noted"]


def test_nothing_is_approved_while_a_thing_is_left(world, found, sign_in):
    review, client = planned(world), sign_in(world.kari)
    client.post(f"{LIST}{review.uuid}/godkjenn/", {"version": review.version})
    assert "saker er ikke behandlet" in client.get(f"{LIST}{review.uuid}/").content.decode()
    with scopes_disabled():
        review.refresh_from_db()
    assert review.is_open


def test_what_was_put_off_and_what_isn_t_done_comes_next_time(world, found, sign_in):
    review, client = planned(world, month=add_months(MONTH, -1)), sign_in(world.kari)
    free = f"{LIST}{review.uuid}/sak/"
    assert client.post(free, {"title": "Vernerunden"}).status_code == 303
    assert client.post(free, {"title": "Branntavla"}).status_code == 303
    with scopes_disabled():
        later, fixed = review.items.get(title="Vernerunden"), review.items.get(title="Branntavla")
    client.post(save_url(later), typed(later, status="carried"))
    due = TODAY + timedelta(days=3)
    sent = typed(fixed, measure="Skifte sikringer", responsible=world.dag.pk, due=due, decision="Skift")
    assert client.post(save_url(fixed), sent).status_code == 303
    after = planned(world)
    assert items(after)["Vernerunden"] == AgendaKind.CARRIED
    assert items(after)["Branntavla"] == AgendaKind.CARRIED
    with scopes_disabled():
        assert after.items.get(title="Branntavla").measure_text.startswith("Skifte sikringer")
