"""When safety and union representatives are asked, and how long a case waits for them. Pure. [D11]"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deviations.choices import Circle
from kvalitet.calendar.workdays import add_working_days


@dataclass(frozen=True)
class Asked:
    """One representative who was asked."""

    due: date
    is_answered: bool = False
    ended_reason: str = ""


@dataclass(frozen=True)
class Waiting:
    """How it stands with what representatives have to say before a case is closed."""

    text: str
    is_met: bool
    waits: bool = False
    """Whether somebody asked may still answer, and the case waits."""
    can_ask: bool = False


def due_day(today: date, working_days: int) -> date:
    """Return the last day to answer; the day of asking isn't counted."""
    return add_working_days(today, working_days)


def waiting(*, circle: str, has_representative: bool, asked: list[Asked], today: date) -> Waiting:
    """Say whether a case waits for a representative, and why or why not."""
    if circle != Circle.NORMAL:
        return Waiting(_("Saken er ikke åpen for verneombudet, så ingen er bedt om å uttale seg."), is_met=True)
    if not asked and not has_representative:
        return Waiting(_("Området har ikke verneombud eller tillitsvalgt, så ingen skal uttale seg."), is_met=True)
    if not asked:
        return Waiting(_("Verneombudet skal få uttale seg før saken lukkes."), is_met=False, can_ask=True)
    if all(one.is_answered for one in asked):
        return Waiting(_("Verneombudet har uttalt seg."), is_met=True)
    reason = next((one.ended_reason for one in asked if one.ended_reason), "")
    if reason:
        return Waiting(_("Saken venter ikke på verneombudet, fordi: %(reason)s") % {"reason": reason}, is_met=True)
    last = max(one.due for one in asked if not one.is_answered)
    day = date_format(last, "l j. F").lower()
    if today > last:
        return Waiting(_("Verneombudet ble bedt om å uttale seg innen %(day)s.") % {"day": day}, is_met=True)
    text = _("Verneombudet er bedt om å uttale seg innen %(day)s.") % {"day": day}
    return Waiting(text, is_met=False, waits=True)
