"""The follow-up plan in versions, and where it has been sent (aml. § 4-6 third paragraph). [S3, S9]"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import PlanState, SendChannel, SendTo, Unsigned
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class FollowUpPlan(Versioned, OfCase):
    """One version of the plan; a signed one is never changed, the next begins as a copy of it.

    A change while it is shared takes both signatures away. `unsigned_because` tells why a signed one lacks the
    employee's. Of a data package made for NAV nothing is kept but that it was made.
    """

    number = models.PositiveSmallIntegerField(_("versjon"), editable=False)
    state = models.CharField(_("status"), max_length=6, choices=PlanState, default=PlanState.DRAFT)
    typical_workday = EncryptedTextField(_("en vanlig arbeidsdag"), blank=True, max_length=4000)
    can_do = EncryptedTextField(_("oppgaver som kan gjøres"), blank=True, max_length=4000)
    cannot_do = EncryptedTextField(_("oppgaver som ikke kan gjøres"), blank=True, max_length=4000)
    earlier_adaptation = EncryptedTextField(_("tilrettelegging som er prøvd"), blank=True, max_length=4000)
    adaptation_ahead = EncryptedTextField(_("tilrettelegging framover"), blank=True, max_length=4000)
    other_adaptation = EncryptedTextField(_("andre muligheter"), blank=True, max_length=4000)
    authority_measures = EncryptedTextField(_("tiltak med hjelp fra det offentlige"), blank=True, max_length=4000)
    follow_up = EncryptedTextField(_("hvordan dere følger opp"), blank=True, max_length=4000)
    employee_part = EncryptedTextField(_("den ansattes egen del"), blank=True, max_length=4000)
    evaluation_on = models.DateField(_("planen vurderes"), null=True, blank=True)
    employee_took_part = models.BooleanField(_("den ansatte har vært med"), null=True, blank=True)
    not_taking_part_reason = EncryptedTextField(_("hvorfor ikke"), blank=True, max_length=1000)
    shared_at = models.DateTimeField(_("delt"), null=True, blank=True, editable=False)
    leader_signed_at = models.DateTimeField(_("godkjent av leder"), null=True, blank=True, editable=False)
    leader_signed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    employee_signed_at = models.DateTimeField(_("godkjent av den ansatte"), null=True, blank=True, editable=False)
    objection = EncryptedTextField(_("hva den ansatte er uenig i"), blank=True, max_length=2000)
    objected_at = models.DateTimeField(_("uenig"), null=True, blank=True, editable=False)
    unsigned_because = models.CharField(
        _("hvorfor den ansatte ikke har godkjent"), max_length=9, choices=Unsigned, blank=True
    )
    package_made_at = models.DateTimeField(_("datapakke laget"), null=True, blank=True, editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("oppfølgingsplan")
        verbose_name_plural = _("oppfølgingsplaner")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_number_once"),
        ]

    def __str__(self) -> str:
        return str(CASE_TITLE)

    def get_absolute_url(self) -> str:
        return reverse("sickleave:plan", args=[self.case.uuid])

    @property
    def is_signed(self) -> bool:
        """Whether it is done, and never changed again."""
        return self.state == PlanState.SIGNED

    @property
    def finished_at(self) -> datetime | None:
        """When the last of the signatures was set; None until it is signed."""
        signed = [at for at in (self.leader_signed_at, self.employee_signed_at) if at]
        return max(signed) if self.is_signed and signed else None


class PlanSending(OfCase):
    """That a version was sent, to whom, when and how; the plan itself leaves by the hands of people."""

    plan = models.ForeignKey(FollowUpPlan, on_delete=models.CASCADE, related_name="sendings")
    to = models.CharField(_("til"), max_length=9, choices=SendTo)
    sent_on = models.DateField(_("sendt"))
    channel = models.CharField(_("hvordan"), max_length=12, choices=SendChannel)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sending av plan")
        verbose_name_plural = _("sendinger av plan")
        ordering = ("-sent_on", "-id")

    def __str__(self) -> str:
        return str(CASE_TITLE)
