"""The measures an event has led to; the measures themselves live with the goals. [D3]"""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from goals.models import Measure
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class DeviationMeasure(Keyed):
    """One measure of one event, and who said that it belongs to it; its versions stay when it is taken away."""

    deviation = models.ForeignKey(
        Deviation, on_delete=models.CASCADE, related_name="measure_links", db_index=False, verbose_name=_("avvik")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="deviation_links", verbose_name=_("tiltak")
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(_("når"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tiltak etter avvik")
        verbose_name_plural = _("tiltak etter avvik")
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deviation", "measure"],
                name="deviation_measure_once",
                violation_error_message=_("Tiltaket er allerede koblet til saken."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure)

    def get_absolute_url(self) -> str:
        return f"{reverse('deviations:deviation-detail', args=[self.deviation.uuid])}#tiltak"
