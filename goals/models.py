"""Plans, goals, sub-goals, measures and the task each responsible has. [G1–G6]"""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from goals.choices import (
    DueKind,
    GroupRule,
    Perspective,
    PlanKind,
    PlanStatus,
    ResponsibleKind,
    ResponsibleRole,
    TaskStatus,
)
from goals.querysets import GoalQuerySet, MeasureQuerySet, MeasureTaskQuerySet, PlanQuerySet, SubGoalQuerySet
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Municipality, Person, ServiceArea, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class Owned(Versioned):
    """A row that belongs to a unit of a municipality and has an address key."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+")

    class Meta:
        abstract = True


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


class Plan(Owned):
    """A plan of goals; years are inclusive."""

    kind = models.CharField(_("type plan"), max_length=12, choices=PlanKind, default=PlanKind.ACTION_PLAN)
    name = models.CharField(_("navn"), max_length=200)
    starts_year = models.PositiveSmallIntegerField(_("fra år"), validators=YEARS)
    ends_year = models.PositiveSmallIntegerField(_("til år"), validators=YEARS)
    status = models.CharField(_("status"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)

    objects = MunicipalityManager.from_queryset(PlanQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        ordering = ("-starts_year", "name")
        indexes: ClassVar = [models.Index(fields=["municipality", "status", "-starts_year"], name="plan_municipality")]
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


class Goal(Owned):
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

    objects = MunicipalityManager.from_queryset(GoalQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("position", "id")
        indexes: ClassVar = [models.Index(fields=["municipality", "plan"], name="goal_municipality")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("goals:goal-detail", args=[self.uuid])


class SubGoal(Owned):
    """A sub-goal (delmål); may have no measure of its own. [G2]"""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="subgoals", verbose_name=_("mål"))
    title = models.CharField(_("delmål"), max_length=500)
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    objects = MunicipalityManager.from_queryset(SubGoalQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("delmål")
        verbose_name_plural = _("delmål")
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('goals:goal-detail', args=[self.goal.uuid])}#delmal-{self.uuid}"


class Group(Versioned):
    """A group that can be responsible, such as «virksomhetslederne». [G4]"""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    name = models.CharField(_("navn"), max_length=150)
    rule = models.CharField(_("hvem er med"), max_length=12, choices=GroupRule, default=GroupRule.UNIT_LEADERS)
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("enheter"))
    people = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("personer"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ansvarsgruppe")
        verbose_name_plural = _("ansvarsgrupper")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="group_name_once",
                violation_error_message=_("Gruppen finnes allerede."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Measure(Owned):
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

    objects = MunicipalityManager.from_queryset(MeasureQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        ordering = ("position", "id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "due", "id"], name="measure_municipality_due"),
            models.Index(fields=["municipality", "plan"], name="measure_municipality_plan"),
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


class PlanImport(models.Model):
    """A file on its way in: what was uploaded and what the person has corrected, until the plan is made. [G13]"""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("hvem"))
    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("plan")
    )
    kind = models.CharField(_("type plan"), max_length=12, choices=PlanKind, default=PlanKind.ACTION_PLAN)
    name = models.CharField(_("navn"), max_length=200)
    starts_year = models.PositiveSmallIntegerField(_("fra år"), validators=YEARS)
    ends_year = models.PositiveSmallIntegerField(_("til år"), validators=YEARS)
    file_name = models.CharField(_("fil"), max_length=200)
    content = models.BinaryField(_("innhold"))
    corrections = models.JSONField(_("rettelser"), default=dict)
    counts = models.JSONField(_("antall"), default=dict)
    created_at = models.DateTimeField(_("lastet opp"), auto_now_add=True)
    done_at = models.DateTimeField(_("importert"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("planimport")
        verbose_name_plural = _("planimporter")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("goals:import-preview", args=[self.uuid])
