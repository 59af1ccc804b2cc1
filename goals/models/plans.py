"""The plan, and explicit access to one. [G1]"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from goals.choices import PlanKind, PlanStatus
from goals.models.owned import Owned
from goals.querysets import PlanQuerySet
from kvalitet.organisation.models import Person, Shareable
from kvalitet.text.columns import NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes
from kvalitet.web.visibility import MunicipalityManager

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class Plan(Searchable, Owned, Shareable):
    """A plan of goals; years are inclusive."""

    kind = models.CharField(_("type plan"), max_length=12, choices=PlanKind, default=PlanKind.ACTION_PLAN)
    name = models.CharField(_("navn"), max_length=200)
    starts_year = models.PositiveSmallIntegerField(_("fra år"), validators=YEARS)
    ends_year = models.PositiveSmallIntegerField(_("til år"), validators=YEARS)
    status = models.CharField(_("status"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    search = SearchColumn(titles=["name"])
    searched_besides = ("starts_year", "ends_year")

    objects = MunicipalityManager.from_queryset(PlanQuerySet)()
    history = HistoricalRecords(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        ordering = ("-starts_year", "name")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "status", "-starts_year"], name="plan_municipality"),
            *search_indexes("plan", "name"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "kind", "name", "starts_year"],
                name="plan_once",
                violation_error_message=_("Det finnes allerede en plan med dette navnet for året."),
            ),
            models.CheckConstraint(
                condition=Q(ends_year__gte=F("starts_year")),
                name="plan_ends_after_it_starts",
                violation_error_message=_("Til-året kan ikke være før fra-året."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("goals:plan-detail", args=[self.uuid])

    def searched_words(self) -> str:
        return " ".join(str(year) for year in range(self.starts_year, self.ends_year + 1))

    @property
    def years(self) -> str:
        """«2026» or «2026–2029»."""
        return f"{self.starts_year}" if self.starts_year == self.ends_year else f"{self.starts_year}–{self.ends_year}"


class PlanGrant(UserObjectPermissionBase):
    """Explicit access to one plan for a person whose roles don't give it; dates are inclusive. [P4]"""

    content_object = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="grants")
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("begrunnelse"), max_length=300)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("særskilt tilgang")
        verbose_name_plural = _("særskilte tilganger")
