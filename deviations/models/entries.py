"""The timeline of a case: what people did and said, beside the history of its fields. [D2]"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import EntryKind
from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Entry(Keyed):
    """One line of a case's timeline; `by` is empty for the system and for those who report without a name."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="entries", db_index=False)
    kind = models.CharField(_("type"), max_length=22, choices=EntryKind)
    text = models.TextField(_("tekst"), blank=True, max_length=8000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField(_("når"))
    is_for_reporter = models.BooleanField(_("vises for melder"), default=False)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("innslag")
        verbose_name_plural = _("innslag")
        ordering = ("at", "id")
        indexes: ClassVar = [models.Index(fields=["deviation", "at", "id"], name="deviation_entry_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
