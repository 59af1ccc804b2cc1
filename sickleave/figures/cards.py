"""The numbers at the top: presence first, always against the unit itself a year before."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from kvalitet.figures.charts import written
from kvalitet.figures.figure import Figure
from sickleave.figures.found import YEAR, Found, Stretch
from sickleave.figures.words import SMALL, hidden, left_out, month_name, points
from sickleave.rules.cost import Cost, cost_of

MONTHS, COST = "#maneder", "#kostnad"
MILLION = 1_000_000


def cards(found: Found) -> list[Figure]:
    """Return the month, the year, and what it costs."""
    newest, now, before = found.newest, found.stretch(), found.stretch(YEAR)
    month = month_name(newest)
    change = found.change(newest)
    yearly = None if now.percent is None or before.percent is None else now.percent - before.percent
    return [
        _percent(_("Nærvær i %(month)s") % {"month": month}, newest.percent, change, is_presence=True),
        _percent(_("Sykefravær i %(month)s") % {"month": month}, newest.percent, change),
        _percent(_("Nærvær, siste 12 måneder"), now.percent, yearly, is_presence=True),
        _percent(_("Sykefravær, siste 12 måneder"), now.percent, yearly, also=left_out(now, found)),
        _lost(now),
        _cost(found, now),
    ]


def headline(found: Found, url: str) -> list[Figure]:
    """The first numbers, for pages that lead to this one: month and year, presence before absence."""
    return [replace(one, url=url) for one in cards(found)[:4]]


def whole_days(stretch: Stretch) -> Decimal:
    """Round half up, the same wherever the number stands."""
    return stretch.sums.lost.quantize(Decimal(1), ROUND_HALF_UP)


def cost(found: Found) -> Cost:
    """What the last twelve months cost, by the municipality's own figures."""
    rules = found.rules
    lost = whole_days(found.stretch())  # as it is shown, so that the formula can be checked
    return cost_of(lost, day_cost=rules.day_cost, substitute_percent=rules.substitute_percent)


def _percent(
    name: str, value: Decimal | None, change: Decimal | None, *, is_presence: bool = False, also: str = ""
) -> Figure:
    """Make a number with its change; more presence is better, more absence isn't."""
    if value is None:
        return Figure(name, None, state=_("Skjult: for få personer"), tone="neutral")
    shown = float(100 - value if is_presence else value)
    moved = None if change is None else (-change if is_presence else change)
    state = _("%(points)s prosentpoeng mot året før") % {"points": points(moved)} if moved is not None else also
    return Figure(
        name, shown, "%", MONTHS, " ".join(filter(None, (state, also if moved is not None else ""))), _tone(change), 1
    )


def _tone(change: Decimal | None) -> str:
    if change is None or abs(change) < SMALL:
        return "info"
    return "success" if change < 0 else "warning"


def _lost(now: Stretch) -> Figure:
    name = _("Tapte dagsverk, siste 12 måneder")
    if now.percent is None:
        return Figure(name, None, state=_("Skjult: for få personer"), tone="neutral")
    words = {"agreed": written(float(now.sums.agreed), 0)}
    return Figure(name, float(whole_days(now)), "", MONTHS, _("av %(agreed)s avtalte") % words, "info", 0)


def _cost(found: Found, now: Stretch) -> Figure:
    name = _("Anslått kostnad, siste 12 måneder")
    if now.percent is None:
        return Figure(name, None, state=hidden(), tone="neutral")
    kroner, state = float(cost(found).shown), _("Før refusjon fra NAV")
    if kroner >= MILLION:
        return Figure(name, kroner / MILLION, _("mill. kr"), COST, state, "info", 1)
    return Figure(name, kroner, _("kr"), COST, state, "info", 0)
