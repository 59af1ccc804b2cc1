"""The yearly look at a unit's absence, what it leads to, and what leaders and HR think of the routine itself. [S7]"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goals.models import Measure
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person, Unit
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet
from sickleave.choices import ParticipantRole
from sickleave.models.owned import Keyed

TEXT_LENGTH = 5000


class Analysis(Versioned, Keyed):
    """One unit's yearly meeting on physical and psychosocial conditions; held when it has a day.

    `ratings` holds a judgement for each topic of `rules/analysis_topics.py`. It is of the unit, never of a person.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField(_("år"), editable=False)
    due = models.DateField(_("frist"))
    held_on = models.DateField(_("holdt"), null=True, blank=True)
    roles = ArrayField(
        models.CharField(max_length=10, choices=ParticipantRole),
        verbose_name=_("hvem var med"),
        default=list,
        blank=True,
    )
    participants = EncryptedTextField(_("navn på deltakerne"), blank=True, max_length=1000)
    ratings = models.JSONField(_("vurderinger"), default=dict, blank=True)
    figures_text = EncryptedTextField(_("hva tallene sier"), blank=True, max_length=TEXT_LENGTH)
    physical_text = EncryptedTextField(_("fysiske forhold"), blank=True, max_length=TEXT_LENGTH)
    psychosocial_text = EncryptedTextField(_("psykososiale forhold"), blank=True, max_length=TEXT_LENGTH)
    presence_text = EncryptedTextField(_("det som gjør at folk er på jobb"), blank=True, max_length=TEXT_LENGTH)
    agreed_text = EncryptedTextField(_("det vi ble enige om"), blank=True, max_length=TEXT_LENGTH)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("årlig gjennomgang av nærvær")
        verbose_name_plural = _("årlige gjennomganger av nærvær")
        ordering = ("-year", "unit__path")
        indexes: ClassVar = [models.Index(fields=["municipality", "year"], name="analysis_municipality")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="analysis_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("sickleave:analysis-detail", args=[self.uuid])

    @property
    def is_held(self) -> bool:
        """Whether the meeting has been."""
        return self.held_on is not None


class AnalysisMeasure(Keyed):
    """A measure the meeting led to."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="measure_links", editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="analysis_links", editable=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(_("når"), auto_now_add=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tiltak etter gjennomgang")
        verbose_name_plural = _("tiltak etter gjennomgang")
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["analysis", "measure"], name="analysis_measure_once"),
        ]

    def __str__(self) -> str:
        return str(self.measure)


class RoutineAnswer(Versioned, Keyed):
    """What one leader or adviser thinks of the routine, once a year; shown to others as sums only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField(_("år"), editable=False)
    answers = models.JSONField(_("svar"), default=dict, blank=True)
    nav_text = EncryptedTextField(_("samarbeidet med NAV"), blank=True, max_length=2000)
    better_text = EncryptedTextField(_("dette bør bli bedre"), blank=True, max_length=2000)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("svar om rutinen")
        verbose_name_plural = _("svar om rutinen")
        ordering = ("-year", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year", "person"], name="routine_answer_once_a_year"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("sickleave:routine")
