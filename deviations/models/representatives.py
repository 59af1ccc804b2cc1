"""Safety and union representatives who are asked before a case is closed. [D11]"""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from kvalitet.access.choices import Role
from kvalitet.attachments.models import Attachment
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Consultation(Keyed):
    """One representative asked about one case; ended by an answer, by time, or by a handler who says why."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="consultations", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("hvem"))
    role = models.CharField(_("rolle"), max_length=10, choices=Role)
    asked_at = models.DateTimeField(_("spurt"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(_("svar innen"))
    answered_at = models.DateTimeField(_("svart"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    ended_reason = models.CharField(_("hvorfor det ikke ble ventet"), max_length=500, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("spørsmål om uttalelse")
        verbose_name_plural = _("spørsmål om uttalelse")
        ordering = ("asked_at", "id")
        indexes: ClassVar = [models.Index(fields=["deviation", "asked_at"], name="consultation_deviation")]

    def __str__(self) -> str:
        return f"{self.person}: {self.deviation_id}"

    def get_absolute_url(self) -> str:
        return reverse("deviations:representative-comment", args=[self.deviation.uuid])


class ShownFile(Keyed):
    """One file of a case that representatives may see; the others are left out for them."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="shown_files", db_index=False)
    file = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="+", verbose_name=_("vedlegg"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("når"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vedlegg for representanter")
        verbose_name_plural = _("vedlegg for representanter")
        constraints: ClassVar = [models.UniqueConstraint(fields=["deviation", "file"], name="shown_file_once")]

    def __str__(self) -> str:
        return str(self.file)
