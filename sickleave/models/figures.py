"""Sums by unit and month, which outlive the rows they were made of. [S5, S6]"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kvalitet.organisation.models import Municipality, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


def days(label: Any) -> Any:
    """Make a column of full-time working days."""
    return models.DecimalField(label, max_digits=12, decimal_places=3, default=0)


class MonthlyAbsence(models.Model):
    """What a unit itself, without those below, had in a month; days are full-time working days, counts are of people.

    Everybody is counted in one unit, where their post is largest, so that counts add up to people and never to more.
    `new_…` are those absent in that way for the first time in the tertial: they add up to people over months, too.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(_("måned"))
    headcount = models.PositiveIntegerField(_("ansatte"), default=0)
    absent_count = models.PositiveIntegerField(_("ansatte med fravær"), default=0)
    agreed = days(_("avtalte dagsverk"))
    lost_self = days(_("egenmeldt"))
    lost_certified = days(_("legemeldt"))
    lost_short = days(_("korttid"))
    lost_long = days(_("langtid"))
    lost_graded = days(_("gradert"))
    new_self = models.PositiveIntegerField(default=0)
    new_certified = models.PositiveIntegerField(default=0)
    new_whole = models.PositiveIntegerField(default=0)
    new_graded = models.PositiveIntegerField(default=0)
    new_short = models.PositiveIntegerField(default=0)
    new_long = models.PositiveIntegerField(default=0)
    is_frozen = models.BooleanField(default=False)
    computed_at = models.DateTimeField(auto_now=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("sykefravær i en måned")
        verbose_name_plural = _("sykefravær per måned")
        indexes: ClassVar = [models.Index(fields=["municipality", "month"], name="monthly_absence_month")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month"], name="monthly_absence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
