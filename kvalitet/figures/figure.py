"""A number on a page is a value *and* the rows it was counted from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format

STATE_ICONS = {
    "danger": "Clock",
    "warning": "ExclamationmarkTriangle",
    "success": "CheckmarkCircle",
    "info": "InformationSquare",
}


@dataclass(frozen=True)
class Figure:
    """A figure card: `url` opens the rows that were counted; `tone` is the colour of `state`."""

    name: str
    value: float | None
    unit: str = ""
    url: str = ""
    state: str = ""
    tone: str = ""
    decimals: int | None = None
    points: Sequence[float] = field(default=())

    @property
    def text(self) -> str:
        """Return the value as it is written in Norwegian; a dash where there is none."""
        if self.value is None:
            return "–"
        return str(number_format(self.value, decimal_pos=self.decimals, use_l10n=True, force_grouping=True))

    @property
    def state_icon(self) -> str:
        """Return the icon that says the state without colour."""
        return STATE_ICONS.get(self.tone, "")
