"""The question that comes back after closing: did it help? [D10]"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import CheckState, Effect
from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class EffectCheck(Versioned, Keyed):
    """One asking of the question, 30 or 90 days after the case was closed; a reopened case gets new ones.

    `events_since` and `events_before` are what the one who answered saw, of as many days each.
    """

    deviation = models.ForeignKey(
        Deviation, on_delete=models.CASCADE, related_name="effect_checks", verbose_name=_("avvik")
    )
    step = models.PositiveSmallIntegerField(_("dager etter lukking"))
    closed_on = models.DateField(_("lukket"))
    due = models.DateField(_("vurderes"))
    state = models.CharField(_("status"), max_length=10, choices=CheckState, default=CheckState.PLANNED)
    effect = models.CharField(_("effekt"), max_length=6, choices=Effect, blank=True)
    text = models.TextField(_("hva dere ser"), blank=True, max_length=4000)
    events_since = models.PositiveIntegerField(_("lignende etter lukking"), null=True, blank=True)
    events_before = models.PositiveIntegerField(_("lignende før lukking"), null=True, blank=True)
    answered_at = models.DateTimeField(_("vurdert"), null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("effektsjekk")
        verbose_name_plural = _("effektsjekker")
        ordering = ("due", "id")
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "due", "id"],
                name="effect_check_planned",
                condition=Q(state=CheckState.PLANNED),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deviation", "step"],
                condition=Q(state=CheckState.PLANNED),
                name="effect_check_planned_once",
                violation_error_message=_("Effektsjekken er allerede planlagt."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CheckState.ANSWERED) | (Q(answered_at__isnull=False) & ~Q(effect="")),
                name="effect_check_answered_says_what",
                violation_error_message=_("Velg om det virket."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} dager etter lukking"

    def get_absolute_url(self) -> str:
        return reverse("deviations:effect-answer", args=[self.uuid])
