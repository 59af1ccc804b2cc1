"""The risk matrix by keyboard alone on the narrowest screen: coloured, compared, published; cells opened. [D5, S]"""

import pytest
from django_scopes import scopes_disabled
from playwright.sync_api import expect

from deviations.actions.matrices import start_draft
from tests.deviations.risk_cases import risky


def tab_to(page, selector, most=200):
    """Press Tab until the element has focus."""
    wanted = page.locator(selector).first
    for _press in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} can't be reached by Tab")


@scopes_disabled()
def test_the_matrix_is_changed_by_keyboard_alone(world, open_page, sideways_scroll):
    start_draft(world.municipality, by=world.kim)
    page = open_page("/risiko/matrise/utkast/", user=world.kim, width=320)
    assert not sideways_scroll(page)
    tab_to(page, "#id_cell_5_1")
    page.keyboard.type("Kr")
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Publiser matrisen")).to_be_visible()
    expect(page.get_by_text("Ruten S5 K1 går fra «Middels» til «Kritisk».")).to_be_visible()
    tab_to(page, "#id_reason")
    page.keyboard.type("Vi vil se det som skjer ofte.")
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Versjon 2")).to_be_visible()


@scopes_disabled()
def test_a_cell_is_opened_by_keyboard(world, open_page, sideways_scroll):
    risky(world, likelihood=3)
    page = open_page("/risiko/matrise/", user=world.kim, width=320)
    assert not sideways_scroll(page)
    tab_to(page, ".risk-matrix td a")
    page.keyboard.press("Enter")
    expect(page.locator("#rader").get_by_role("link", name="Vold mot ansatte")).to_be_visible()
