"""Small parts made of one value: tags for deadline and status, pages, figures, address helpers."""

from datetime import date, datetime
from typing import Any

from django import template
from django.http import QueryDict
from django.utils import timezone

from kvalitet.web.listing import PLACE
from kvalitet.web.templatetags.ds import local_date
from kvalitet.web.words import deadline_words

register = template.Library()


@register.inclusion_tag("components/deadline_tag.html")
def deadline_tag(due: date | datetime | None, today: date | None = None, done: bool = False) -> dict[str, Any]:
    """Show a deadline in words with its date in full."""
    day = local_date(due)
    words = deadline_words(day, today or timezone.localdate(), is_done=bool(done))
    return {"words": words, "due": day}


@register.inclusion_tag("components/status_tag.html")
def status_tag(label: Any, color: str = "neutral", icon: str = "", variant: str = "outline") -> dict[str, Any]:
    """Show a status as words on a coloured ground."""
    return {"label": label, "color": color or "neutral", "icon": icon, "variant": variant}


@register.inclusion_tag("components/progress.html")
def progress(value: int, total: int = 100, label: str = "", words: str = "", inline: bool = False) -> dict[str, Any]:
    """Show how far: the bar is decoration, the words say it."""
    share = round(100 * value / total) if total else 0
    return {"share": max(0, min(100, share)), "label": label, "words": words, "inline": inline}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, param: str = "side") -> dict[str, Any]:
    """Show the pages of a ListPage with every other choice in the address kept."""
    request = context["request"]
    query = request.GET

    def href(number: int) -> str:
        return "?" + _with(query, {param: number})

    numbers = [{"number": number, "url": href(number) if number else ""} for number in page.numbers]
    return {
        "page": page,
        "numbers": numbers,
        "previous": href(page.number - 1) if page.has_previous else "",
        "next": href(page.number + 1) if page.has_next else "",
    }


@register.inclusion_tag("components/keyset_pages.html", takes_context=True)
def keyset_pages(context: template.Context, page: Any) -> dict[str, Any]:
    """Lead both ways from the rows of a KeysetPage with every other choice in the address kept."""
    query = context["request"].GET
    back, on = ("?" + _with(query, {PLACE: place}) if place else "" for place in (page.back, page.on))
    return {"page": page, "back": back, "on": on, "start": "?" + _with(query, {PLACE: None})}


def _with(query: QueryDict, changes: dict[str, Any]) -> str:
    changed = query.copy()
    for name, value in changes.items():
        if value in (None, ""):
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return changed.urlencode()


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Return the address's query with some values changed; an empty value takes one away, and the page starts over."""
    return "?" + _with(context["request"].GET, {"side": None, PLACE: None, **changes})


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: template.Context, label: str, field: str, param: str = "sorter") -> dict[str, Any]:
    """Make a sortable column heading: a submit button of the list's form."""
    now = context["request"].GET.get(param, "") or context.get("sorted_by", "")
    ascending, descending = now == field, now == f"-{field}"
    return {
        "label": label,
        "param": param,
        "value": f"-{field}" if ascending else field,
        "direction": "ascending" if ascending else "descending" if descending else "",
    }
