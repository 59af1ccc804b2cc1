"""What a file of absences becomes, in words: by row number, never by whom. Pure. [S1, S5]"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sickleave.choices import AbsenceKind
from sickleave.rules.import_plan import Change, ImportPlan

MOST = 300
MOST_BAD = 2000
NAMES = {
    "kind": gettext_lazy("Type"),
    "starts": gettext_lazy("Fra"),
    "ends": gettext_lazy("Til"),
    "grade": gettext_lazy("Grad"),
}


def lines_of(plan: ImportPlan, notes: Sequence[str], *, is_done: bool = False) -> dict[str, Any]:
    """Return what to show of a plan, kind by kind; once it is done only what is left to mend."""
    told: dict[str, Any] = {"bad": [[row, text] for row, text in plan.problems[:MOST_BAD]], "notes": list(notes)}
    if is_done:
        return told
    told["new"] = [[row.row, _period(row.kind, row.starts, row.ends, row.grade)] for row in plan.new[:MOST]]
    told["changed"] = [[one.row.row, change_text(one)] for one in plan.changed[:MOST]]
    gone = [(row.row, known) for known, row in plan.gone[:MOST]]
    told["gone"] = [[number, _period(one.kind, one.starts, one.ends, one.grade)] for number, one in gone]
    told["missing"] = [[None, _period(one.kind, one.starts, one.ends, one.grade)] for one in plan.missing[:MOST]]
    return told


def change_text(change: Change) -> str:
    """«Til: 10.02.2026 → 28.02.2026.»"""
    old = change.known
    parts = [
        f"{NAMES[name]}: {_shown(name, getattr(old, name))} → {_shown(name, value)}."
        for name, value in change.fields.items()
        if name in NAMES
    ]
    return " ".join(parts) or _("Kommer fra lønn fra nå av; ingenting annet endres.")


def _shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return f"{value} %" if name == "grade" else str(AbsenceKind(value).label)


def _period(kind: str, starts: date, ends: date, grade: int) -> str:
    share = f" {grade} %" if grade != 100 else ""
    return f"{AbsenceKind(kind).label}{share}, {_shown('starts', starts)}–{_shown('ends', ends)}"


def summary(counts: Mapping[str, int]) -> str:
    """«12 nye, 3 endres, 1 trekkes, 2 uendret, 1 rad kan ikke leses»."""
    words = [text % {"n": number} for number, text in _parts(counts) if number]
    if not any(counts.get(kind) for kind in ("new", "changed", "gone")):
        words = [_("ingen endringer"), *words]
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _parts(counts: Mapping[str, int]) -> Iterable[tuple[int, str]]:
    n = {kind: counts.get(kind, 0) for kind in ("new", "changed", "gone", "unchanged", "bad", "missing")}
    yield n["new"], ngettext("%(n)s nytt fravær", "%(n)s nye fravær", n["new"])
    yield n["changed"], ngettext("%(n)s rettet", "%(n)s rettet", n["changed"])
    yield n["gone"], ngettext("%(n)s trukket", "%(n)s trukket", n["gone"])
    yield n["unchanged"], ngettext("%(n)s uendret", "%(n)s uendret", n["unchanged"])
    yield n["bad"], ngettext("%(n)s rad er ikke med", "%(n)s rader er ikke med", n["bad"])
    yield n["missing"], ngettext("%(n)s mangler i filen", "%(n)s mangler i filen", n["missing"])
