"""The pictures of HR's pages: what falls due in the weeks ahead, and how much is done in time. [S8]"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.figures import charts
from kvalitet.figures.charts import Bar, Chart
from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.control import control_chart
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import Series
from sickleave.choices import Step
from sickleave.rules.workload import Rate, Week, heaviest

TONES = ("accent", "success", "violet")
FEWEST_MONTHS = 6
MANY_SHARED = 200
MAIN_STEPS = (Step.PLAN, Step.DM1, Step.ACTIVITY)
"""Drawn each with its own colour; the others together, since more than four can't be told apart."""


def ahead_chart(weeks: Sequence[Week], counts: Mapping[str, Sequence[int]]) -> Chart:
    """Draw what falls due each week, by kind of step; each bar opens its cases."""
    url = reverse("sickleave:follow-up")
    series = [charts.Series(str(step.label), tone) for step, tone in zip(MAIN_STEPS, TONES, strict=False)]
    series.append(charts.Series(_("Andre steg"), "neutral"))
    rest = [step for step in counts if step not in MAIN_STEPS]
    bars = []
    for place, week in enumerate(weeks):
        values = [counts[step][place] if step in counts else 0 for step in MAIN_STEPS]
        values.append(sum(counts[step][place] for step in rest))
        there = f"{url}?uke={week.starts:%Y-%m-%d}"
        bars.append(Bar(week_name(week), values, [*(f"{there}&steg={step}" for step in MAIN_STEPS), there]))
    title = _("Steg som forfaller de neste åtte ukene")
    return charts.stacked_bars(title, ahead_words(weeks, counts), series=series, bars=bars, heading=_("Uke"))


def ahead_words(weeks: Sequence[Week], counts: Mapping[str, Sequence[int]]) -> str:
    """Say how much there is, and when there is most."""
    most = heaviest(weeks, counts)
    if most is None:
        return _("Ingen steg forfaller de neste åtte ukene.")
    total = sum(sum(row) for row in counts.values())
    words = ngettext(
        "%(n)s steg forfaller. Mest er det i uke %(week)s, med %(most)s.",
        "%(n)s steg forfaller. Mest er det i uke %(week)s, med %(most)s.",
        total,
    )
    return words % {"n": charts.written(total), "week": most[0].number, "most": charts.written(most[1])}


def week_name(week: Week) -> str:
    """Name a week the way people plan: «Uke 48, fra 23. nov.»."""
    return _("Uke %(number)s, fra %(day)s") % {"number": week.number, "day": date_format(week.starts, "j. b")}


def rate_chart(months: Sequence[tuple[date, Rate]], least: int) -> Chart | None:
    """Draw the share done in time by month against the unit's own history; None where there is too little.

    A month few people stand behind is left out. Many steps vary more than chance alone says, and are then read by
    their own variation.
    """
    kept = [(month, rate) for month, rate in months if rate.of and rate.people >= least]
    if len(kept) < FEWEST_MONTHS:
        return None
    frame = Frame(
        _("Andel steg gjort i tide, måned for måned"),
        labels=[date_format(month, "M y").lower() for month, _rate in kept],
        period=Period.MONTH,
        better=Better.UP,
        is_share=True,
    )
    parts, wholes = [rate.in_time for _month, rate in kept], [rate.of for _month, rate in kept]
    if sum(wholes) >= MANY_SHARED * len(wholes):
        return control_chart(Series([part / whole for part, whole in zip(parts, wholes, strict=True)]), frame)
    return control_chart(Series(parts, n=wholes, kind=ChartKind.P), frame)
