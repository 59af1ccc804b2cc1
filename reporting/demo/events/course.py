"""How it goes with an event after it is reported: the same for the demo and for the large sizes. Pure."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from deviations.choices import Kind, Seriousness, State
from reporting.demo.events.telling import Told

SLOW = 0.14
"""The share that takes four times as long as the rest."""
RECEIPT_DAYS, ANSWER_DAYS, CLOSING_DAYS = 1.1, 3.0, 15.0
CONSEQUENCES = {1: (1, 1, 2), 2: (2, 2, 3), 3: (3, 3, 4), 4: (4, 5, 5)}
LIKELIHOODS = (1, 2, 2, 3, 3, 3, 4, 4, 5)
MARGINS = (-1, 0, 0, 0, 0, 0, 1)


class Course(NamedTuple):
    """What the columns of an event say; risk is None before anybody has assessed it."""

    seriousness: int
    state: str
    received_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_count: int = 0
    likelihood: int | None = None
    consequence: int | None = None

    @property
    def risk_score(self) -> int | None:
        """Likelihood times consequence."""
        return self.likelihood * self.consequence if self.likelihood and self.consequence else None


def course(chance: Random, told: Told, reported: datetime, now: datetime) -> Course:
    """Let an event live from its report until now."""
    levels = Seriousness.values
    seriousness = min(max(told.seriousness + chance.choice(MARGINS), levels[0]), levels[-1])
    pace = (4 if chance.random() < SLOW else 1) / (1 if seriousness < Seriousness.SERIOUS else 2)
    received = reported + timedelta(days=chance.expovariate(1 / (RECEIPT_DAYS * pace)))
    if received > now:
        return Course(seriousness, State.REPORTED)
    answered = received + timedelta(days=chance.expovariate(1 / (ANSWER_DAYS * pace)))
    if answered > now:
        return Course(seriousness, State.RECEIVED, received)
    if chance.random() < 0.04:
        return Course(seriousness, State.REJECTED, received, answered, answered)
    risk = chance.choice(LIKELIHOODS), chance.choice(CONSEQUENCES[seriousness])
    closed = answered + timedelta(days=2 + chance.expovariate(1 / (CLOSING_DAYS * pace)))
    if closed > now:
        open_state = State.MEASURES if now - answered > timedelta(days=9) else State.IN_PROGRESS
        return Course(seriousness, open_state, received, answered, None, 0, *risk)
    reopened = 1 if chance.random() < 0.03 else 0
    fails = told.kind == Kind.DEVIATION and chance.random() < 0.02
    state = State.CLOSED_NO_EFFECT if fails else State.CLOSED
    return Course(seriousness, state, received, answered, closed, reopened, *risk)
