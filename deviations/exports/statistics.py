"""The figures as a workbook: the same numbers as the page, with the same ones left out. [D7]"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from deviations.figures.cards import cards
from deviations.figures.charts import group_charts, kept_charts, rate_chart
from deviations.figures.found import Found
from deviations.figures.units import Shown, unit_table
from deviations.figures.words import conclusion, no_league
from kvalitet.figures.charts import Chart
from kvalitet.output.xlsx import Column, Sheet, Value, workbook


def figures_workbook(found: Found, coverage: str) -> bytes:
    """Write the numbers, the units and every chart's table on sheets of their own."""
    period = f"{found.period.starts:%d.%m.%Y}–{found.period.ends:%d.%m.%Y}"
    about: list[list[Value]] = [
        [_("Enhet"), found.unit_name, ""],
        [_("Periode"), period, ""],
        [_("Kort fortalt"), conclusion(found), ""],
        [_("Omfang"), coverage, ""],
        [_("Slik leses tallene"), no_league(), ""],
    ]
    numbers = [[one.name, one.value, f"{one.unit} {one.state}".strip()] for one in cards(found)]
    columns = [Column(_("Tall"), 34), Column(_("Verdi"), 60), Column(_("Merknad"), 50)]
    drawn = [one for one in (rate_chart(found), *group_charts(found), *kept_charts(found)) if one is not None]
    sheets = [Sheet(_("Tall"), columns, [*about, *numbers])]
    if table := unit_table(found):
        sheets.append(_units(table))
    return workbook(
        [*sheets, *(_sheet(one) for one in drawn)], title=_("Tall for avvik – %(u)s") % {"u": found.unit_name}
    )


def _units(rows: Iterable[Shown]) -> Sheet:
    headings = [_("Enhet"), _("Meldt"), _("Over fristen"), _("Årsverk")]
    headings += [_("Per 100 årsverk i måneden"), _("Vanlig her"), _("Sammenlignet med seg selv"), _("Stillhet")]
    return Sheet(
        _("Enhet for enhet"),
        [Column(one, 34 if index in {0, 7} else 18) for index, one in enumerate(headings)],
        [[one.name, one.count, one.late, one.fte, one.rate, one.usual, one.against, one.silence] for one in rows],
    )


def _sheet(chart: Chart) -> Sheet:
    return Sheet(chart.title, [Column(one, 26) for one in chart.columns], [list(row) for row in chart.table])
