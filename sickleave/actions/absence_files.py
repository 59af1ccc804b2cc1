"""The bytes of a file of absences as rows, with what was wrong about some of them. [S1]"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kvalitet.imports.columns import numbered
from kvalitet.imports.reading import read_table
from kvalitet.imports.rules.values import are_shares
from kvalitet.imports.tables import Column, Limits
from kvalitet.organisation.models import Municipality, Person, Position
from kvalitet.web.errors import Refused
from sickleave.rules.import_rows import AbsenceRow, RowReader, Wrong

LIMITS = Limits(size=40_000_000, unpacked=200_000_000, rows=200_000)
COLUMNS = (
    Column(
        "number",
        "Ansattnummer",
        (*numbered("ansatt", "lønn", "ressurs", "medarbeider", "person"), "ansatt", "nummer", "nr"),
        required=True,
        max_length=30,
    ),
    Column(
        "kind",
        "Type",
        ("fraværstype", "fraværskode", "fraværsart", "fraværsårsak", "årsak", "kode", "fravær"),
        required=True,
        max_length=100,
    ),
    Column(
        "starts",
        "Fra",
        ("fra dato", "fradato", "fra og med", "fom", "startdato", "start", "første fraværsdag"),
        required=True,
        max_length=40,
    ),
    Column(
        "ends",
        "Til",
        ("til dato", "tildato", "til og med", "tom", "sluttdato", "slutt", "siste fraværsdag"),
        required=True,
        max_length=40,
    ),
    Column("grade", "Grad", ("prosent", "fraværsprosent", "fraværsgrad", "sykmeldingsgrad", "%"), max_length=20),
    Column(
        "external_id",
        "Fraværs-ID",
        (*numbered("fravær", "fraværs"), "id", "referanse", "løpenummer", "løpenr"),
        max_length=60,
    ),
    Column("status", "Status", ("tilstand", "endring", "handling"), max_length=40),
)


@dataclass
class AbsenceFile:
    """Rows that could be read, rows that couldn't, and remarks about the whole."""

    rows: list[AbsenceRow] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    row_count: int = 0


def read_absences(data: bytes, municipality: Municipality, *, today: date) -> AbsenceFile:
    """Read a file of absences. Raises Refused when it can't be read as a whole."""
    table = read_table(data, columns=COLUMNS, limits=LIMITS)
    whole = [problem.message for problem in table.errors if problem.row is None]
    if whole:
        raise Refused(" ".join(whole))
    if table.hidden_problems:
        raise Refused(_("Det er feil på mer enn hundre rader. Se over filen og prøv igjen."))
    file = AbsenceFile(notes=[problem.message for problem in table.notes], row_count=len(table.rows))
    unreadable = {problem.row for problem in table.errors}
    file.problems = [(problem.row or 0, _without_row(problem.message)) for problem in table.errors]
    is_share = are_shares([row.values.get("grade", "") for row in table.rows])
    reader = RowReader(finder(municipality), today=today, is_share=is_share)
    for row in table.rows:
        if row.number in unreadable:
            continue
        try:
            file.rows.append(reader.read(row.number, row.values))
        except Wrong as wrong:
            file.problems.append((row.number, str(wrong)))
    return file


def finder(municipality: Municipality) -> Callable[[str], int | None]:
    """Find people with a post by number, also when a spreadsheet has eaten the first zeros; one query."""
    posts = Position.objects.filter(person=OuterRef("pk"), unit__municipality=municipality)
    rows = Person.objects.filter(Exists(posts), municipality=municipality).exclude(employee_number="")
    exact = {number.casefold(): pk for pk, number in rows.values_list("pk", "employee_number")}
    bare: dict[str, int | None] = {}
    for number, pk in exact.items():
        short = number.lstrip("0")
        bare[short] = None if short in bare else pk

    def find(text: str) -> int | None:
        number = text.casefold()
        return exact.get(number) or bare.get(number.lstrip("0"))

    return find


def _without_row(message: str) -> str:
    """The row stands in a column of its own."""
    _row, colon, rest = message.partition(": ")
    return rest if colon else message
