"""What a municipality has agreed on beyond the law. [S1, S2, S5, S6]"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Municipality
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet
from sickleave.choices import Clock, MeetingClock, Scheme

MONTHS = [MinValueValidator(1), MaxValueValidator(240)]


class SickLeaveSettings(Versioned):
    """The municipality's own choices where law and agreement leave room; days count from the first day, which is 1."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="sick_leave_settings", editable=False
    )
    deadline_clock = models.CharField(_("fristene regnes av"), max_length=5, choices=Clock, default=Clock.NET)
    dm1_clock = models.CharField(
        _("dialogmøte 1 regnes fra"), max_length=12, choices=MeetingClock, default=MeetingClock.SPELL
    )
    joining_gap = models.PositiveSmallIntegerField(
        _("dager på jobb før et nytt tilfelle"), default=16, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    scheme = models.CharField(_("egenmeldingsordning"), max_length=10, choices=Scheme, default=Scheme.MUNICIPAL)
    talk_day = models.PositiveSmallIntegerField(
        _("første samtale senest dag"), default=5, validators=[MinValueValidator(1), MaxValueValidator(27)]
    )
    masking_threshold = models.PositiveSmallIntegerField(
        _("skjul tall for færre personer enn"), default=5, validators=[MinValueValidator(5), MaxValueValidator(50)]
    )
    note_months = models.PositiveSmallIntegerField(
        _("samtalenotater slettes etter (måneder)"), default=12, validators=MONTHS
    )
    paper_months = models.PositiveSmallIntegerField(
        _("planer og referater slettes etter (måneder)"), default=36, validators=MONTHS
    )
    absence_months = models.PositiveSmallIntegerField(
        _("fraværsdatoer slettes etter (måneder)"), default=60, validators=MONTHS
    )
    day_cost = models.PositiveIntegerField(
        _("lønnskostnad for et dagsverk (kroner)"), default=2900, validators=[MaxValueValidator(100_000)]
    )
    substitute_percent = models.PositiveSmallIntegerField(
        _("andel av tapte dagsverk som dekkes av vikar (%)"), default=60, validators=[MaxValueValidator(200)]
    )

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("regler for sykefravær")
        verbose_name_plural = _("regler for sykefravær")

    def __str__(self) -> str:
        return str(self.municipality)

    def get_absolute_url(self) -> str:
        return reverse("sickleave:settings")
