"""The overview on one page of paper, for meetings."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goals.choices import Shown
from goals.figures import PlanFigures, Sight
from kvalitet.figures.charts import Chart, written
from kvalitet.figures.printing import on_paper
from kvalitet.output import pdf
from kvalitet.web.words import deadline_words
from reporting.figures import charts

MOST_LISTED, MOST_NAMES = 4, 1  # so that an ordinary municipality fits on one page


def overview_pdf(sight: Sight, found: PlanFigures) -> bytes:
    """Lay out conclusion, numbers, pictures, units and exceptions."""
    counted = timezone.localtime(found.counted_at)
    moment = _("Tallene er fra %(date)s kl. %(time)s") % {
        "date": date_format(counted, "j. F Y"),
        "time": f"{counted:%H.%M}",
    }
    blocks: list[pdf.Block] = [pdf.Lead(charts.conclusion(sight, found)), _numbers(sight, found)]
    drawn = [_picture(chart) for chart in charts.pictures(sight, found)]
    exceptions = [*_late(found), *_unanswered(found)]
    if len(drawn) > 1:
        blocks += [pdf.Beside(drawn[0], drawn[1]), *_units(found), pdf.Beside(_late(found), _unanswered(found))]
    else:
        blocks += [pdf.Beside(drawn[0], exceptions)]
    return pdf.pdf(
        pdf.Document(
            owner=str(sight.plan.municipality),
            title=_("Styringsoversikt for %(unit)s") % {"unit": sight.unit},
            facts=[f"{sight.plan.name} {sight.plan.years} · {moment}"],
            blocks=blocks,
            upright=True,
        )
    )


def _numbers(sight: Sight, found: PlanFigures) -> pdf.Grid:
    """Put the figures of the page in one table, four beside each other."""
    cells = [
        pdf.Cell(
            f"{figure.text} {figure.unit}".strip(),
            "danger" if figure.tone == "danger" else "",
            small=f"{figure.name}",
        )
        for figure in charts.figures(sight, found)
    ]
    return pdf.Grid([], [1, 1, 1, 1], [cells[:4], cells[4:]], large=True)


def _picture(chart: Chart) -> list[pdf.Block]:
    legend = " · ".join(one.label for one in chart.legend)
    return [
        pdf.Heading(chart.title, 2),
        pdf.Text(chart.conclusion, subtle=True),
        on_paper(chart.wide),
        pdf.Text(_("Fra venstre: %(names)s") % {"names": legend}, subtle=True),
    ]


def _units(found: PlanFigures) -> list[pdf.Block]:
    headings = [_("Enhet"), _("Oppgaver"), _("Ferdig"), _("Over fristen"), _("Ikke besvart")]
    rows: list[list[str | pdf.Cell]] = [
        [
            charts.unit_label(unit),
            written(unit.total),
            written(unit.done),
            pdf.Cell(written(unit.late), "danger" if unit.late else ""),
            written(unit.unanswered),
        ]
        for unit in found.units
    ]
    return [pdf.Heading(_("Enhet for enhet"), 2), pdf.Grid(headings, [5, 2, 2, 2, 2], rows, frozenset({1, 2, 3, 4}))]


def _late(found: PlanFigures) -> list[pdf.Block]:
    rows: list[list[str | pdf.Cell]] = [
        [one.title, pdf.Cell(_days(one.due, found), "danger")] for one in found.latest[:MOST_LISTED]
    ]
    title = pdf.Heading(_("Lengst over fristen"), 2)
    return [
        title,
        pdf.Grid([_("Tiltak"), _("Frist")], [3, 2], rows) if rows else pdf.Text(_("Ingenting er over fristen.")),
    ]


def _days(due: date | None, found: PlanFigures) -> str:
    return deadline_words(due, timezone.localdate(found.counted_at)).text


def _unanswered(found: PlanFigures) -> list[pdf.Block]:
    if not found.shown[Shown.UNANSWERED]:
        return []
    listed = found.unanswered[:MOST_LISTED]
    rows: list[list[str | pdf.Cell]]
    if not charts.has_parts(found):
        rows = [[one.title, _days(one.due, found)] for one in listed]
        return [pdf.Heading(_("Tiltak som venter på svar"), 2), pdf.Grid([_("Tiltak"), _("Frist")], [3, 2], rows)]
    rows = [
        [pdf.Cell(one.title, small=_names(one.names)), f"{written(one.answered)} / {written(one.units)}"]
        for one in listed
    ]
    return [pdf.Heading(_("Enheter som ikke har svart"), 2), pdf.Grid([_("Tiltak"), _("Svart")], [4, 1], rows)]


def _names(names: tuple[str, ...]) -> str:
    """Name the first few units that lack, and say how many more there are."""
    more = len(names) - MOST_NAMES
    shown = ", ".join(names[:MOST_NAMES])
    if more > 0:
        return _("%(names)s og %(more)s til") % {"names": shown, "more": more}
    return shown
