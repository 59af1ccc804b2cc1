"""How days and deadlines of a case are said. Pure. [S2]"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 7
YEAR_IS_CLEAR = 300


def due_words(due: date, today: date) -> str:
    """Say a deadline the way people do: «3 dager over frist», «Frist fredag», «Frist 1. desember»."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(n)s dag over frist", "%(n)s dager over frist", -days) % {"n": -days}
    if days <= 1:
        return _("Frist i morgen") if days else _("Frist i dag")
    day = date_format(due, "l").lower() if days < SOON_DAYS else day_words(due, today)
    return _("Frist %(day)s") % {"day": day}


def day_words(day: date, today: date) -> str:
    """Leave out the year when it can't be mistaken."""
    return date_format(day, "j. F" if abs((day - today).days) < YEAR_IS_CLEAR else "j. F Y")
