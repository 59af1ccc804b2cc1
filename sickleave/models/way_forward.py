"""The talk on the way forward when the year of sick pay comes to its end. [S3]"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import Step, Way
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class WayForward(Versioned, OfCase):
    """What leader, employee and HR have talked about: the ways that can lie ahead, and what was agreed."""

    step = models.CharField(_("steg"), max_length=3, choices=[(one, one.label) for one in (Step.W39, Step.W52)])
    held_on = models.DateField(_("snakket sammen"))
    with_hr = models.BooleanField(_("HR var med"), default=False)
    ways = ArrayField(models.CharField(max_length=9, choices=Way), verbose_name=_("veier videre"), default=list)
    note = EncryptedTextField(_("hva dere ble enige om"), blank=True, max_length=4000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("samtale om veien videre")
        verbose_name_plural = _("samtaler om veien videre")
        ordering = ("-held_on", "-id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "step"], name="way_forward_once_a_step")]

    def __str__(self) -> str:
        return str(CASE_TITLE)
