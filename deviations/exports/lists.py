"""The list of events as a workbook: the same filters, the same sight, and where each row can be looked up. [D7]"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import Cause, Circle, Kind, Seriousness, State, TrackKind
from deviations.forms.lists import Filters
from deviations.queries.lists import leaders_by_unit
from deviations.queries.representatives import clean_rows
from kvalitet.output import xlsx
from kvalitet.web.listing import NEWEST
from kvalitet.web.templatetags.ds import tall

MOST_ROWS = 10_000
FIELDS = (
    *("uuid", "number", "title", "kind", "unit_id", "unit__name", "category__name", "place__name", "place_text"),
    *("seriousness", "state", "circle", "happened_on", "created_at", "answered_at", "closed_at", "reopened_count"),
    *("likelihood", "consequence", "risk_score", "track_kinds", "causes"),
    *("handler_id", "handler__first_name", "handler__last_name"),
)
"""No reporter: who hides the name, or gave none, must not be found by comparing files."""


def deviations_xlsx(filters: Filters, *, address: str, query: str) -> bytes:
    """Write the events of a list, the newest first, and a sheet that says what they are."""
    rows = filters.events().order_by(*(f"-{name}" for name in NEWEST)).values(*FIELDS)
    found = list(rows[: MOST_ROWS + 1])
    kept = found[:MOST_ROWS]
    clean_rows(kept, filters.user)
    leaders = leaders_by_unit({row["unit_id"] for row in kept if row["handler_id"] is None}, filters.today)
    base = address.removesuffix(reverse("deviations:deviation-list"))
    lines = (_line(row, leaders, base) for row in kept)
    about = _about(filters, len(kept), is_cut=len(found) > MOST_ROWS, link=f"{address}?{query}" if query else address)
    sheets = [xlsx.Sheet(_("Avvik"), _columns(), lines), xlsx.Sheet(_("Om listen"), _about_columns(), about)]
    return xlsx.workbook(sheets, title=_("Avvik"))


def _columns() -> list[xlsx.Column]:
    wide, middle, narrow = 50, 26, 14
    return [
        xlsx.Column(_("Nummer"), 10),
        xlsx.Column(_("Tittel"), wide),
        xlsx.Column(_("Type"), 18),
        xlsx.Column(_("Enhet"), middle),
        xlsx.Column(_("Sted"), middle),
        xlsx.Column(_("Kategori"), middle),
        xlsx.Column(_("Alvor"), narrow),
        xlsx.Column(_("Status"), 20),
        xlsx.Column(_("Skjedde"), narrow),
        xlsx.Column(_("Meldt"), 18),
        xlsx.Column(_("Første svar"), 18),
        xlsx.Column(_("Lukket"), 18),
        xlsx.Column(_("Gjenåpnet (ganger)"), narrow),
        xlsx.Column(_("Sannsynlighet"), narrow),
        xlsx.Column(_("Konsekvens"), narrow),
        xlsx.Column(_("Risiko (S × K)"), narrow),
        xlsx.Column(_("Spor"), middle),
        xlsx.Column(_("Årsaker"), middle),
        xlsx.Column(_("Ansvarlig"), middle),
        xlsx.Column(_("Hvem kan se"), 18),
        xlsx.Column(_("Adresse"), wide),
    ]


def _line(row: dict[str, Any], leaders: dict[int, str], base: str) -> Sequence[xlsx.Value]:
    chosen = f"{row['handler__first_name'] or ''} {row['handler__last_name'] or ''}".strip()
    return [
        row["number"],
        row["title"],
        Kind(row["kind"]).label,
        row["unit__name"],
        ", ".join(filter(None, (row["place__name"], row["place_text"]))),
        row["category__name"] or "",
        Seriousness(row["seriousness"]).label,
        State(row["state"]).label,
        row["happened_on"],
        row["created_at"],
        row["answered_at"],
        row["closed_at"],
        row["reopened_count"] or None,
        row["likelihood"],
        row["consequence"],
        row["risk_score"],
        ", ".join(str(TrackKind(one).label) for one in row["track_kinds"]),
        ", ".join(str(Cause(one).label) for one in row["causes"]),
        chosen or leaders.get(row["unit_id"], ""),
        Circle(row["circle"]).label,
        base + reverse("deviations:deviation-detail", args=[row["uuid"]]),
    ]


def _about_columns() -> list[xlsx.Column]:
    return [xlsx.Column(_("Om listen"), 30), xlsx.Column("", 90)]


def _about(filters: Filters, count: int, *, is_cut: bool, link: str) -> Iterator[Sequence[xlsx.Value]]:
    """Say how many, what was chosen, when and for whom: the file holds what this person may see."""
    number = ngettext("%(n)s sak", "%(n)s saker", count) % {"n": tall(count)}
    yield [_("Antall"), number]
    if is_cut:
        most = _("Listen har flere enn %(n)s saker. Her er de nyeste. Velg en kortere periode for å få med alle.")
        yield [_("Ikke alle er med"), most % {"n": tall(MOST_ROWS)}]
    yield [_("Laget"), timezone.now()]
    yield [_("Laget for"), filters.user.get_full_name()]
    yield [_("Innhold"), _("Bare saker denne personen har tilgang til. Hvem som meldte, er aldri med.")]
    if filters.not_searched:
        yield [_("Søk"), filters.not_searched]
    yield [_("Samme liste på nettet"), link]
