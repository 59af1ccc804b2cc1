"""The colours that go with the words of an event; always beside the word itself."""

from deviations.choices import Seriousness, State

SERIOUSNESS_COLORS: dict[int, str] = {
    Seriousness.LOW: "neutral",
    Seriousness.MODERATE: "info",
    Seriousness.SERIOUS: "warning",
    Seriousness.CRITICAL: "danger",
}
STATE_COLORS: dict[str, str] = {
    State.REPORTED: "info",
    State.RECEIVED: "accent",
    State.IN_PROGRESS: "accent",
    State.MEASURES: "warning",
    State.RETURNED: "neutral",
    State.CLOSED: "success",
    State.CLOSED_NO_EFFECT: "danger",
    State.REJECTED: "neutral",
}
