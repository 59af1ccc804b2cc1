"""How a deadline is said; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 7


@dataclass(frozen=True)
class DeadlineWords:
    """The words of a deadline and the colour that goes with them."""

    text: str
    color: str
    is_late: bool = False


def deadline_words(due: date | None, today: date, *, is_done: bool = False) -> DeadlineWords:
    """Say a deadline the way people do: «3 dager over frist», «Frist fredag», «Frist 1. desember»."""
    if due is None:
        return DeadlineWords(_("Uten frist"), "neutral")
    if is_done:
        return DeadlineWords(_("Frist %(date)s") % {"date": _day(due, today)}, "neutral")
    days = (due - today).days
    if days < 0:
        text = ngettext("%(days)s dag over frist", "%(days)s dager over frist", -days)
        return DeadlineWords(text % {"days": _number(-days)}, "danger", is_late=True)
    if days == 0:
        return DeadlineWords(_("Frist i dag"), "warning")
    if days == 1:
        return DeadlineWords(_("Frist i morgen"), "warning")
    if days < SOON_DAYS:
        return DeadlineWords(_("Frist %(date)s") % {"date": date_format(due, "l").lower()}, "info")
    return DeadlineWords(_("Frist %(date)s") % {"date": _day(due, today)}, "neutral")


def _day(due: date, today: date) -> str:
    """Leave out the year when it can't be mistaken."""
    near = today - timedelta(days=180) < due < today + timedelta(days=330)
    return date_format(due, "j. F" if due.year == today.year or near else "j. F Y")


def _number(days: int) -> str:
    return f"{days:,}".replace(",", "\N{NO-BREAK SPACE}")
