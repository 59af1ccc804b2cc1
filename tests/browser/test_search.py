"""The search box by keyboard alone, and the page of hits at every width and in both schemes. [P9, P12]"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kvalitet.organisation.models import Person


@pytest.fixture
def server(demo):
    return demo


@pytest.fixture
def leader(demo):
    return Person.objects.get(username="leder")


def ask(page, text):
    """Go to the box by «/», write, and wait for the list."""
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Søk i alt du har tilgang til")
    expect(box).to_be_focused()
    box.press_sequentially(text, delay=20)
    expect(page.get_by_role("listbox", name="Forslag")).to_be_visible()
    return box


def test_the_box_by_keyboard_alone(open_page, leader):
    """Arrows walk, Escape closes without losing what was written, Enter opens."""
    page = open_page(reverse("goals:plan-list"), user=leader)
    box = ask(page, "solbak")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#live")).to_contain_text("treff. Bruk pil ned for å velge.")
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".+"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("solbak")
    page.keyboard.press("ArrowDown")
    wanted = first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_enter_without_a_choice_opens_the_page_of_hits(open_page, leader):
    page = open_page(reverse("goals:plan-list"), user=leader)
    ask(page, "solbak")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=solbak")
    expect(page.locator("main")).to_contain_text("Søket på «solbak» fant")


def test_ctrl_k_works_from_within_a_field_and_slash_is_written_there(open_page, leader):
    page = open_page(reverse("goals:measure-list"), user=leader)
    field = page.locator("main input[type=search]").first
    field.focus()
    page.keyboard.press("/")
    expect(field).to_have_value("/")
    page.keyboard.press("Control+k")
    expect(page.locator("#sok")).to_be_focused()


def test_the_list_closes_when_one_leaves_it(open_page, leader):
    page = open_page(reverse("goals:plan-list"), user=leader)
    ask(page, "solbak")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_page_answers_while_one_writes_and_keeps_the_address(open_page, leader):
    page = open_page(reverse("search:results"), user=leader)
    field = page.get_by_label("Hva leter du etter?")
    expect(field).to_be_focused()
    field.press_sequentially("solbakken", delay=20)
    expect(page.locator("mark").first).to_be_visible()
    expect(field).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=solbakken"))
    page.get_by_text(re.compile(r"^Enheter \(\d+\)$")).click()
    expect(page).to_have_url(re.compile("type=enheter"))
    expect(page.locator("#live")).to_contain_text("enheter")


@pytest.mark.parametrize("query", ["?q=solbakken", "?q=solbakn", "?q=xylofon", "?q=solbakken&type=personer"])
def test_hits_pass_axe(open_page, axe, sideways_scroll, leader, query):
    page = open_page(reverse("search:results") + query, user=leader)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe(page, colours_only=scheme == "dark") == [], f"{width} px, {scheme}"
    page.set_viewport_size({"width": 320, "height": 800})
    assert not sideways_scroll(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_passes_axe(open_page, axe, leader, scheme):
    page = open_page(reverse("goals:plan-list"), user=leader, scheme=scheme)
    ask(page, "solbak")
    page.keyboard.press("ArrowDown")
    assert axe(page) == []


def test_a_narrow_screen_has_a_link_to_the_page(open_page, sideways_scroll, leader):
    page = open_page(reverse("goals:plan-list"), user=leader, width=320)
    assert not sideways_scroll(page)
    page.locator(".shell-header").get_by_role("link", name="Søk").click()
    page.wait_for_url("**/sok/")
    expect(page.get_by_label("Hva leter du etter?")).to_be_focused()


def test_without_javascript_the_box_is_a_form(open_page, leader):
    page = open_page(reverse("goals:plan-list"), user=leader, java_script_enabled=False)
    page.locator("#sok").fill("solbakken")
    page.locator("#sok").press("Enter")
    page.wait_for_url("**/sok/?q=solbakken")
    expect(page.locator("mark").first).to_be_visible()
