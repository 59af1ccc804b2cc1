"""The pictures of the page: each with a sentence above it and its numbers as a table. [D7]"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deviations.choices import Cause, Kind, Seriousness
from deviations.figures.found import SENSITIVE_BELOW, Found
from deviations.figures.words import largest, low_words
from deviations.rules.rates import Point, Step, by_tertial, step_for
from kvalitet.calendar.periods import add_months
from kvalitet.figures import charts
from kvalitet.figures.charts import Chart, written
from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.control import control_chart
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import Series
from kvalitet.figures.rules.suppression import masked_row

FEWEST_POINTS = 3
MANY_EVENTS, MANY_SHARED = 30, 200
ONE_DAY = timedelta(days=1)


def hidden() -> str:
    """What stands instead of a number that could tell who it was."""
    return _("skjult")


@dataclass(frozen=True)
class Group:
    """One bar: what it is called, how many, and the address of its rows."""

    name: str
    count: int
    url: str = ""


def rate_chart(found: Found) -> Chart | None:
    """Draw reports per 100 full-time posts against the unit's own history; None where too few work here."""
    points = [one for one in found.points() if one.fte > 0]
    size = sum(one.fte for one in points) / len(points) if points else 0.0
    step = step_for(size)
    if step == Step.TERTIAL:
        points = by_tertial(points)
    if step == Step.NONE or len(points) < FEWEST_POINTS:
        return None
    frame = Frame(
        _("Meldinger per 100 årsverk i måneden"),
        labels=[_label(one.starts, step) for one in points],
        period=Period.MONTH if step == Step.MONTH else Period.TERTIAL,
        better=Better.NEITHER,
        urls=[_point_url(found, one, step) for one in points],
    )
    months = 1 if step == Step.MONTH else 4
    drawn = control_chart(_rates([one.count for one in points], [one.hundreds * months for one in points]), frame)
    return replace(drawn, conclusion=" ".join([drawn.conclusion, *low_words(found)[:1]]))


def _rates(counts: Sequence[int], sizes: Sequence[float]) -> Series:
    """Many events vary more than chance alone says, since what leads to them does: then their own variation is used."""
    if sum(counts) >= MANY_EVENTS * len(counts):
        return Series([count / size for count, size in zip(counts, sizes, strict=True)])
    return Series(counts, n=sizes, kind=ChartKind.U)


def _shares(kept: Sequence[int], of: Sequence[int]) -> Series:
    if sum(of) >= MANY_SHARED * len(of):
        return Series([part / whole for part, whole in zip(kept, of, strict=True)])
    return Series(kept, n=of, kind=ChartKind.P)


def _label(day: date, step: Step) -> str:
    if step == Step.MONTH:
        return date_format(day, "M y").lower()
    return _("%(number)s. tertial %(year)s") % {"number": (day.month - 1) // 4 + 1, "year": f"{day:%y}"}


def _point_url(found: Found, point: Point, step: Step) -> str:
    ends = add_months(point.starts, 1 if step == Step.MONTH else 4) - ONE_DAY
    return found.url(fra=point.starts, til=ends)


def kept_charts(found: Found) -> list[Chart]:
    """Draw how large a share of the promises and of the deadlines was kept, month by month."""
    wanted = (
        (_("Svar til melder innen fristen"), found.counts.answers),
        (_("Saker lukket innen fristen"), found.counts.closings),
    )
    return [drawn for title, months in wanted if (drawn := _kept(title, months))]


def _kept(title: str, months: Mapping[date, tuple[int, int]]) -> Chart | None:
    rows = [(month, kept, of) for month, (kept, of) in sorted(months.items()) if of]
    if len(rows) < FEWEST_POINTS:
        return None
    series = _shares([kept for _month, kept, _of in rows], [of for _month, _kept, of in rows])
    labels = [date_format(month, "M y").lower() for month, _kept, _of in rows]
    return control_chart(series, Frame(title, labels=labels, period=Period.MONTH, better=Better.UP, is_share=True))


def group_charts(found: Found) -> list[Chart]:
    """Draw what the events are about; small counts are left out where few people work."""
    groups = found.counts.groups
    categories = [
        _category(found, pk, count) for pk, count in sorted(groups["category"].items(), key=lambda one: -one[1])
    ]
    causes = [
        Group(str(Cause(value).label), count, found.url(aarsak=value))
        for value, count in sorted(found.counts.causes.items(), key=lambda one: -one[1])
    ]
    seriousness = [
        Group(str(level.label), groups["seriousness"].get(level.value, 0), found.url(alvor=level.value))
        for level in Seriousness
    ]
    kinds = [Group(str(kind.label), groups["kind"].get(kind.value, 0), found.url(type=kind.value)) for kind in Kind]
    return [
        _bars(found, _("Kategori"), categories),
        _bars(found, _("Årsak"), causes, adds_up=False),
        _bars(found, _("Alvor"), seriousness),
        _bars(found, _("Type"), kinds),
    ]


def _category(found: Found, pk: int | None, count: int) -> Group:
    """Name a category; the list can't be asked for events without one."""
    if pk is None or pk not in found.counts.categories:
        return Group(_("Uten kategori"), count)
    uuid, name = found.counts.categories[pk]
    return Group(name, count, found.url(kategori=uuid))


def _bars(found: Found, title: str, groups: Sequence[Group], *, adds_up: bool = True) -> Chart:
    """Draw one bar a group. Causes don't add up to a total: an event may have several."""
    masks: frozenset[int] = frozenset()
    if found.people < SENSITIVE_BELOW:
        masks = masked_row([one.count for one in groups], is_total_shown=adds_up)
    shown = [one for index, one in enumerate(groups) if index not in masks]
    drawn = charts.stacked_bars(
        title,
        _told(found, shown, is_whole=len(shown) == len(groups)),
        series=[charts.Series(_("Meldt"), "accent")],
        bars=[charts.Bar(one.name, [one.count], [one.url]) for one in shown if one.count],
        heading=title,
    )
    table = [[one.name, hidden() if index in masks else written(one.count)] for index, one in enumerate(groups)]
    urls = [one.url if one.count else "" for one in groups]
    return replace(drawn, columns=[title, _("Meldt")], table=table if found.reported else [], urls=urls)


def _told(found: Found, shown: Sequence[Group], *, is_whole: bool) -> str:
    told = largest([(one.name, one.count) for one in shown if one.count], found.reported)
    if is_whole:
        return told
    return " ".join([told, _("Tall under fem er skjult, og det de kunne regnes ut av.")])
