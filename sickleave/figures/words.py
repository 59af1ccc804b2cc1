"""What the figures say, in whole sentences; and how the numbers are written."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.calendar.periods import add_months
from kvalitet.figures.charts import written
from sickleave.figures.found import YEAR, Found, Month, Stretch

SMALL = Decimal("0.05")


def hidden() -> str:
    """What stands instead of a number that could tell of a person."""
    return _("skjult")


def percent(value: Decimal | None) -> str:
    """«7,4 %», or that it is hidden."""
    return hidden() if value is None else f"{written(float(one_decimal(value)), 1)}\N{NO-BREAK SPACE}%"


def one_decimal(value: Decimal) -> Decimal:
    """Round half up, so that presence and absence add up to a hundred as they are written."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def presence(value: Decimal | None) -> str:
    """The presence that belongs to an absence."""
    return percent(None if value is None else 100 - one_decimal(value))


def points(value: Decimal | None) -> str:
    """«+0,8»: a change in percentage points; a dash where one of the two isn't known."""
    if value is None:
        return "–"
    if abs(value) < SMALL:
        return "0,0"
    return f"{'+' if value > 0 else '−'}{written(abs(float(value)), 1)}"


def month_name(month: Month, form: str = "F Y") -> str:
    """«oktober 2026»."""
    return date_format(month.first, form).lower()


def conclusion(found: Found) -> list[str]:
    """Presence first, then how it stands against itself a year before."""
    return [one for one in (_month(found), _year(found)) if one]


def _month(found: Found) -> str:
    newest, change = found.newest, found.change(found.newest)
    if newest.percent is None:
        return _("Tallene for %(month)s vises ikke, fordi de kunne vise hvem det gjelder.") % {
            "month": month_name(newest)
        }
    words = {"month": month_name(newest), "presence": presence(newest.percent), "absence": percent(newest.percent)}
    told = _("Nærværet i %(month)s var %(presence)s, og sykefraværet %(absence)s.") % words
    return " ".join([told, _compared(change)]).strip()


def _compared(change: Decimal | None) -> str:
    if change is None:
        return ""
    if abs(change) < SMALL:
        return _("Det er likt som i samme måned året før.")
    words = {"points": written(abs(float(change)), 1)}
    if change < 0:
        return _("Fraværet er %(points)s prosentpoeng lavere enn i samme måned året før.") % words
    return _("Fraværet er %(points)s prosentpoeng høyere enn i samme måned året før.") % words


def _year(found: Found) -> str:
    now, before = found.stretch(), found.stretch(YEAR)
    if now.percent is None:
        return ""
    words = {"presence": presence(now.percent), "before": presence(before.percent)}
    if before.percent is None or before.shown < YEAR:
        return _("De siste 12 månedene har nærværet vært %(presence)s.") % words
    return _("De siste 12 månedene har nærværet vært %(presence)s, mot %(before)s i de 12 før.") % words


def extremes(months: Sequence[Month]) -> str:
    """Say which of the months were highest and lowest."""
    known = [(one.percent, one) for one in months if one.percent is not None]
    if len(known) < 2:
        return ""
    low, high = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    words = {
        **{"high": month_name(high[1]), "high_percent": percent(high[0])},
        **{"low": month_name(low[1]), "low_percent": percent(low[0])},
    }
    return _("Fraværet var høyest i %(high)s (%(high_percent)s) og lavest i %(low)s (%(low_percent)s).") % words


def left_out(stretch: Stretch, found: Found) -> str:
    """Say which months a sum lacks."""
    missing = min(stretch.wanted, len(found.months)) - stretch.shown
    if missing <= 0 or not stretch.shown:
        return ""
    return ngettext(
        "%(count)s måned er skjult og ikke regnet med.",
        "%(count)s måneder er skjult og ikke regnet med.",
        missing,
    ) % {"count": missing}


def span(found: Found) -> str:
    """The twelve months in words."""
    first = Month(add_months(found.newest.first, 1 - YEAR), None)
    return f"{month_name(first, 'M Y')}–{month_name(found.newest, 'M Y')}"


def in_short() -> str:
    """How the numbers are made, as it stands on a chart."""
    return _("Tapte dagsverk i prosent av avtalte dagsverk. Gradert fravær er regnet etter graden.")


def method() -> str:
    """How every number on the page is made."""
    return _(
        "Slik er det regnet: tapte dagsverk av avtalte dagsverk. Avtalte dagsverk er mandag til fredag, uten "
        "helligdager, ganger stillingsprosent. Tapte er de av dem som gikk bort til egen sykdom, ganger fraværsgrad."
    )


def hiding(least: int) -> str:
    """Which numbers are left out, and why one that looks harmless may be among them."""
    return _(
        "Tall for færre enn %(least)s ansatte er skjult, og det samme er tall de kunne regnes ut av. Fordelingen på "
        "egenmeldt, legemeldt, lengde og grad vises bare for hele tertialer, og bare når det står minst %(least)s "
        "personer bak hver del."
    ) % {"least": least}


def no_ranking() -> str:
    """The units stand by name, each against itself."""
    return _("Enhetene står i alfabetisk rekkefølge. Hver enhet sammenlignes bare med seg selv året før.")
