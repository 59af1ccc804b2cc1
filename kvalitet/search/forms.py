"""The address of a search, read."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.organisation.models import Person, Unit
from kvalitet.search.queries import Narrowed
from kvalitet.search.registry import SearchSource, sources

YEARS_BACK, YEARS_ON = 3, 5
PAGES = "sider"
"""The kind that is no table: pages of the product."""


class FilterForm(forms.Form):
    """`?type=…&enhet=…&aar=…`; whatever makes no sense keeps nothing out."""

    type = forms.CharField(required=False, max_length=40)
    enhet = forms.UUIDField(required=False)
    aar = forms.IntegerField(required=False, min_value=1990, max_value=2100)


class Choice:
    """What the address narrows a search to, for one person."""

    def __init__(self, user: Person, params: QueryDict) -> None:
        form = FilterForm(params)
        form.is_valid()
        values: dict[str, Any] = form.cleaned_data
        kinds = {source.key: source for source in sources()}
        self.source: SearchSource | None = kinds.get(values.get("type") or "")
        self.is_pages = values.get("type") == PAGES
        unit = values.get("enhet")
        units = Unit.objects.visible_to(user)
        self.unit: Unit | None = units.filter(uuid=unit).first() if unit else None
        self.year: int | None = values.get("aar")

    @property
    def key(self) -> str:
        """The kind chosen, as addresses have it."""
        return PAGES if self.is_pages else self.source.key if self.source else ""

    @property
    def label(self) -> str:
        """The kind chosen, in words."""
        return _("Sider i Kvalitet") if self.is_pages else str(self.source.label) if self.source else ""

    @property
    def narrowed(self) -> Narrowed:
        """What every source is kept to."""
        return Narrowed(self.unit, self.year)

    @property
    def is_narrowed(self) -> bool:
        """Whether a unit or a year is chosen."""
        return self.unit is not None or self.year is not None


def years() -> list[int]:
    """Return the years offered, newest first; another one in the address counts too."""
    this = timezone.localdate().year
    return list(range(this + YEARS_ON, this - YEARS_BACK - 1, -1))
