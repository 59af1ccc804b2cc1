"""Which row of the demo stands behind the pages of what events led to."""

from typing import Any

from deviations.choices import OPEN_STATES, CheckState, State
from deviations.models import Deviation, DeviationMeasure, EffectCheck, Pattern, PatternEvent, PatternMeasure
from kvalitet.organisation.models import Unit


def came_of(page: str) -> Any:
    """Return what a page shows, of Furutun sykehjem and the units below it."""
    furutun = Unit.objects.get(name="Furutun sykehjem")
    below = {"deviation__unit__path__startswith": furutun.path}
    events = Deviation.objects.filter(unit__path__startswith=furutun.path, circle="normal").order_by("pk")
    pattern = Pattern.objects.filter(unit=furutun).first()
    found = {
        "effect-answer": lambda: EffectCheck.objects.filter(**below, state=CheckState.PLANNED).order_by("due").first(),
        "effect-omit": lambda: events.filter(state=State.CLOSED, risk_score__lt=10).last(),
        "measure-unlink": lambda: DeviationMeasure.objects.filter(**below).first(),
        "pattern-reopen": lambda: pattern,
        "pattern-measure-unlink": lambda: PatternMeasure.objects.filter(pattern=pattern).first(),
    }
    if page in found:
        return found[page]()
    return pattern if page.startswith("pattern") else events.filter(state__in=sorted(OPEN_STATES)).last()


def event_of_pattern() -> Any:
    """Return an event of the pattern of Furutun sykehjem."""
    return PatternEvent.objects.filter(pattern__unit__name="Furutun sykehjem").first().deviation
