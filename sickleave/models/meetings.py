"""Dialogue meetings and who took part (aml. § 4-6 fourth paragraph, ftrl. § 8-7 a). [S3]"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import AfterMeeting, CancelReason, MeetingAnswer, MeetingKind, MeetingState, ParticipantRole
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


def wishes(label: Any) -> Any:
    """Make a column of roles somebody wants at the meeting."""
    return ArrayField(
        models.CharField(max_length=9, choices=ParticipantRole), verbose_name=label, default=list, blank=True
    )


class Meeting(Versioned, OfCase):
    """A meeting that is called or held: by the leader for the first one, by NAV for those after.

    `leader_wants` and `employee_wants` decide who else is called (`rules/attendance.py`); `refuses_certifier` is the
    employee's no. `requested_on` is the day the leader asked NAV for it. A new time takes the employee's answer away.
    """

    kind = models.CharField(_("møte"), max_length=4, choices=MeetingKind)
    at = models.DateTimeField(_("tidspunkt"), null=True, blank=True)
    place = EncryptedTextField(_("sted"), blank=True, max_length=300)
    state = models.CharField(_("status"), max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    link = EncryptedTextField(_("lenke til videomøte"), blank=True, max_length=500)
    requested_on = models.DateField(_("bedt om"), null=True, blank=True)
    called_on = models.DateField(_("innkalt"), null=True, blank=True)
    held_on = models.DateField(_("holdt"), null=True, blank=True)
    cancel_reason = models.CharField(_("hvorfor det ikke ble holdt"), max_length=8, choices=CancelReason, blank=True)
    leader_wants = wishes(_("lederen ønsker"))
    employee_wants = wishes(_("den ansatte ønsker"))
    refuses_certifier = models.BooleanField(_("den ansatte vil ikke ha sykmelder med"), default=False)
    answer = models.CharField(_("svar"), max_length=10, choices=MeetingAnswer, blank=True)
    answer_text = EncryptedTextField(_("melding fra den ansatte"), blank=True, max_length=1000)
    answered_at = models.DateTimeField(_("svart"), null=True, blank=True)
    minutes = EncryptedTextField(_("referat"), blank=True, max_length=8000)
    agreed = EncryptedTextField(_("hva dere ble enige om"), blank=True, max_length=4000)
    leads_to = models.CharField(_("hva skjer videre"), max_length=10, choices=AfterMeeting, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dialogmøte")
        verbose_name_plural = _("dialogmøter")
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return str(CASE_TITLE)

    def get_absolute_url(self) -> str:
        return reverse("sickleave:meeting-detail", args=[self.case.uuid, self.uuid])

    @property
    def is_ours(self) -> bool:
        """Whether the leader calls it, and not NAV."""
        return self.kind in {MeetingKind.DM1, MeetingKind.TALK}


class MeetingParticipant(OfCase):
    """One who is called, and whether they came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(_("rolle"), max_length=9, choices=ParticipantRole)
    name = EncryptedTextField(_("navn"), blank=True, max_length=200)
    called = models.BooleanField(_("innkalt"), default=True)
    attended = models.BooleanField(_("møtte"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deltaker")
        verbose_name_plural = _("deltakere")
        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "role"], name="participant_once_a_role")]

    def __str__(self) -> str:
        return str(CASE_TITLE)
