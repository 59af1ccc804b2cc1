"""Every page: axe, both widths, light and dark, 320 px, and the keyboard alone. [P12]"""

import pytest
from playwright.sync_api import Error, Page

from kvalitet.organisation.models import Person
from tests.browser.pages import Address, addresses, path_of

ADDRESSES = addresses()
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
MOST_PRESSES = 150
NOT_SHOWN = ("Download is starting", "ERR_HTTP_RESPONSE_CODE_FAILURE")
"""A file, and an answer without a page, as to those who open an address that only takes a form."""
MARK = """selector => {
  const groups = new Set(); let count = 0;
  for (const el of document.querySelectorAll(selector)) {
    if (el.disabled || el.tabIndex < 0 || !el.checkVisibility({visibilityProperty: true})) continue;
    const radio = el.type === 'radio' ? (el.form?.id ?? '') + el.name : null;
    if (radio !== null) { if (groups.has(radio)) continue; groups.add(radio); }
    el.dataset.wanted = radio === null ? String(count) : 'radio:' + radio; count += 1;
  }
  document.activeElement?.blur();
  window.visits = [];
  document.addEventListener('focusin', ({target: el}) => {
    const style = getComputedStyle(el);
    const seen = el.matches('.ds-skip-link') || style.outlineStyle !== 'none' || style.boxShadow !== 'none'
      || (el.parentElement && getComputedStyle(el.parentElement).outlineStyle !== 'none');
    const radio = el.type === 'radio' ? 'radio:' + (el.form?.id ?? '') + el.name : null;
    window.visits.push([radio ?? el.dataset.wanted ?? el.outerHTML.slice(0, 80), seen, el.outerHTML.slice(0, 120)]);
  });
  return count; }"""
"""Counts what can be used, and from then on writes down what gets the focus and whether that is seen."""


@pytest.fixture
def server(demo):
    return demo


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_page_is_for_everybody(demo, open_page, axe, sideways_scroll, address):
    """WCAG A/AA and best practice at 1280 and 390 px, colours of dark, no sideways scroll at 320 px, Tab alone."""
    page = open_address(open_page, address)
    assert axe(page) == [], "1280 px, light"
    page.emulate_media(color_scheme="dark")
    assert axe(page, colours_only=True) == [], "1280 px, dark"
    page.emulate_media(color_scheme="light")
    assert_reached_by_tab(page)
    page.set_viewport_size({"width": 390, "height": 900})
    assert axe(page) == [], "390 px, light"
    page.set_viewport_size({"width": 320, "height": 800})
    assert not sideways_scroll(page)
    assert page.locator("h1").count() == 1


def open_address(open_page, address: Address) -> Page:
    """Open the page, or skip what is no page: a download, or an address that only takes a form."""
    user = None if address.user is None else Person.objects.get(username=address.user)
    path = path_of(address)
    page = open_page(None, user=user)
    try:
        answer = page.goto(path)
    except Error as error:
        if any(reason in str(error) for reason in NOT_SHOWN):
            pytest.skip("no page")
        raise
    if answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        pytest.skip("no page")
    assert answer.status == 200, f"{path} answers {answer.status}"
    return page


def assert_reached_by_tab(page: Page) -> None:
    """Tab reaches everything that can be used, and where it stands is seen."""
    page.wait_for_load_state("networkidle")  # what comes later is among what must be reached
    wanted = min(page.evaluate(MARK, FOCUSABLE), MOST_PRESSES)
    for _press in range(wanted + 10):
        page.keyboard.press("Tab")
    reached, unseen = set(), {}
    for key, is_seen, html in page.evaluate("() => window.visits"):
        if is_seen:
            unseen.pop(key, None)
        elif key not in reached:  # the parts of a date field show their own focus
            unseen[key] = html
        reached.add(key)
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    assert unseen == {}
    assert len(reached) >= wanted, f"{len(reached)} of {wanted} reached"
