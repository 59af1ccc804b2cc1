"""Patterns: seen by those who follow the unit, with the events each may see. [D10]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.patterns import add_events, close_pattern, create_pattern, link_common_measure
from deviations.choices import PatternState
from deviations.models import PatternEvent, PatternMeasure
from goals.models import Measure
from kvalitet.web.errors import Refused
from tests.deviations.cases import reported, secret

TITLE = "Glatt gulv i gangen"


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def pattern(world):
    """Two falls at school, one of them confidential."""
    events = [reported(world, "Elev falt i gangen", days_ago=40), secret(reported(world, "Lærer skled i gangen"))]
    return create_pattern(unit=world.skole, title=TITLE, description="Når det regner.", events=events, by=world.kari)


def url(pattern, name="pattern-detail"):
    return reverse(f"deviations:{name}", args=[pattern.uuid])


def test_who_sees_the_pattern_and_which_of_its_events(world, pattern, sign_in):
    """[P4]"""
    names = ("kari", "kim", "eli", "anne", "rolf", "ola", "vera", "per", "dag", "siri", "nils")
    pages = {name: sign_in(getattr(world, name)).get(url(pattern)) for name in names}
    seen = {name for name, page in pages.items() if page.status_code == 200}
    assert seen == {"kari", "kim", "eli", "anne", "rolf"}
    assert {page.status_code for name, page in pages.items() if name not in seen} == {404}
    assert {name for name in seen if "Lærer skled" in pages[name].text} == {"kari", "kim", "eli", "anne"}
    assert "1 hendelse du kan se." in pages["rolf"].text
    assert "2 hendelser du kan se." in pages["kari"].text


def test_the_list_counts_what_one_sees(world, pattern, sign_in):
    page = reverse("deviations:pattern-list")
    assert TITLE in sign_in(world.kari).get(page).text
    assert 'class="numeric">2<' in sign_in(world.kari).get(page).text
    assert 'class="numeric">1<' in sign_in(world.rolf).get(page).text
    assert TITLE not in sign_in(world.per).get(page).text
    assert TITLE not in sign_in(world.nils).get(page).text
    assert sign_in(world.ola).get(page).status_code == 403
    assert TITLE not in sign_in(world.kari).get(page, {"vis": "avsluttet"}).text


def test_only_those_who_handle_events_change_it(world, pattern, sign_in):
    pages = ("pattern-edit", "pattern-close", "pattern-measure-create", "pattern-measure-link")
    for name in pages:
        codes = {
            who: sign_in(getattr(world, who)).get(url(pattern, name)).status_code for who in ("kari", "rolf", "per")
        }
        assert codes == {"kari": 200, "rolf": 403, "per": 404}


def test_it_is_edited_and_the_second_of_two_is_told(world, pattern, sign_in):
    data = {"title": "Glatt gulv", "description": "", "version": pattern.version}
    assert sign_in(world.kari).post(url(pattern, "pattern-edit"), data).status_code == 303
    answer = sign_in(world.kim).post(url(pattern, "pattern-edit"), data | {"title": "Noe annet"})
    assert answer.status_code == 422
    assert "Kari Kvam har endret dette" in answer.text
    pattern.refresh_from_db()
    assert pattern.title == "Glatt gulv"
    assert sign_in(world.kari).post(url(pattern, "pattern-edit"), {"title": "x" * 161}).status_code == 422


def test_a_common_measure_is_made_linked_and_let_go(world, pattern, sign_in):
    client, due = sign_in(world.kari), timezone.localdate() + timedelta(days=9)
    data = {"title": "Legge matter i alle ganger", "responsible": "Kari Kvam", "due": f"{due:%Y-%m-%d}"}
    assert client.post(url(pattern, "pattern-measure-create"), {**data, "responsible": "Ingen"}).status_code == 422
    assert client.post(url(pattern, "pattern-measure-create"), data).status_code == 303
    measure = Measure._base_manager.get(pattern_links__pattern=pattern)
    assert TITLE in client.get(measure.get_absolute_url()).text
    assert TITLE not in sign_in(world.per).get(measure.get_absolute_url()).text
    link = PatternMeasure._base_manager.get()
    away = reverse("deviations:pattern-measure-unlink", args=[link.uuid])
    assert sign_in(world.rolf).post(away, {"reason": "Feil"}).status_code == 403
    assert sign_in(world.per).post(away, {"reason": "Feil"}).status_code == 404
    assert client.post(away, {"reason": "Feil"}).status_code == 303
    chosen, found = {"measure": world.measure.uuid}, f"{url(pattern, 'pattern-measure-link')}?q=miljø"
    assert client.post(found, chosen).status_code == 303
    assert client.post(found, chosen).status_code == 422


def test_an_event_is_taken_out_with_a_reason(world, pattern, sign_in):
    shown, hidden = [link.deviation for link in pattern.event_links.order_by("pk")]
    away = reverse("deviations:pattern-event-remove", args=[pattern.uuid, shown.uuid])
    other = reverse("deviations:pattern-event-remove", args=[pattern.uuid, reported(world).uuid])
    assert sign_in(world.kari).get(other).status_code == 404
    assert sign_in(world.rolf).post(away, {"reason": "x"}).status_code == 403
    assert sign_in(world.kari).post(away, {}).status_code == 422
    assert sign_in(world.kari).post(away, {"reason": "Noe annet"}).status_code == 303
    assert [link.deviation for link in pattern.event_links.all()] == [hidden]
    assert PatternEvent.history.filter(history_type="-").count() == 1


def test_it_is_ended_with_words_and_opened_when_it_comes_back(world, pattern, sign_in):
    client = sign_in(world.kari)
    assert client.post(url(pattern, "pattern-close"), {"text": "", "version": pattern.version}).status_code == 422
    done = {"text": "Mattene virker.", "version": pattern.version}
    assert client.post(url(pattern, "pattern-close"), done).status_code == 303
    pattern.refresh_from_db()
    assert pattern.state == PatternState.CLOSED
    assert "Mattene virker." in client.get(url(pattern)).text
    with pytest.raises(Refused, match="avsluttet"):
        add_events(pattern, [reported(world)], by=world.kari)
    with pytest.raises(Refused, match="avsluttet"):
        link_common_measure(pattern, world.measure, by=world.kari)
    with pytest.raises(Refused, match="avsluttet"):
        close_pattern(pattern, text="Igjen", by=world.kari)
    assert client.post(url(pattern, "pattern-reopen"), {"reason": "Det skjedde igjen"}).status_code == 303
    assert client.post(url(pattern, "pattern-reopen"), {"reason": "Igjen"}).status_code == 422


def test_one_event_or_another_municipality_makes_no_pattern(world):
    ours, theirs = reported(world), reported(world, unit=world.asheim, by=world.nils)
    with pytest.raises(Refused, match="minst to"):
        create_pattern(unit=world.skole, title="En", description="", events=[ours, ours], by=world.kari)
    with pytest.raises(Refused, match="annen kommune"):
        create_pattern(unit=world.skole, title="To", description="", events=[ours, theirs], by=world.kari)


@pytest.mark.parametrize("place", ["pattern-list", "pattern-detail", "effect-list"])
def test_as_many_queries_with_many_as_with_few(world, pattern, sign_in, place):
    client = sign_in(world.kari)
    page = url(pattern) if place == "pattern-detail" else reverse(f"deviations:{place}")
    counts = []
    for number in (3, 30):
        for one in range(number):
            events = [reported(world, f"Fall {one}"), reported(world, f"Nytt fall {one}")]
            add_events(pattern, events, by=world.kari)
            create_pattern(
                unit=world.skole, title=f"Mønster {number} {one}", description="", events=events, by=world.kari
            )
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        counts.append(len(captured))
    assert counts[0] == counts[1]
