"""Pages found by name: those of the menu, and those apps hang up. [P9]"""

from typing import Any

from django.urls import NoReverseMatch, reverse

from kvalitet.search.registry import Hit, pages, words_for
from kvalitet.search.rules.asking import Asked
from kvalitet.search.rules.marking import fits
from kvalitet.web.registry import menu_for

MOST = 8


def find_pages(user: Any, asked: Asked) -> list[Hit]:
    """Return the pages the person may open whose name, or another word for them, fits."""
    named = [(entry.label, entry.group, words_for(entry.url_name), entry.url_name) for entry in menu_for(user)]
    named += [(one.label, one.group, str(one.words), one.url_name) for one in pages() if one.visible(user)]
    found: dict[str, Hit] = {}
    for label, group, words, url_name in named:
        if fits(asked, f"{label} {words}"):
            url = _address(url_name)
            facts = (str(group),) if str(group) else ()
            found.setdefault(url, Hit(title=str(label), url=url, facts=facts))
    found.pop("", None)
    return list(found.values())[:MOST]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
