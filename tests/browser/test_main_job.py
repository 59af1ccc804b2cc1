"""The main job in a real browser: a leader registers a measure, the chief executive sees it, the clock reminds once."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from goals.models import Goal, Measure, Plan
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person


@pytest.fixture
def server(demo):
    return demo


def sign_in(open_page, username):
    """Sign in the way people do, through the page."""
    page = open_page(reverse("account_login"))
    page.get_by_label("Brukernavn").fill(username)
    page.locator("input[type=password]").fill("fjordvik-demo")
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("God")
    return page


@scopes_disabled()
def goal_of_leader():
    leader = Person.objects.get(username="leder")
    plan = Plan.objects.filter(unit__leaderships__person=leader, status="published").first()
    return Goal.objects.filter(plan=plan).first()


@scopes_disabled()
def notices_about(title):
    measure = Measure.objects.get(title=title)
    deadlines = Deadline.objects.filter(object_id__in=measure.tasks.values("pk"), title=title)
    return Notice.objects.filter(source="deadlines.deadline", source_id__in=deadlines.values("pk"))


def test_leader_registers_measure_chief_sees_it_and_clock_reminds_once(demo, open_page):
    """[G4–G6] [P6] Registered with a deadline and a status, seen on the overview with its rows, reminded once."""
    title = f"Prøve ny pauseordning {timezone.now():%H%M%S%f}"
    today = timezone.localdate()
    page = sign_in(open_page, "leder")
    page.goto(reverse("goals:measure-create", args=[goal_of_leader().uuid]))
    page.get_by_label("Hva skal gjøres?").fill(title)
    page.locator("[name=responsible]").first.fill("Marit Solheim")
    page.locator("[name=due]").fill((today + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Registrer tiltaket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    page.goto(reverse("deadlines:tasks"))
    row = page.get_by_role("listitem").filter(has_text=title)
    row.get_by_role("link", name="Meld status").click()
    page.get_by_label("I gang").check()
    page.get_by_label("Kort kommentar").fill("To avdelinger er i gang.")
    page.get_by_role("button", name="Lagre status").click()
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.locator("main")).to_contain_text("To avdelinger er i gang.")

    chief = sign_in(open_page, "direktor")
    chief.goto(reverse("goals:measure-list") + f"?q={title.rsplit(' ', 1)[-1]}")
    expect(chief.get_by_role("link", name=title)).to_be_visible()
    chief.goto(reverse("reporting:dashboard"))
    figure = chief.get_by_role("link", name="Over fristen").first
    figure.click()
    expect(chief).to_have_url(re.compile("vis=forsinket"))

    call_command("send_reminders", stdout=io.StringIO())
    with scopes_disabled():
        assert notices_about(title).exclude(state="cancelled").count() == 1
    said = io.StringIO()
    call_command("send_reminders", stdout=said)
    assert "Planlagt: 0" in said.getvalue()
    with scopes_disabled():
        assert notices_about(title).exclude(state="cancelled").count() == 1
