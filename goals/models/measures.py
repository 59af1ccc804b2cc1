"""The measure, who is responsible, and each move of its deadline. [G2, G4, G5]"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goals.choices import DueKind, ResponsibleKind, ResponsibleRole
from goals.models.goals import Goal, SubGoal
from goals.models.groups import Group
from goals.models.owned import Owned
from goals.models.plans import Plan
from goals.querysets import MeasureQuerySet
from kvalitet.organisation.models import Municipality, Person
from kvalitet.text.columns import NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Measure(Searchable, Owned):
    """A measure (tiltak); its status lives on its tasks, and lateness is computed. [G2, G4–G6]"""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures", editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="measures", verbose_name=_("mål"))
    subgoal = models.ForeignKey(
        SubGoal,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("delmål"),
    )
    title = models.CharField(_("tiltak"), max_length=500)
    description = models.TextField(_("beskrivelse"), blank=True, max_length=5000)
    due_kind = models.CharField(_("type frist"), max_length=13, choices=DueKind, default=DueKind.NONE)
    due = models.DateField(_("frist"), null=True, blank=True)
    starts = models.DateField(_("start"), null=True, blank=True)
    due_text = models.CharField(_("fristen slik den er skrevet"), max_length=200, blank=True)
    review_months = models.PositiveSmallIntegerField(
        _("gjennomgås hver (måneder)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    search = SearchColumn(titles=["title"], texts=["description"])

    objects = MunicipalityManager.from_queryset(MeasureQuerySet)()
    history = HistoricalRecords(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        ordering = ("position", "id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "due", "id"], name="measure_municipality_due"),
            models.Index(fields=["municipality", "plan"], name="measure_municipality_plan"),
            *search_indexes("measure", "title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("goals:measure-detail", args=[self.uuid])

    def clean(self) -> None:
        if self.subgoal_id and self.subgoal and self.subgoal.goal_id != self.goal_id:
            raise ValidationError({"subgoal": _("Delmålet hører til et annet mål.")})


class Responsible(models.Model):
    """One responsible as written: a person, a post, a group, or a text nobody has matched yet. [G4]"""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="responsibles")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    kind = models.CharField(_("type"), max_length=8, choices=ResponsibleKind)
    role = models.CharField(_("rolle"), max_length=8, choices=ResponsibleRole, default=ResponsibleRole.LEAD)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("person"))
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("gruppe"))
    position_title = models.CharField(_("stilling"), max_length=150, blank=True)
    source_text = models.CharField(_("slik det er skrevet"), max_length=200, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ansvarlig")
        verbose_name_plural = _("ansvarlige")
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "position_title"],
                name="responsible_position",
                condition=Q(kind=ResponsibleKind.POSITION),
            ),
            models.Index(
                fields=["municipality", "person"],
                name="responsible_person",
                condition=Q(kind=ResponsibleKind.PERSON),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=ResponsibleKind.PERSON, person__isnull=False)
                | Q(kind=ResponsibleKind.GROUP, group__isnull=False)
                | (Q(kind=ResponsibleKind.POSITION) & ~Q(position_title=""))
                | (Q(kind=ResponsibleKind.TEXT) & ~Q(source_text="")),
                name="responsible_is_someone",
                violation_error_message=_("Velg en person, en stilling eller en gruppe."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.group or self.position_title or self.source_text)


class DeadlineMove(models.Model):
    """A moved deadline: the old one and the reason are kept. [G5]"""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="deadline_moves")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    old = models.DateField(_("fra"), null=True, blank=True)
    new = models.DateField(_("til"), null=True, blank=True)
    reason = models.CharField(_("begrunnelse"), max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("når"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("flyttet frist")
        verbose_name_plural = _("flyttede frister")
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
