"""A plan from a file, as read and interpreted; writing it is an action. [G13]"""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from goals.rules.plan_draft import DraftProblem, PlanDraft, PlanRow, draft_plan
from kvalitet.imports.reading import read_table
from kvalitet.imports.tables import Column, Limits, Row

COLUMNS = (
    Column(
        "goal",
        "Mål",
        ("hovedmål", "målsetting", "målsetning", "overordnet mål", "kommunens mål", "resultatmål", "effektmål"),
        required=True,
        max_length=500,
    ),
    Column("subgoal", "Delmål", ("del mål", "undermål", "delmålsetting"), expected=True, max_length=500),
    Column(
        "measure",
        "Tiltak",
        ("aktivitet", "aktiviteter", "handling", "handlinger", "oppgave", "tiltak aktivitet", "hva", "hva skal gjøres"),
        required=True,
        max_length=500,
    ),
    Column(
        "responsible",
        "Ansvarlig",
        ("ansvar", "ansvarlige", "ansvarshavende", "hvem", "ansvarlig person", "ansvarlig enhet", "ansv", "eier"),
        expected=True,
        max_length=1000,
    ),
    Column(
        "due",
        "Frist",
        (
            *("tidsfrist", "når", "frist for gjennomføring", "ferdig", "ferdig innen", "gjennomføres innen"),
            *("tidspunkt", "dato", "tid", "tidsplan", "gjennomføring", "sluttdato", "slutt"),
        ),
        expected=True,
        max_length=200,
    ),
    Column("perspective", "Perspektiv", ("område", "fokusområde", "styringsperspektiv"), max_length=200),
    Column("unit", "Enhet", ("virksomhet", "avdeling", "tjenestested"), max_length=200),
    Column("starts", "Start", ("oppstart", "startdato", "fra", "fra dato", "starter", "begynner"), max_length=200),
    Column("status", "Status", ("framdrift", "fremdrift", "tilstand"), max_length=200),
    Column("description", "Beskrivelse", ("merknad", "kommentar", "kommentarer", "utdypning"), max_length=5000),
)


def read_plan(
    data: bytes,
    *,
    year: int,
    ends_year: int | None = None,
    today: date | None = None,
    known: Collection[str] = frozenset(),
) -> PlanDraft:
    """Read a CSV or XLSX file as a plan; what is wrong stands in the draft's problems, nothing is raised. [G13]"""
    table = read_table(data, columns=COLUMNS, limits=Limits())
    rows = [_plan_row(row) for row in table.rows]
    draft = draft_plan(rows, year=year, ends_year=ends_year, today=today, known=known)
    read = [DraftProblem(problem.message, problem.row, problem.is_error) for problem in table.problems]
    draft.problems[:0] = read
    if not draft.has_errors and not draft.measure_count:
        draft.problems.append(DraftProblem(str(_("Filen har mål, men ingen tiltak."))))
    return draft


def _plan_row(row: Row) -> PlanRow:
    return PlanRow(row.number, **row.values)
