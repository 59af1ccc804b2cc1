"""Risks: what may go wrong, who answers for it, and the measures against it. [D5]"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import LIVE_RISKS, RiskArea, RiskState
from deviations.models.matrices import MatrixVersion
from deviations.models.owned import Keyed
from deviations.querysets import RiskQuerySet
from goals.models import Measure
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person, Unit
from kvalitet.text.columns import NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet

SCALE = [MinValueValidator(1), MaxValueValidator(7)]


class Risk(Searchable, Versioned, Keyed):
    """One thing that may go wrong.

    Without an `owner` the unit's leader answers for it, whoever that is today. The numbers copy the newest assessments,
    so that lists need no join; `needs_measure` is what the matrix of that assessment demands.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+", db_index=False)
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("risikoeier")
    )
    title = models.CharField(_("risiko"), max_length=200)
    description = models.TextField(_("beskrivelse"), blank=True, max_length=4000)
    area = models.CharField(_("område"), max_length=12, choices=RiskArea)
    cause = models.TextField(_("hva kan føre til det"), blank=True, max_length=2000)
    consequence_text = models.TextField(_("hva kan det føre til"), blank=True, max_length=2000)
    controls = models.TextField(_("hva gjør dere allerede"), blank=True, max_length=2000)
    state = models.CharField(_("status"), max_length=8, choices=RiskState, default=RiskState.OPEN)
    next_review = models.DateField(_("vurderes på nytt"), null=True, blank=True)
    is_confidential = models.BooleanField(_("fortrolig"), default=False)
    created_at = models.DateTimeField(_("registrert"), editable=False)
    closed_at = models.DateTimeField(_("avsluttet"), null=True, blank=True, editable=False)
    likelihood = models.PositiveSmallIntegerField(
        _("sannsynlighet"), null=True, blank=True, editable=False, validators=SCALE
    )
    consequence = models.PositiveSmallIntegerField(
        _("konsekvens"), null=True, blank=True, editable=False, validators=SCALE
    )
    risk_score = models.PositiveSmallIntegerField(_("risikotall"), null=True, blank=True, editable=False)
    risk_band = models.CharField(max_length=20, blank=True, editable=False)
    needs_measure = models.BooleanField(default=False, editable=False)
    inherent_score = models.PositiveSmallIntegerField(
        _("risikotall uten tiltak"), null=True, blank=True, editable=False
    )
    target_score = models.PositiveSmallIntegerField(_("risikotall som mål"), null=True, blank=True, editable=False)
    matrix_version = models.ForeignKey(
        MatrixVersion, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+", db_index=False
    )
    assessed_on = models.DateField(_("vurdert"), null=True, blank=True, editable=False)
    search = SearchColumn(titles=["title"], texts=["description", "cause", "consequence_text"])

    objects = MunicipalityManager.from_queryset(RiskQuerySet)()
    history = HistoricalRecords(excluded_fields=[*NOT_IN_HISTORY, "risk_band", "matrix_version", "needs_measure"])

    class Meta:
        verbose_name = _("risiko")
        verbose_name_plural = _("risikoer")
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-risk_score", "-id"], name="risk_municipality"),
            models.Index(fields=["unit", "-risk_score", "-id"], name="risk_unit"),
            *search_indexes("risk", "title"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=RiskState.CLOSED, closed_at__isnull=False)
                | Q(state__in=sorted(LIVE_RISKS), closed_at__isnull=True),
                name="risk_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=RiskState.CLOSED) | Q(next_review__isnull=False),
                name="risk_is_looked_at_again",
                violation_error_message=_("Velg når risikoen skal vurderes på nytt."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("deviations:risk-detail", args=[self.uuid])

    @property
    def is_live(self) -> bool:
        """Whether it is still there, accepted or not."""
        return self.state in LIVE_RISKS


class RiskMeasure(Keyed):
    """One measure that shall make a risk smaller; the measure itself lives with the goals."""

    risk = models.ForeignKey(
        Risk, on_delete=models.CASCADE, related_name="measure_links", db_index=False, verbose_name=_("risiko")
    )
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="risk_links", verbose_name=_("tiltak"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(_("når"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tiltak mot risiko")
        verbose_name_plural = _("tiltak mot risiko")
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["risk", "measure"],
                name="risk_measure_once",
                violation_error_message=_("Tiltaket er allerede koblet til risikoen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure)

    def get_absolute_url(self) -> str:
        return f"{self.risk.get_absolute_url()}#tiltak"
