"""The political focus areas, the goals and the sub-goals. [G1, G2]"""

import uuid
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goals.choices import Perspective
from goals.models.owned import Owned
from goals.models.plans import Plan
from goals.querysets import GoalQuerySet, SubGoalQuerySet
from kvalitet.organisation.models import Municipality, ServiceArea
from kvalitet.text.columns import NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class FocusArea(models.Model):
    """A political focus area (satsingsområde) that goals may point at. [G1]"""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    name = models.CharField(_("navn"), max_length=150)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("satsingsområde")
        verbose_name_plural = _("satsingsområder")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="focus_area_name_once",
                violation_error_message=_("Satsingsområdet finnes allerede."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Goal(Searchable, Owned):
    """A goal in one of the four perspectives of balanced scorecard. [G1, G3]"""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals", verbose_name=_("plan"))
    perspective = models.CharField(_("perspektiv"), max_length=10, choices=Perspective)
    title = models.CharField(_("mål"), max_length=500)
    description = models.TextField(_("beskrivelse"), blank=True, max_length=5000)
    focus_area = models.ForeignKey(
        FocusArea, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("satsingsområde")
    )
    service_area = models.ForeignKey(
        ServiceArea, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("tjenesteområde")
    )
    measured_by = models.CharField(_("slik måler vi det"), max_length=500, blank=True)
    accepted_by = models.CharField(_("avklart med"), max_length=300, blank=True)
    due = models.DateField(_("nådd innen"), null=True, blank=True)
    evaluated = models.CharField(_("slik vurderer vi resultatet"), max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    search = SearchColumn(titles=["title"], texts=["description", "measured_by", "evaluated"])

    objects = MunicipalityManager.from_queryset(GoalQuerySet)()
    history = HistoricalRecords(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("position", "id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "plan"], name="goal_municipality"),
            *search_indexes("goal", "title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("goals:goal-detail", args=[self.uuid])


class SubGoal(Searchable, Owned):
    """A sub-goal (delmål); may have no measure of its own. [G2]"""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="subgoals", verbose_name=_("mål"))
    title = models.CharField(_("delmål"), max_length=500)
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    search = SearchColumn(titles=["title"], texts=["note"])

    objects = MunicipalityManager.from_queryset(SubGoalQuerySet)()
    history = HistoricalRecords(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("delmål")
        verbose_name_plural = _("delmål")
        ordering = ("position", "id")
        indexes: ClassVar = search_indexes("subgoal", "title")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('goals:goal-detail', args=[self.goal.uuid])}#delmal-{self.uuid}"
