"""What the content policy and the house rules forbid in templates."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.html") if path.parent.name != "email")
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "event handler": re.compile(r"\son[a-z]+\s*="),
    "htmx that needs eval": re.compile(r"hx-on|hx-[a-z:-]+=[\"']js:|javascript:"),
    "colour by number": re.compile(r"(?<!&)#[0-9a-fA-F]{6}\b"),
}
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}")
ICON = re.compile(r"""{% icon "(\w+)\"""")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_policy_forbids(what):
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {line.strip()[:80]}"
        for path in TEMPLATES
        for line in path.read_text(encoding="utf-8").splitlines()
        if FORBIDDEN[what].search(TEMPLATE_CODE.sub("", line))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("inline style", '<p style="color: red">'),
        ("style element", "<style>p {}</style>"),
        ("inline script", "<script>alert(1)</script>"),
        ("event handler", '<button onclick="x()">'),
        ("htmx that needs eval", '<div hx-on:click="x()">'),
        ("colour by number", 'fill="#ff0000"'),
    ],
)
def test_the_patterns_find_bad_lines(what, line):
    assert FORBIDDEN[what].search(line)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_patterns_leave_good_lines_alone(what):
    good = '<a class="ds-link" href="#innhold" data-on="x"><script src="/static/app.js" defer></script>'
    assert not FORBIDDEN[what].search(good)


def test_every_icon_is_in_the_list():
    listed = set((settings.BASE_DIR / "assets" / "icons.txt").read_text(encoding="utf-8").split())
    used = {name for path in TEMPLATES for name in ICON.findall(path.read_text(encoding="utf-8"))}
    assert used - listed == set()


def test_every_part_says_what_it_takes():
    parts = (settings.BASE_DIR / "templates" / "components").glob("*.html")
    assert [path.name for path in parts if not path.read_text(encoding="utf-8").startswith("{#")] == []


def test_the_lock_file_holds_no_addresses():
    assert "resolved" not in (settings.BASE_DIR / "package-lock.json").read_text(encoding="utf-8")
