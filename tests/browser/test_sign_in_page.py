"""The first page anybody meets."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db(transaction=True)


def test_sign_in_page_passes_axe(open_page, axe, width, scheme):
    """[UI] WCAG A/AA and best practice, both widths, light and dark."""
    page = open_page(reverse("account_login"), width=width, scheme=scheme)
    assert page.locator("input[type=password]").is_visible()
    assert axe(page) == []


def test_sign_in_page_fits_320_px(open_page, sideways_scroll):
    assert not sideways_scroll(open_page(reverse("account_login"), width=320))
