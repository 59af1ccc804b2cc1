"""The figures as a workbook: the same numbers as the page, with the same ones left out. [S6]"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kvalitet.figures.charts import Chart
from kvalitet.output.xlsx import Column, Sheet, Value, workbook
from sickleave.figures.cards import cards
from sickleave.figures.charts import season_chart, year_chart
from sickleave.figures.found import Found
from sickleave.figures.tables import split_columns, split_lines, unit_rows
from sickleave.figures.words import conclusion, hidden, hiding, method, month_name, no_ranking, span
from sickleave.queries.marks import Mark


def figures_workbook(found: Found, marks: list[Mark]) -> bytes:
    """Write the numbers, the splits, the units and every chart's table on sheets of their own."""
    drawn = [one for one in (year_chart(found), season_chart(found, marks)) if one is not None]
    sheets = [_numbers(found), _splits(found), *([_units(found)] if found.parts else [])]
    title = _("Tall for nærvær – %(unit)s") % {"unit": found.unit.name}
    return workbook([*sheets, *(_sheet(one) for one in drawn)], title=title)


def _numbers(found: Found) -> Sheet:
    about: list[list[Value]] = [
        [_("Enhet"), found.unit.name, ""],
        [_("Måned"), month_name(found.newest), ""],
        [_("Siste 12 måneder"), span(found), ""],
        [_("Kort fortalt"), " ".join(conclusion(found)), ""],
        [_("Slik er det regnet"), method(), ""],
        [_("Skjulte tall"), hiding(found.rules.masking_threshold), ""],
    ]
    numbers: list[list[Value]] = [
        [one.name, hidden() if one.value is None else round(one.value, 1), f"{one.unit} {one.state}".strip()]
        for one in cards(found)
    ]
    return Sheet(
        _("Tall"), [Column(_("Tall"), 34), Column(_("Verdi"), 70), Column(_("Merknad"), 50)], [*about, *numbers]
    )


def _splits(found: Found) -> Sheet:
    headings = [_("Tertial"), _("Nærvær"), _("Sykefravær"), *split_columns()]
    rows = [[one.name, one.presence, one.absence, *one.cells] for one in split_lines(found)]
    return Sheet(_("Fordeling"), [Column(one, 22) for one in headings], rows)


def _units(found: Found) -> Sheet:
    headings = [_("Enhet"), _("Nærvær"), _("Sykefravær"), _("De 12 månedene før")]
    headings += [_("Endring i prosentpoeng"), _("Mot seg selv"), _("Merknad")]
    rows: Iterable[list[Value]] = [
        [one.name, one.presence, one.absence, one.before, one.change, one.state, one.note] for one in unit_rows(found)
    ]
    note: list[Value] = [no_ranking(), "", "", "", "", "", ""]
    return Sheet(
        _("Enhet for enhet"), [Column(one, 34 if not i else 22) for i, one in enumerate(headings)], [*rows, note]
    )


def _sheet(chart: Chart) -> Sheet:
    return Sheet(chart.title, [Column(one, 22) for one in chart.columns], [list(row) for row in chart.table])
