"""Every page: axe, both widths, light and dark, 320 px, and the keyboard alone. [P12]"""

import pytest
from django.urls import reverse

from kvalitet.organisation.models import Person
from tests.browser.pages import Address, addresses, path_of

ADDRESSES = addresses()
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"


@pytest.fixture
def server(demo):
    return demo


def open_address(open_page, address: Address, **options):
    """Open the page, or skip what is no page: a download, or an address that only takes a form."""
    user = None if address.user is None else Person.objects.get(username=address.user)
    page = open_page(reverse("web:help"), user=user, **options)
    path = path_of(address)
    answer = page.request.get(path)
    if answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        pytest.skip("no page")
    assert answer.status == 200, f"{path} answers {answer.status}"
    page.goto(path)
    return page


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_page_passes_axe(demo, open_page, axe, sideways_scroll, address):
    """WCAG A/AA and best practice at 1280 and 390 px, light and dark; no sideways scroll at 320 px."""
    page = open_address(open_page, address)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe(page, colours_only=scheme == "dark") == [], f"{width} px, {scheme}"
    page.set_viewport_size({"width": 320, "height": 800})
    assert not sideways_scroll(page)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_page_by_keyboard_alone(demo, open_page, address):
    """Tab reaches everything that can be used, and where it stands is seen."""
    page = open_address(open_page, address)
    page.wait_for_load_state("networkidle")  # what comes later is among what must be reached
    wanted = page.evaluate(
        """selector => {
          const groups = new Set(); let count = 0;
          for (const el of document.querySelectorAll(selector)) {
            if (el.disabled || el.tabIndex < 0 || !el.checkVisibility({visibilityProperty: true})) continue;
            const radio = el.type === 'radio' ? (el.form?.id ?? '') + el.name : null;
            if (radio !== null) { if (groups.has(radio)) continue; groups.add(radio); }
            el.dataset.wanted = radio === null ? String(count) : 'radio:' + radio; count += 1;
          }
          return count; }""",
        FOCUSABLE,
    )
    page.evaluate("() => document.activeElement?.blur()")
    reached, unseen = set(), {}
    for _press in range(min(wanted, 150) + 10):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const el = document.activeElement; if (!el || el === document.body) return null;
              const style = getComputedStyle(el);
              const seen = el.matches('.ds-skip-link') || style.outlineStyle !== 'none' || style.boxShadow !== 'none'
                || (el.parentElement && getComputedStyle(el.parentElement).outlineStyle !== 'none');
              const radio = el.type === 'radio' ? 'radio:' + (el.form?.id ?? '') + el.name : null;
              return [radio ?? el.dataset.wanted ?? el.outerHTML.slice(0, 80), seen, el.outerHTML.slice(0, 120)]; }"""
        )
        if here is None:
            continue
        key, is_seen, html = here
        if is_seen:
            unseen.pop(key, None)
        elif key not in reached:  # the parts of a date field show their own focus
            unseen[key] = html
        reached.add(key)
    assert unseen == {}
    assert len(reached) >= min(wanted, 150), f"{len(reached)} of {wanted} reached"
