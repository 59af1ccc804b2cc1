"""Without network: the page opens, what is typed is kept, and each report is stored exactly once. [D8]"""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from deviations.models import Deviation
from kvalitet.attachments.models import Attachment
from tests.browser.conftest import _session_cookie
from tests.browser.test_report import photo

TEXT = "Heisen stoppet mellom to etasjer."
KEPT = """async () => Boolean((await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'
  && await (await caches.open('kvalitet-skall')).match('/avvik/meld/uten-nett/'))"""
STATE = """async () => {
  const found = await navigator.serviceWorker.getRegistration();
  const states = [found?.installing, found?.waiting, found?.active].map((worker) => worker?.state);
  return [location.href, states, Boolean(navigator.serviceWorker.controller), await caches.keys(), { ...localStorage }];
}"""
ROWS = """() => new Promise((resolve) => {
  const asked = indexedDB.open('kvalitet-meldinger', 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction('meldinger').objectStore('meldinger').getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result.map((row) => row.state)); };
  };
})"""


def until(page, question):
    """Ask the page until it says yes; a promise must be waited for, which `wait_for_function` doesn't."""
    for _try in range(150):
        if page.evaluate(question):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{question}: {page.evaluate(STATE)}")


@pytest.fixture
def phone(open_page, world):
    """Return a function that opens the report page on a phone that has kept it."""

    def opened(user=None, page=None):
        page = page or open_page("/", user=user or world.ola, width=390, service_workers="allow")
        page.goto(reverse("deviations:report"))
        until(page, KEPT)
        expect(page.locator("form[data-ready]")).to_be_visible()
        return page

    return opened


@pytest.fixture
def become(live_server):
    """Return a function that signs another person in on the same phone."""

    def became(page, person):
        page.context.clear_cookies()
        page.context.add_cookies([_session_cookie(person, live_server.url)])

    return became


@scopes_disabled()
def stored():
    return list(Deviation.objects.order_by("id"))


def fill(page, text=TEXT):
    page.get_by_label("Hva skjedde?").fill(text)
    page.locator(".big-choice").filter(has_text="Alvorlig").nth(0).click()


def send(page):
    page.get_by_role("button", name="Send meldingen").click()


def wait_until_stored(page, number=1):
    for _try in range(80):
        if len(stored()) >= number:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(700)  # a second one would come now
    assert len(stored()) == number


def test_without_network_the_page_opens_and_the_report_is_sent_once(phone):
    """[D8] Opened, written, photographed and sent without network; stored once when it is back."""
    page = phone()
    page.context.set_offline(True)
    page.goto(reverse("deviations:report"))
    expect(page.get_by_text("Du har ikke nett nå. Skriv som vanlig")).to_be_visible()
    expect(page.locator("form[data-ready]")).to_be_visible()
    fill(page)
    page.locator("#id_photos_0").set_input_files([photo()])
    expect(page.locator(".photo-list li")).to_have_count(1)
    send(page)
    expect(page.get_by_role("heading", name="Meldingen er tatt vare på")).to_be_visible()
    expect(page.locator("[data-queue]")).to_contain_text(TEXT)
    expect(page.locator("[data-queue]")).to_contain_text("Sendes når du får nett")
    assert stored() == []
    page.context.set_offline(False)
    wait_until_stored(page)
    (event,) = stored()
    assert (event.description, event.reporter.username, event.opened_at) == (TEXT, "ola", None)
    with scopes_disabled():
        assert Attachment.objects.on([event]).count() == 1


def test_report_whose_answer_was_lost_is_stored_once(phone):
    """[D8] The server stores it, the answer never comes, and the phone sends it again."""
    page = phone()
    lost = []

    def lose(route):
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    page.context.route(re.compile("/avvik/meld/$"), lose)
    fill(page)
    send(page)
    expect(page.get_by_role("heading", name="Meldingen er tatt vare på")).to_be_visible()
    assert lost == [200]
    assert len(stored()) == 1
    expect(page.locator("#toasts")).to_contain_text("Meldingen din er sendt. Den fikk nummer 1.")
    assert len(stored()) == 1
    assert page.evaluate(ROWS) == ["sent"]


def test_tapping_twice_sends_once(phone):
    page = phone()
    fill(page)
    page.get_by_role("button", name="Send meldingen").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Takk, meldingen er sendt")
    assert len(stored()) == 1
    assert page.evaluate(ROWS) == []


