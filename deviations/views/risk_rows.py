"""Risks and events as rows of a table, with every text ready."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from deviations.choices import RiskState, State
from deviations.models import Deviation, Risk
from deviations.queries.matrices import Versions
from deviations.rules.matrix import Band
from kvalitet.organisation.people import leaders_of
from kvalitet.web.words import DeadlineWords, deadline_words

STATE_COLORS = {RiskState.OPEN: "info", RiskState.ACCEPTED: "success", RiskState.CLOSED: "neutral"}


@dataclass(frozen=True)
class RiskRow:
    """A risk or an event ready to show."""

    title: str
    url: str
    unit: str
    kind: str
    owner: str
    score: int | None
    band: Band | None
    state: str
    color: str
    review: DeadlineWords | None
    review_on: date | None
    lacks_measure: bool = False
    is_confidential: bool = False


def owner_name(risk: Risk, leaders: dict[int, Any]) -> str:
    """Name who answers for it."""
    if risk.owner is not None:
        return str(risk.owner)
    leader = leaders.get(risk.unit_id)
    return str(leader) if leader else _("Ingen leder")


def risk_rows(risks: Sequence[Risk], versions: Versions, today: date, lacking: Iterable[int] = ()) -> list[RiskRow]:
    """Make rows of risks fetched with `unit` and `owner`; one query whatever the number."""
    leaders = leaders_of([risk.unit for risk in risks if risk.owner_id is None], today)
    without = frozenset(lacking)
    return [
        RiskRow(
            title=risk.title,
            url=risk.get_absolute_url(),
            unit=risk.unit.name,
            kind=str(risk.get_area_display()),
            owner=owner_name(risk, leaders),
            score=risk.risk_score,
            band=versions.band_of(risk),
            state=str(risk.get_state_display()),
            color=STATE_COLORS[RiskState(risk.state)],
            review=deadline_words(risk.next_review, today) if risk.is_live else None,
            review_on=risk.next_review if risk.is_live else None,
            lacks_measure=risk.pk in without,
            is_confidential=risk.is_confidential,
        )
        for risk in risks
    ]


def event_rows(events: Sequence[Deviation], versions: Versions, today: date) -> list[RiskRow]:
    """Make rows of events fetched with `unit`."""
    return [
        RiskRow(
            title=f"{event.number}: {event.title}",
            url=event.get_absolute_url(),
            unit=event.unit.name,
            kind=str(event.get_kind_display()),
            owner="",
            score=event.risk_score,
            band=versions.band_of(event),
            state=str(State(event.state).label),
            color="info" if event.is_open else "neutral",
            review=None,
            review_on=None,
        )
        for event in events
    ]
