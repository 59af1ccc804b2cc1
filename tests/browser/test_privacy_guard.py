"""What says too much is pointed out while one writes, and taken away with one tap, also without script or net. [D9]"""

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.models import Deviation, DeviationSettings
from kvalitet.history import actions as history
from tests.privacy.dump import where_is
from tests.privacy.numbers import D_NUMBER, FNR, HELP_NUMBER, TEST_NUMBER

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 15_000


@pytest.fixture
def url(world):
    """The form that needs no name, which guards three texts."""
    with scopes_disabled():
        history.create(DeviationSettings, by=None, municipality=world.municipality, allows_anonymous=True)
    return reverse("deviations:report-anonymous")


def guard_of(page):
    return page.locator("#id_description_guard")


def found(page):
    return guard_of(page).locator(".guard-list > li")


def stored():
    with scopes_disabled():
        return Deviation.objects.get(source="anonymous").description


def test_while_one_writes_it_is_pointed_out_and_one_tap_takes_it_away(open_page, url, world, axe):
    page = open_page(url, user=world.ola, width=390)
    page.fill("#id_description", f"Kari Kvam ({FNR}) ringte 912 34 567.")
    found(page).nth(2).wait_for(timeout=PATIENCE)
    assert axe(page) == []
    assert "3 opplysninger" in guard_of(page).locator("[aria-live=polite]").inner_text()
    guard_of(page).get_by_role("button", name="Fjern alle fra teksten").click()
    assert page.input_value("#id_description") == "[navn] ([fødselsnummer]) ringte [telefonnummer]."
    found(page).first.wait_for(state="detached", timeout=PATIENCE)
    assert page.evaluate("document.activeElement.id") == "id_description"


def test_what_is_kept_stays_and_the_rest_goes_when_it_is_sent(open_page, url, world):
    page = open_page(url, user=world.ola)
    page.fill("#id_description", f"Kari Kvam og {FNR}.")
    found(page).nth(1).wait_for(timeout=PATIENCE)
    guard_of(page).get_by_label("Behold, det er ikke en person").check()
    page.check("input[name=seriousness][value='1']")
    page.get_by_role("button", name="Send uten navn").click()
    page.locator("#sakskode").wait_for(timeout=PATIENCE)
    assert stored() == "Kari Kvam og [fødselsnummer]."
    assert where_is(FNR) == set()


def test_without_the_net_the_browser_finds_the_surest_kinds_itself(open_page, url, world):
    page = open_page(url, user=world.ola)
    page.route("**/personvern/sjekk/", lambda route: route.abort())
    for number in (FNR, D_NUMBER, HELP_NUMBER, TEST_NUMBER, f"{FNR[:6]} {FNR[6:]}"):
        page.fill("#id_description", f"Gjelder {number}, sak 2024/91234567, 21 000 000 kr. Ring 91234567.")
        guard_of(page).get_by_text(f"«{number}»").wait_for(timeout=PATIENCE)
        assert found(page).count() == 2
    page.fill("#id_description", "Gjelder 01019012345 og 15137212345, faktura 91234567 den 22.11.2026.")
    found(page).first.wait_for(state="detached", timeout=PATIENCE)


def test_without_script_the_form_is_shown_again_with_what_was_found(open_page, url, world):
    page = open_page(url, user=world.ola, java_script_enabled=False)
    page.fill("#id_description", f"Kari Kvam og {FNR}.")
    page.check("input[name=seriousness][value='1']")
    page.get_by_role("button", name="Send uten navn").click()
    assert found(page).count() == 2
    assert page.locator(".ds-error-summary").count() == 1
    page.get_by_role("button", name="Fjern det som ikke er krysset av, og send").click()
    assert page.locator("#sakskode").count() == 1
    assert stored() == "[navn] og [fødselsnummer]."


def test_what_stands_alone_is_taken_and_not_a_part_of_a_word(open_page, url, world):
    page = open_page(url, user=world.ola)
    page.fill("#id_description", "Kari Kvam bor på Kari Kvamsveien. kari kvam.")
    found(page).first.wait_for(timeout=PATIENCE)
    guard_of(page).get_by_role("button", name="Fjern dette fra teksten: Kari Kvam").first.click()
    assert page.input_value("#id_description").startswith("[navn] bor på Kari Kvamsveien.")
