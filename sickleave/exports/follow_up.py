"""HR's list as a workbook: the same filters and sight, no title or file name with a person in it. [S8]"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.output import xlsx
from sickleave.choices import Step
from sickleave.forms.follow_up import Filters
from sickleave.queries.follow_up import steps_ahead

MOST_ROWS = 10_000
FIELDS = (
    *("id", "starts", "ends", "counted_days", "grade", "late_count", "is_repeated"),
    *("person__first_name", "person__last_name", "unit__name", "last_leader__first_name", "last_leader__last_name"),
)


def cases_xlsx(filters: Filters) -> tuple[bytes, int]:
    """Write the cases asked for, soonest first, and a sheet on what they are; say how many."""
    found = list(filters.cases().order_by("order_due", "id").values(*FIELDS)[: MOST_ROWS + 1])
    kept = found[:MOST_ROWS]
    ahead = steps_ahead([row["id"] for row in kept])
    lines = (_line(row, ahead.get(row["id"], [])) for row in kept)
    about = _about(filters, len(kept), is_cut=len(found) > MOST_ROWS)
    wide = [xlsx.Column(_("Om listen"), 30), xlsx.Column("", 90)]
    sheets = [xlsx.Sheet(_("Saker"), _columns(), lines), xlsx.Sheet(_("Om listen"), wide, about)]
    return xlsx.workbook(sheets, title=_("Saker i oppfølging")), len(kept)


def _columns() -> list[xlsx.Column]:
    narrow, middle, wide = 14, 26, 34
    return [
        xlsx.Column(_("Ansatt"), wide),
        xlsx.Column(_("Enhet"), wide),
        xlsx.Column(_("Nærmeste leder"), middle),
        xlsx.Column(_("Første dag"), narrow),
        xlsx.Column(_("Siste registrerte dag"), narrow),
        xlsx.Column(_("Dager registrert"), narrow),
        xlsx.Column(_("Fraværsgrad (%)"), narrow),
        xlsx.Column(_("Neste steg"), wide),
        xlsx.Column(_("Frist"), narrow),
        xlsx.Column(_("Steg over fristen"), narrow),
        xlsx.Column(_("Gjentatt fravær"), narrow),
    ]


def _line(row: dict[str, Any], ahead: Sequence[tuple[str, Any]]) -> Sequence[xlsx.Value]:
    step, due = ahead[0] if ahead else ("", None)
    return [
        f"{row['person__first_name']} {row['person__last_name']}",
        row["unit__name"],
        f"{row['last_leader__first_name'] or ''} {row['last_leader__last_name'] or ''}".strip(),
        row["starts"],
        row["ends"],
        row["counted_days"],
        row["grade"],
        str(Step(step).label) if step else "",
        due,
        row["late_count"],
        _("Ja") if row["is_repeated"] else "",
    ]


def _about(filters: Filters, count: int, *, is_cut: bool) -> Iterator[Sequence[xlsx.Value]]:
    yield [_("Antall saker"), count]
    if is_cut:
        yield [_("Ikke alle er med"), _("Listen er lengre. Velg en enhet for å få med alle.")]
    yield [_("Laget"), timezone.now()]
    yield [_("Laget for"), filters.user.get_full_name()]
    yield [_("Taushetsplikt"), _("Listen er helseopplysninger. Ikke send den videre, og slett den når du er ferdig.")]
    yield [_("Logg"), _("Det er logget at du lastet ned listen.")]