def test_two_tabs_that_wake_together_send_once(phone):
    page = phone()
    page.context.set_offline(True)
    fill(page)
    send(page)
    expect(page.get_by_role("heading", name="Meldingen er tatt vare på")).to_be_visible()
    other = page.context.new_page()
    other.goto(reverse("deviations:report"))
    expect(other.locator("[data-queue]")).to_contain_text(TEXT)
    page.context.set_offline(False)
    wait_until_stored(page)


def test_the_same_draft_in_two_tabs_is_written_in_one(phone):
    page = phone()
    fill(page)
    expect(page.get_by_text("Tatt vare på", exact=True)).to_be_visible()
    other = page.context.new_page()
    other.goto(reverse("deviations:report"))
    expect(other.locator("form[data-ready]")).to_be_visible()
    expect(other.get_by_label("Hva skjedde?")).to_have_value("")
    expect(other.locator("[data-queue]")).to_contain_text("Utkast")


def test_draft_comes_back_and_is_nobody_elses(phone, world, become):
    """[D8] A draft waits for its writer; another person on the same device neither sees, sends nor can read it."""
    page = phone(world.ola)
    page.get_by_label("Hva skjedde?").fill(TEXT)
    expect(page.get_by_text("Tatt vare på", exact=True)).to_be_visible()
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    until(page, "async () => !(await caches.has('kvalitet-skall'))")
    become(page, world.per)
    phone(page=page)
    expect(page.get_by_label("Hva skjedde?")).to_have_value("")
    expect(page.locator("[data-queue]")).to_be_hidden()
    become(page, world.ola)
    phone(page=page)
    expect(page.get_by_label("Hva skjedde?")).to_have_value(TEXT)
    expect(page.get_by_text("Her er det du skrev sist.")).to_be_visible()
    assert stored() == []


def test_waiting_report_isnt_sent_by_another_person(phone, world, become):
    page = phone(world.ola)
    page.context.set_offline(True)
    fill(page)
    send(page)
    expect(page.get_by_role("heading", name="Meldingen er tatt vare på")).to_be_visible()
    become(page, world.per)
    page.context.set_offline(False)
    phone(page=page)
    page.wait_for_timeout(700)
    assert stored() == []
    become(page, world.ola)
    page.goto("/")
    wait_until_stored(page)
    assert stored()[0].reporter == world.ola


def test_expired_session_keeps_the_draft_and_sends_after_sign_in(phone, world, become):
    page = phone()
    fill(page)
    page.context.clear_cookies()
    send(page)
    expect(page.get_by_text("Du er logget ut. Logg inn for å sende.")).to_be_visible()
    assert stored() == []
    become(page, world.ola)
    page.goto("/")
    wait_until_stored(page)


def test_what_the_server_refuses_stays_in_the_form_with_its_photo(phone, world):
    page = phone()
    fill(page)
    page.locator("summary").filter(has_text="Legg til mer").click()
    page.get_by_label("Dato").fill("2099-01-01")
    page.locator("#id_photos_0").set_input_files([photo()])
    expect(page.locator(".photo-list li")).to_have_count(1)
    send(page)
    expect(page.locator(".ds-error-summary")).to_contain_text("Datoen er ikke kommet ennå.")
    expect(page.get_by_label("Hva skjedde?")).to_have_value(TEXT)
    expect(page.locator(".photo-list li")).to_have_count(1)
    page.get_by_label("Dato").fill("2026-01-01")
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Takk, meldingen er sendt")
    (event,) = stored()
    with scopes_disabled():
        assert Attachment.objects.on([event]).count() == 1


def test_other_pages_say_that_there_is_no_net(phone):
    page = phone()
    page.context.set_offline(True)
    page.goto(reverse("setup:my-profile"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ikke nett")
    page.locator("main").get_by_role("link", name="Meld avvik").click()
    expect(page.locator("form[data-ready]")).to_be_visible()


def test_kept_page_names_nobody(world):
    client = Client()
    client.force_login(world.ola)
    text = client.get(reverse("deviations:report-shell")).content.decode()
    assert "Ola" not in text
    assert "ola@" not in text
    assert "csrfmiddlewaretoken" not in text
    assert "Solbakken skole" in text
