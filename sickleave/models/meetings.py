"""Dialogue meetings and who took part (aml. § 4-6 fourth paragraph, ftrl. § 8-7 a). [S3]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import MeetingKind, MeetingState, ParticipantRole
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class Meeting(Versioned, OfCase):
    """A meeting that is called or held: by the leader for the first one, by NAV for those after."""

    kind = models.CharField(_("møte"), max_length=4, choices=MeetingKind)
    at = models.DateTimeField(_("tidspunkt"), null=True, blank=True)
    place = EncryptedTextField(_("sted"), blank=True, max_length=300)
    state = models.CharField(_("status"), max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    called_on = models.DateField(_("innkalt"), null=True, blank=True)
    held_on = models.DateField(_("holdt"), null=True, blank=True)
    minutes = EncryptedTextField(_("referat"), blank=True, max_length=8000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dialogmøte")
        verbose_name_plural = _("dialogmøter")
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return str(CASE_TITLE)


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

    def __str__(self) -> str:
        return str(CASE_TITLE)
