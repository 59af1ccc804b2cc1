"""Adaptations at work, and the statement on the activity requirement. [S3, S4]"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import ActivityOutcome, AdaptationEffect, AdaptationKind, AdaptationNext
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class Adaptation(Versioned, OfCase):
    """What is changed at work from–to (inclusive, open ended), and whether it helped (aml. § 4-6 first paragraph)."""

    kind = models.CharField(_("type"), max_length=9, choices=AdaptationKind)
    what = EncryptedTextField(_("hva dere endrer"), max_length=2000)
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)
    evaluate_on = models.DateField(_("vurderes"), null=True, blank=True)
    evaluated_on = models.DateField(_("vurdert"), null=True, blank=True)
    effect = models.CharField(_("hjalp det"), max_length=6, choices=AdaptationEffect, blank=True)
    evaluation = EncryptedTextField(_("hva dere så"), blank=True, max_length=2000)
    next = models.CharField(_("hva skjer videre"), max_length=6, choices=AdaptationNext, blank=True)
    meeting = models.ForeignKey(
        "sickleave.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="adaptations"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tilrettelegging")
        verbose_name_plural = _("tilrettelegginger")
        ordering = ("-starts", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="adaptation_ends_after_start",
                violation_error_message=_("Til-datoen kan ikke være før fra-datoen."),
            ),
        ]

    def __str__(self) -> str:
        return str(CASE_TITLE)

    def get_absolute_url(self) -> str:
        return reverse("sickleave:adaptations", args=[self.case.uuid])


class ActivityStatement(Versioned, OfCase):
    """How the activity requirement of week 8 is met, or the employer's word on why it can't be (ftrl. § 8-8)."""

    outcome = models.CharField(_("hvordan er kravet løst"), max_length=12, choices=ActivityOutcome)
    text = EncryptedTextField(_("hvorfor tilrettelegging ikke er mulig"), blank=True, max_length=4000)
    sent_on = models.DateField(_("sendt NAV"), null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vurdering av aktivitetskravet")
        verbose_name_plural = _("vurderinger av aktivitetskravet")
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(CASE_TITLE)
