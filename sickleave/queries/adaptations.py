"""Adaptations as pages show them. [S4]"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sickleave.choices import AdaptationEffect
from sickleave.models import Adaptation, Case

EFFECT_COLORS = {AdaptationEffect.HELPED: "success", AdaptationEffect.PARTLY: "info", AdaptationEffect.NO: "warning"}


@dataclass(frozen=True)
class AdaptationRow:
    """One adaptation with its days in words, and whether somebody should look at it now."""

    adaptation: Adaptation
    period: str
    is_over: bool
    should_be_seen: bool
    effect_color: str


def rows_of(case: Case, today: date) -> list[AdaptationRow]:
    """Return the case's adaptations: those that go on first, in one query."""
    found = [row_of(one, today) for one in Adaptation.objects.filter(case=case)]
    return sorted(found, key=lambda row: row.is_over)


def row_of(adaptation: Adaptation, today: date) -> AdaptationRow:
    """Say one adaptation in words."""
    looked_at = adaptation.evaluate_on
    color = EFFECT_COLORS[AdaptationEffect(adaptation.effect)] if adaptation.effect else ""
    return AdaptationRow(
        adaptation,
        period_words(adaptation),
        is_over=adaptation.ends is not None and adaptation.ends < today,
        should_be_seen=looked_at is not None and looked_at <= today,
        effect_color=color,
    )


def period_words(adaptation: Adaptation) -> str:
    """«01.02.2026–28.02.2026», or «fra 01.02.2026» while nobody knows when it ends."""
    starts = f"{adaptation.starts:%d.%m.%Y}"
    if adaptation.ends is None:
        return _("fra %(day)s") % {"day": starts}
    return f"{starts}–{adaptation.ends:%d.%m.%Y}"
