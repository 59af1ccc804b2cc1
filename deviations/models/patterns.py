"""Events that are the same thing happening again, gathered so that they can be solved together. [D10]"""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import PatternState
from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from goals.models import Measure
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Pattern(Versioned, Keyed):
    """A thing that happens again, seen over a unit and all below it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+")
    title = models.CharField(_("hva går igjen"), max_length=160)
    description = models.TextField(_("hva vi ser"), blank=True, max_length=4000)
    state = models.CharField(_("status"), max_length=10, choices=PatternState, default=PatternState.OPEN)
    created_at = models.DateTimeField(_("opprettet"), editable=False)
    closed_at = models.DateTimeField(_("avsluttet"), null=True, blank=True, editable=False)
    closing_text = models.TextField(_("hvordan det gikk"), blank=True, max_length=4000)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mønster")
        verbose_name_plural = _("mønstre")
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="pattern_municipality"),
            models.Index(fields=["unit", "-created_at", "-id"], name="pattern_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("deviations:pattern-detail", args=[self.uuid])


class PatternEvent(Keyed):
    """One event of a pattern."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="event_links", db_index=False)
    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="pattern_links")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(_("når"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("hendelse i mønster")
        verbose_name_plural = _("hendelser i mønster")
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pattern", "deviation"],
                name="pattern_event_once",
                violation_error_message=_("Hendelsen er allerede med i mønsteret."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.deviation)


class PatternMeasure(Keyed):
    """A measure that shall put an end to the pattern."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="measure_links", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="pattern_links")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(_("når"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tiltak mot mønster")
        verbose_name_plural = _("tiltak mot mønster")
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pattern", "measure"],
                name="pattern_measure_once",
                violation_error_message=_("Tiltaket er allerede koblet til mønsteret."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure)
