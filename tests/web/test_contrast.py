"""axe can't judge contrast inside a drawing, so it is computed for every tone in both schemes."""

import re

import pytest
from django.conf import settings

from kvalitet.figures.drawing import TONES

THEME = settings.BASE_DIR / "build" / "theme" / "kvalitet.css"
CHARTS = settings.BASE_DIR / "assets" / "css" / "charts.css"
MARKS = [tone for tone in TONES if tone not in {"grid", "track", "paper"}]


def _tokens(scheme: str) -> dict[str, str]:
    css = THEME.read_text(encoding="utf-8")
    block = css[css.index(f"@layer ds.theme.color-scheme.{scheme} {{") :]
    block = block[: block.index("@layer", 10)]
    return dict(re.findall(r"--ds-color-([a-z-]+):\s*(#[0-9a-fA-F]{6})", block))


def _colour(css_class: str, scheme: str) -> str:
    css = CHARTS.read_text(encoding="utf-8")
    token = re.search(rf"\.{css_class} {{ (?:fill|stroke): var\(--ds-color-([a-z-]+)\)", css)
    assert token, css_class
    return _tokens(scheme)[token[1]]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_say():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", MARKS)
def test_every_mark_stands_out_from_the_panel(tone, scheme):
    """Lines and marks need 3:1. [WCAG 1.4.11]"""
    assert contrast(_colour(f"cf-{tone}", scheme), _colour("cf-paper", scheme)) >= 3
    assert _colour(f"cs-{tone}", scheme) == _colour(f"cf-{tone}", scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("css_class", ["ct-text", "ct-subtle", "ct-strong"])
def test_every_text_of_a_drawing_can_be_read(css_class, scheme):
    """Text needs 4.5:1. [WCAG 1.4.3]"""
    assert contrast(_colour(css_class, scheme), _colour("cf-paper", scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", MARKS)
def test_a_number_on_a_bar_can_be_read(tone, scheme):
    """The number inside a part of a bar is text on that tone."""
    assert contrast(_colour("ct-on", scheme), _colour(f"cf-{tone}", scheme)) >= 4.5
