"""Assessments of events and risks, each by the matrix that was in force; none is ever changed. [D5]"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import Moment
from deviations.models.deviations import Deviation
from deviations.models.matrices import MatrixVersion
from deviations.models.owned import Keyed
from deviations.models.risks import Risk
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet

SCALE = [MinValueValidator(1), MaxValueValidator(7)]


class Assessment(Keyed):
    """How likely, and how bad for each kind of consequence; the worst kind counts.

    Of an event: that it happens again, and what it may lead to then; `actual` is what it did lead to.
    """

    deviation = models.ForeignKey(
        Deviation, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments", db_index=False
    )
    risk = models.ForeignKey(
        Risk, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments", db_index=False
    )
    moment = models.CharField(_("gjelder"), max_length=8, choices=Moment, default=Moment.CURRENT)
    version = models.ForeignKey(MatrixVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    likelihood = models.PositiveSmallIntegerField(_("sannsynlighet"), validators=SCALE)
    consequences = models.JSONField(_("konsekvens"), default=dict)
    consequence = models.PositiveSmallIntegerField(_("høyeste konsekvens"), validators=SCALE)
    actual = models.PositiveSmallIntegerField(_("faktisk konsekvens"), null=True, blank=True, validators=SCALE)
    score = models.PositiveSmallIntegerField(_("risikotall"))
    band = models.CharField(max_length=20)
    assessed_on = models.DateField(_("vurdert"))
    created_at = models.DateTimeField(editable=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reason = models.TextField(_("begrunnelse"), blank=True, max_length=2000)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("risikovurdering")
        verbose_name_plural = _("risikovurderinger")
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [
            models.Index(
                fields=["deviation", "-created_at", "-id"],
                name="assessment_of_deviation",
                condition=Q(deviation__isnull=False),
            ),
            models.Index(
                fields=["risk", "moment", "-created_at", "-id"],
                name="assessment_of_risk",
                condition=Q(risk__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deviation__isnull=False, risk__isnull=True, moment=Moment.CURRENT)
                | Q(deviation__isnull=True, risk__isnull=False, actual__isnull=True),
                name="assessment_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(score=F("likelihood") * F("consequence")), name="assessment_score_is_the_product"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.likelihood} × {self.consequence} = {self.score}"
