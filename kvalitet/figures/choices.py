from enum import StrEnum


class ChartKind(StrEnum):
    """Which control chart a series is read by."""

    XMR = "xmr"
    P = "p"
    U = "u"
    C = "c"
    RUN = "run"


class SignalKind(StrEnum):
    """What shows that something has changed."""

    OUTSIDE = "outside"
    RUN = "run"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    HUGGING = "hugging"


class Period(StrEnum):
    """How far it is between two points."""

    WEEK = "week"
    MONTH = "month"
    TERTIAL = "tertial"
    YEAR = "year"
    POINT = "point"


class Better(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"
