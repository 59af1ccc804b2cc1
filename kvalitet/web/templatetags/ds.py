"""Tags for pages: icons, Norwegian dates and numbers, and the parts that wrap content."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@cache
def _svg(name: str) -> str:
    """Read an icon the build has put out; a name that is not in assets/icons.txt is a programming error."""
    try:
        return (settings.BASE_DIR / "build" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LookupError(f"No icon {name!r}: add it to assets/icons.txt and run «npm run build».") from error


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Put an icon in the page; it is decoration, the words beside it (or aria-label) say what it means."""
    classes = f"icon {css}".strip()
    svg = _svg(str(name)).replace("<svg ", f'<svg class="{classes}" aria-hidden="true" focusable="false" ', 1)
    return mark_safe(svg)  # noqa: S308 — files of our own build


def local_date(value: date | datetime | None) -> date | None:
    """Return the day it is here, whatever kind of moment it is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def dato(value: date | datetime | None) -> str:
    """22.11.2026."""
    day = local_date(value)
    return f"{day:%d.%m.%Y}" if day else ""


@register.filter
def dato_lang(value: date | datetime | None) -> str:
    """22. november 2026."""
    day = local_date(value)
    return formats.date_format(day, "j. F Y") if day else ""


@register.filter
def tidspunkt(value: datetime | None) -> str:
    """22.11.2026 kl. 07.15."""
    if value is None:
        return ""
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{moment:%d.%m.%Y} kl. {moment:%H.%M}"


@register.filter
def tall(value: Any, decimals: int | None = None) -> str:
    """Write a number the Norwegian way: 1 000 and 8,1."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def initials(name: Any) -> str:
    """IB for Ingrid Bakken."""
    parts = str(name).split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


@register.simple_tag
def label_of(form: BaseForm, name: str) -> str:
    """Return the label of a field of the form."""
    return str(form[name].label)


def render_part(name: str, context: template.Context, **values: Any) -> SafeString:
    """Render a shared part with what the page already knows."""
    request = context.get("request")
    return render_to_string(f"components/{name}.html", values, request=request)


@register.simple_block_tag(takes_context=True)
def pagehead(context: template.Context, content: str, title: str, lead: str = "", facts: str = "") -> str:
    """h1, one sentence, and the buttons of the page as content."""
    return render_part(
        "page_header", context, title=title, lead=lead, facts=facts, actions=content if content.strip() else ""
    )


@register.simple_block_tag(takes_context=True)
def panel(context: template.Context, content: str, title: str = "", **options: Any) -> str:
    """Frame content; see components/panel.html."""
    return render_part("panel", context, title=title, content=content, **options)


@register.simple_block_tag(takes_context=True, name="nothing")
def nothing(context: template.Context, content: str, title: str, text: str = "", icon: str = "Inbox") -> str:
    """Say why there is nothing, and the next step as content; may stand inside a for loop, unlike `empty`."""
    return render_part("empty", context, title=title, text=text, icon=icon, actions=content if content.strip() else "")


register.simple_block_tag(nothing, takes_context=True, name="empty")


@register.simple_block_tag(takes_context=True)
def confirm(context: template.Context, content: str, dialog_id: str, title: str, **options: Any) -> str:
    """Ask once before something is done; content is the form with its button."""
    return render_part("confirm", context, dialog_id=dialog_id, title=title, content=content, **options)


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: template.Context, *steps: Any) -> dict[str, Any]:
    """Show the way here: pairs of label and address, then the label of this page."""
    pairs = [{"label": steps[i], "url": steps[i + 1]} for i in range(0, len(steps) - 1, 2)]
    home = {"label": "", "url": context.get("home_url") or "/"}
    trail = [home, *pairs]
    return {"trail": trail, "parent": trail[-1], "here": steps[-1] if len(steps) % 2 else ""}


@register.inclusion_tag("ui/ds/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what must be put right, each with a link to its field."""
    return {"form": form}
