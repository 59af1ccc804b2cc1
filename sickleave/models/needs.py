"""Whether a dialogue meeting is found useful. [S3, aml. § 4-6 fourth paragraph, ftrl. § 8-7 a]"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import Answer, MeetingKind
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class MeetingNeed(Versioned, OfCase):
    """What each party answers when asked: all three about the first meeting while graded, the leader alone to NAV."""

    kind = models.CharField(_("møte"), max_length=4, choices=MeetingKind)
    leader = models.CharField(_("leder"), max_length=7, choices=Answer)
    employee = models.CharField(_("den ansatte"), max_length=7, choices=Answer, default=Answer.UNKNOWN)
    certifier = models.CharField(_("den som sykmeldte"), max_length=7, choices=Answer, default=Answer.UNKNOWN)
    answered_on = models.DateField(_("svart"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("svar om dialogmøte")
        verbose_name_plural = _("svar om dialogmøter")
        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "kind"], name="meeting_need_once_a_kind")]

    def __str__(self) -> str:
        return str(CASE_TITLE)
