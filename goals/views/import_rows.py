"""How the preview of an import is laid out: names first, then the rows, doubtful ones first."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.actions.import_names import Match, Names
from goals.actions.import_steps import CHANGED, NEW, UNCHANGED, MeasureStep
from goals.actions.imports import Outcome, summary
from goals.choices import DueKind, PlanStatus
from goals.forms.imports import CorrectionForm
from goals.models import PlanImport
from goals.rules.plan_draft import PlanDraft
from kvalitet.web.shortcuts import Request

PAGE_SIZE = 25
ALL, DOUBTFUL = "alle", "usikre"
STATE_TAGS = {
    NEW: (gettext_lazy("Ny"), "info"),
    CHANGED: (gettext_lazy("Endret"), "warning"),
    UNCHANGED: (gettext_lazy("Uendret"), "neutral"),
}


@dataclass
class NameRow:
    """A written name, whom it is read as, and the field that corrects it."""

    name: str
    match: Match
    uses: int
    field: BoundField


@dataclass
class RowView:
    """A measure of the preview with the fields that correct its deadline."""

    step: MeasureStep
    state: tuple[str | Promise, str]
    kind: BoundField
    day: BoundField
    is_open: bool

    @property
    def fields(self) -> list[BoundField]:
        """Return the fields that correct the deadline."""
        return [self.kind, self.day]

    @property
    def warnings(self) -> list[str]:
        """Return what a person should look at, once each."""
        read = self.step.due.explanation
        found = [text for text in self.step.draft.warnings if text != read and "ansvarlig" not in text]
        if self.step.has_lost_unit:
            found.append(_("Enheten «%(unit)s» finnes ikke her.") % {"unit": self.step.draft.unit_text})
        return found


@dataclass
class Preview:
    """What one page of the preview shows, and the counts above it."""

    upload: PlanImport
    draft: PlanDraft
    outcome: Outcome
    matcher: Names
    shows: str
    number: int
    steps: list[MeasureStep]

    @property
    def total(self) -> str:
        return summary(self.outcome.counts)

    @property
    def is_new(self) -> bool:
        """Whether the file makes a plan."""
        return self.outcome.plan is None

    @property
    def asks_to_publish(self) -> bool:
        """Whether the plan isn't published yet."""
        return self.outcome.plan is None or self.outcome.plan.status == PlanStatus.DRAFT

    @property
    def states(self) -> list[tuple[str, str]]:
        """«Nye: 0 mål, 1 delmål, 3 tiltak», for the states there are any of."""
        labels = {NEW: _("Nytt"), CHANGED: _("Endret"), UNCHANGED: _("Uendret")}
        counts = self.outcome.counts
        return [
            (label, summary(counts, state))
            for state, label in labels.items()
            if any(count[state] for count in counts.values())
        ]

    @property
    def doubtful(self) -> int:
        """How many rows a person should look at."""
        return sum(step.is_doubtful for step in self.outcome.steps.measures)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.steps) // PAGE_SIZE))

    @property
    def on_page(self) -> list[MeasureStep]:
        start = (self.number - 1) * PAGE_SIZE
        return self.steps[start : start + PAGE_SIZE]

    @property
    def numbers(self) -> list[int]:
        """Pages to choose from, near this one."""
        near = range(self.number - 2, self.number + 3)
        return sorted({1, self.pages, *(number for number in near if 1 <= number <= self.pages)})

    def shown_names(self, most: int) -> dict[str, str]:
        """Return the written names, unmatched first, with whom each is read as."""
        found = {name: self.matcher.match(pieces[0]) for name, pieces in self.draft.responsible_names().items()}
        ordered = sorted(found.items(), key=lambda pair: pair[1].is_certain)
        return {name: match.shown for name, match in ordered[:most]}

    def corrections(self) -> dict[int, dict[str, str]]:
        """Return the rows of this page with the correction each has."""
        kept = self.upload.corrections.get("due", {})
        return {step.draft.row: kept.get(str(step.draft.row), {}) for step in self.on_page}

    def names(self, form: CorrectionForm) -> list[NameRow]:
        """Return the names with their fields."""
        pieces = self.draft.responsible_names()
        return [
            NameRow(name, self.matcher.match(pieces[name][0]), len(pieces[name]), form[f"navn_{number}"])
            for number, name in enumerate(form.names)
        ]

    def rows(self, form: CorrectionForm) -> list[RowView]:
        """Return the rows of this page with their fields."""
        return [self._row(step, form) for step in self.on_page]

    def _row(self, step: MeasureStep, form: CorrectionForm) -> RowView:
        label, color = STATE_TAGS[step.state]
        kind, day = form[f"type_{step.draft.row}"], form[f"dato_{step.draft.row}"]
        read = step.due.certain or step.due.kind == DueKind.NONE
        is_open = bool(kind.errors or day.errors) or step.is_corrected or not read
        return RowView(step, (label, color), kind, day, is_open)


def preview_of(request: Request, upload: PlanImport, draft: PlanDraft, outcome: Outcome, names: Names) -> Preview:
    """Choose the rows the address asks for."""
    measures = outcome.steps.measures
    doubtful = [step for step in measures if step.is_doubtful]
    shows = DOUBTFUL if request.GET.get("vis") == DOUBTFUL else ALL
    certain: list[Any] = [step for step in measures if not step.is_doubtful]
    preview = Preview(upload, draft, outcome, names, shows, 1, doubtful if shows == DOUBTFUL else doubtful + certain)
    raw = request.GET.get("side", "1")
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1
    preview.number = min(max(number, 1), preview.pages)
    return preview
