"""The pictures and sentences of the overview, made of what was counted."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.choices import Perspective, Shown, TaskStatus
from goals.figures import PlanFigures, Sight, UnitCounts
from kvalitet.figures import charts
from kvalitet.figures.choices import Better, ChartKind, Period
from kvalitet.figures.control import control_chart
from kvalitet.figures.figure import Figure
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import Series

TONES = {
    TaskStatus.DONE: "success",
    TaskStatus.IN_PROGRESS: "accent",
    TaskStatus.NOT_STARTED: "neutral",
    TaskStatus.POSTPONED: "warning",
    TaskStatus.CANCELLED: "violet",
}
MOST_BARS, FEWEST_MONTHS = 15, 3


def conclusion(sight: Sight, found: PlanFigures) -> str:
    """Say in one go where the plan stands: «Planen har 25 tiltak. 9 er ferdig, 4 er over fristen, flest i Oppvekst.»"""
    if sight.is_whole:
        opening = ngettext("Planen har %(count)s tiltak.", "Planen har %(count)s tiltak.", found.total)
    else:
        opening = ngettext(
            "%(unit)s har %(count)s oppgave i planen.", "%(unit)s har %(count)s oppgaver i planen.", found.total
        )
    opening %= {"count": charts.written(found.total), "unit": sight.unit.name}
    done, late = found.statuses[TaskStatus.DONE], found.shown[Shown.LATE]
    if not found.total:
        return _("%(unit)s har ingen oppgaver i planen.") % {"unit": sight.unit.name}
    words = {"done": charts.written(done) if done else _("Ingen"), "late": charts.written(late), "unit": worst(found)}
    if not late:
        return f"{opening} " + _("%(done)s er ferdig, og ingen er over fristen.") % words
    if not words["unit"]:
        return f"{opening} " + _("%(done)s er ferdig, %(late)s er over fristen.") % words
    return f"{opening} " + _("%(done)s er ferdig, %(late)s er over fristen, flest i %(unit)s.") % words


def worst(found: PlanFigures) -> str:
    """Return the unit with most late tasks, when there is one that stands out."""
    late = sorted((unit for unit in found.units if unit.late and not unit.is_self), key=lambda unit: -unit.late)
    if not late or (len(late) > 1 and late[0].late == late[1].late):
        return ""
    return late[0].name


def figures(sight: Sight, found: PlanFigures) -> list[Figure]:
    """Return the numbers with their state; each opens its rows."""
    return [
        _done(sight, found),
        _lack(sight, found, Shown.LATE, _("Må følges opp"), _("Ingen er forsinket"), "danger"),
        _lack(sight, found, Shown.NO_DUE, _("Frist mangler"), _("Ingen mangler frist")),
        _lack(sight, found, Shown.NO_RESPONSIBLE, _("Ansvarlig mangler"), _("Ingen mangler ansvarlig")),
        _lack(sight, found, Shown.STALE, _("Status må meldes"), _("Alle har fersk status")),
        _lack(sight, found, Shown.UNANSWERED, _("Venter på svar fra enheter"), _("Alle enheter har svart")),
        _lack(sight, found, Shown.MOVED, _("Fristen er flyttet"), _("Ingen frister er flyttet"), "info"),
        _in_time(sight, found),
    ]


def headline(sight: Sight, found: PlanFigures) -> list[Figure]:
    """Return the four numbers of the start page."""
    left = found.shown[Shown.OPEN]
    name = _("Åpne tiltak") if sight.is_whole else _("Åpne oppgaver")
    total = _("av %(total)s") % {"total": charts.written(found.total)}
    share = round(100 * found.statuses[TaskStatus.DONE] / found.total) if found.total else 0
    state = _("%(share)s prosent er ferdig") % {"share": share}
    return [
        Figure(name, left, unit=total, url=sight.url(vis=Shown.OPEN), state=state, tone="info" if left else "success"),
        _lack(sight, found, Shown.LATE, _("Må følges opp"), _("Ingen er forsinket"), "danger"),
        _in_time(sight, found),
        _lack(sight, found, Shown.NO_DUE, _("Frist mangler"), _("Ingen mangler frist")),
    ]


def _done(sight: Sight, found: PlanFigures) -> Figure:
    done = found.statuses[TaskStatus.DONE]
    share = round(100 * done / found.total) if found.total else 0
    total = _("av %(total)s") % {"total": charts.written(found.total)}
    state = _("%(share)s prosent") % {"share": share}
    return Figure(
        _("Ferdig"),
        done,
        unit=total,
        url=sight.url(status=TaskStatus.DONE),
        state=state,
        tone="success" if share == 100 else "info",
    )


def _in_time(sight: Sight, found: PlanFigures) -> Figure:
    done, in_time = found.statuses[TaskStatus.DONE], found.shown[Shown.IN_TIME]
    state = (
        _("%(share)s prosent av de ferdige") % {"share": round(100 * in_time / done)} if done else _("Ingen er ferdig")
    )
    total = _("av %(total)s") % {"total": charts.written(done)}
    tone = "success" if done and in_time == done else "info"
    return Figure(
        _("Ferdig innen fristen"), in_time, unit=total, url=sight.url(vis=Shown.IN_TIME), state=state, tone=tone
    )


def _lack(sight: Sight, found: PlanFigures, shown: Shown, bad: str, good: str, tone: str = "warning") -> Figure:
    """Make a number that ought to be zero."""
    count = found.shown[shown]
    state, color = (bad, tone) if count else (good, "success")
    return Figure(str(shown.label), count, url=sight.url(vis=shown), state=state, tone=color)


def has_parts(found: PlanFigures) -> bool:
    """Whether there is more than one unit to compare."""
    return len(found.units) > 1


def pictures(sight: Sight, found: PlanFigures) -> list[charts.Chart]:
    """Return the charts that say something: units are compared only where there are several."""
    drawn = [by_perspective(sight, found)]
    return [*drawn, by_unit(sight, found)] if has_parts(found) else drawn


def deadlines_kept(sight: Sight, found: PlanFigures) -> charts.Chart | None:
    """Draw how large a share of the deadlines of each month was kept, and say whether it has changed."""
    if len(found.kept) < FEWEST_MONTHS:
        return None
    series = Series([one.in_time for one in found.kept], n=[one.due for one in found.kept], kind=ChartKind.P)
    frame = Frame(
        _("Frister holdt, måned for måned"),
        labels=[date_format(one.first, "M Y").lower() for one in found.kept],
        period=Period.MONTH,
        better=Better.UP,
        urls=[one.url for one in found.kept],
        is_share=True,
    )
    return control_chart(series, frame)


def by_perspective(sight: Sight, found: PlanFigures) -> charts.Chart:
    """Draw the status of each perspective, a bar each; every part opens its rows."""
    order = [status for status in TONES if found.statuses[status]] or [TaskStatus.NOT_STARTED]
    bars = [
        charts.Bar(
            str(Perspective(value).label),
            [statuses.get(status, 0) for status in order],
            [sight.url(perspektiv=value, status=status) for status in order],
        )
        for value, statuses in found.perspectives.items()
        if statuses
    ]
    return charts.stacked_bars(
        _("Status per perspektiv"),
        _perspective_words(found),
        series=[charts.Series(str(status.label), TONES[status]) for status in order],
        bars=bars,
        heading=_("Perspektiv"),
    )


def _perspective_words(found: PlanFigures) -> str:
    """Say which perspective has come furthest, and which has most left."""
    shares = {
        str(Perspective(value).label): (statuses.get(TaskStatus.DONE, 0) / sum(statuses.values()))
        for value, statuses in found.perspectives.items()
        if statuses
    }
    if len(shares) < 2:
        return ""
    best, last = max(shares, key=lambda name: shares[name]), min(shares, key=lambda name: shares[name])
    if shares[best] == shares[last]:
        return _("Alle perspektivene er kommet like langt.")
    return _("%(best)s er kommet lengst med %(share)s prosent ferdig. %(last)s har mest igjen.") % {
        "best": best,
        "share": round(100 * shares[best]),
        "last": last,
    }


def by_unit(sight: Sight, found: PlanFigures) -> charts.Chart:
    """Draw the open tasks of each unit, the late ones red; those with most late first."""
    units = sorted((unit for unit in found.units if unit.total), key=lambda unit: (-unit.late, -unit.on_track))
    bars = [
        charts.Bar(
            unit_label(unit),
            [unit.late, unit.on_track],
            [unit.rows(vis=Shown.LATE), unit.rows(vis=Shown.ON_TRACK)],
        )
        for unit in units[:MOST_BARS]
    ]
    series = [charts.Series(str(Shown.LATE.label), "danger"), charts.Series(str(Shown.ON_TRACK.label), "accent")]
    words = _unit_words(sum(unit.late for unit in units), sum(unit.on_track for unit in units), worst(found))
    return charts.stacked_bars(_("Åpne oppgaver per enhet"), words, series=series, bars=bars, heading=_("Enhet"))


def _unit_words(late: int, on_track: int, unit: str) -> str:
    words = {"open": charts.written(late + on_track), "late": charts.written(late), "unit": unit}
    if not late:
        return _("%(open)s oppgaver er åpne, og ingen har gått over fristen.") % words
    if not unit:
        return _("%(open)s oppgaver er åpne. %(late)s har gått over fristen.") % words
    return _("%(open)s oppgaver er åpne. %(late)s har gått over fristen, flest i %(unit)s.") % words


def unit_label(unit: UnitCounts) -> str:
    """Name a unit; what lies on the unit itself is told from what lies below it."""
    return _("%(unit)s, felles") % {"unit": unit.name} if unit.is_self else unit.name
