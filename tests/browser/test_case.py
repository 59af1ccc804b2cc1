"""A case from report to answer on a phone: the employee reports, the leader handles, the employee reads. [D2, D13]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from deviations.models import Deviation
from kvalitet.organisation.models import Person

ANSWER = "Rekkverket er festet med nye bolter, og vaktmester ser til det hver måned."


@pytest.fixture
def server(demo):
    return demo


def person(username):
    return Person.objects.get(username=username)


@scopes_disabled()
def newest():
    return Deviation.objects.order_by("-id").first()


def next_step(page):
    """Return the panel that says what to do now."""
    return page.locator("section.panel").filter(has=page.get_by_role("heading", name="Neste steg"))


def assess(page):
    next_step(page).get_by_role("link", name="Vurder risikoen").click()
    page.locator("[name=likelihood][value='3']").check()
    page.locator("[name=kind_people]").select_option("2")
    page.locator("main form button[type=submit]").last.click()
    next_step(page).get_by_role("button", name="Start behandlingen").click()


def find_cause(page):
    next_step(page).get_by_role("link", name="Finn årsaken").click()
    page.get_by_label("Utstyr og teknologi").check()
    page.locator("main form button[type=submit]").last.click()


def make_measure(page, title):
    next_step(page).get_by_role("link", name="Lag tiltak").click()
    page.get_by_role("link", name="Nytt tiltak").click()
    page.get_by_label("Hva skal gjøres?").fill(title)
    page.get_by_label("Hvem er ansvarlig?").fill(str(person("leder")))
    page.get_by_label("Når skal det være gjort?").fill((timezone.localdate() + timedelta(days=5)).isoformat())
    page.get_by_role("button", name="Lag tiltaket").click()
    next_step(page).get_by_role("button", name="Vent på tiltakene").click()


def finish_measure(page, title):
    page.locator("#tiltak").get_by_role("link", name=title, exact=True).click()
    page.get_by_role("link", name="Meld status").first.click()
    page.get_by_label("Fullført").check()
    page.get_by_label("Kort kommentar").fill("Vaktmester har festet det.")
    page.get_by_role("button", name="Lagre status").click()


def test_a_case_is_handled_to_closing_with_a_measure_and_the_reporter_reads_the_answer(open_page):
    """[D2, D3, D13] One button at a time on a phone, and nothing but what the page itself says is next."""
    mine = open_page(reverse("deviations:report"), user=person("ansatt"), width=390, has_touch=True, is_mobile=True)
    mine.get_by_label("Hva skjedde?").fill("Rekkverket ved rampen er løst.")
    mine.locator(".big-choice").nth(1).tap()
    mine.get_by_role("button", name="Send meldingen").tap()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Takk, meldingen er sendt")
    case, title = newest(), f"Feste rekkverket {timezone.now():%H%M%S%f}"

    leader = open_page(case.get_absolute_url(), user=person("leder"), width=390, has_touch=True, is_mobile=True)
    next_step(leader).get_by_role("button", name="Ta imot").tap()
    expect(leader.locator("main")).to_contain_text("Melderen får vite det nå")
    assess(leader)
    find_cause(leader)
    make_measure(leader, title)
    finish_measure(leader, title)
    leader.goto(case.get_absolute_url())
    next_step(leader).get_by_role("link", name="Skriv svaret og lukk").tap()
    leader.get_by_label("Hva svarer du melderen?").fill(ANSWER)
    leader.get_by_role("button", name="Lukk saken").tap()
    expect(leader.locator("main")).to_contain_text("Saken er lukket. Melderen får svaret nå")

    mine.goto(reverse("deviations:my-reports"))
    row = mine.get_by_role("row").filter(has=mine.locator(f"a[href='{case.get_absolute_url()}']"))
    expect(row).to_contain_text("Nytt")
    row.get_by_role("link").tap()
    expect(mine.locator("#svar")).to_contain_text(ANSWER)
    expect(mine.locator("#svar")).to_contain_text("Holdt")
    mine.get_by_label("Vil du si noe mer?").fill("Tusen takk!")
    mine.get_by_role("button", name="Send", exact=True).tap()
    expect(mine.locator("#logg")).to_contain_text("Tusen takk!")
    assert mine.evaluate("document.documentElement.scrollWidth") <= 390
