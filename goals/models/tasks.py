"""The task each responsible has. [G4, G6]"""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goals.choices import TaskStatus
from goals.models.measures import Measure
from goals.models.owned import Owned
from goals.querysets import MeasureTaskQuerySet
from kvalitet.web.visibility import MunicipalityManager


class MeasureTask(Owned):
    """What one unit, or the named people together, must do for a measure, with status and evidence. [G4, G6]"""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("tiltak"))
    is_shared = models.BooleanField(_("felles for de navngitte"), default=False, editable=False)
    status = models.CharField(_("status"), max_length=12, choices=TaskStatus, default=TaskStatus.NOT_STARTED)
    progress = models.PositiveSmallIntegerField(
        _("framdrift (prosent)"), default=0, validators=[MaxValueValidator(100)]
    )
    comment = models.TextField(_("kommentar"), blank=True, max_length=2000)
    evidence = models.TextField(_("dokumentasjon"), blank=True, max_length=2000)
    status_at = models.DateTimeField(_("status meldt"), null=True, blank=True, editable=False)
    due = models.DateField(_("frist"), null=True, blank=True, editable=False)

    objects = MunicipalityManager.from_queryset(MeasureTaskQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("oppgave")
        verbose_name_plural = _("oppgaver")
        ordering = ("-is_shared", "unit__path", "id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "due", "id"], name="task_municipality_due"),
            models.Index(fields=["unit", "due", "id"], name="task_unit_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "unit"], condition=Q(is_shared=False), name="task_once_a_unit"),
            models.UniqueConstraint(fields=["measure"], condition=Q(is_shared=True), name="task_shared_once"),
        ]

    def __str__(self) -> str:
        return self.measure.title

    def get_absolute_url(self) -> str:
        return f"{reverse('goals:measure-detail', args=[self.measure.uuid])}#oppgave-{self.uuid}"
