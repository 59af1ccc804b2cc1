"""The case: one joined spell of illness, its steps, and who has looked. [S1, S2, S5]"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person, Unit
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet
from sickleave.choices import CaseState, ExceptionReason, LookRole, MilestoneState, Requirement, Step
from sickleave.models.owned import Keyed
from sickleave.querysets import CaseQuerySet, MilestoneQuerySet
from sickleave.rules.words import CASE_TITLE

NO_DAY = date(9999, 12, 31)


class Case(Versioned, Keyed):
    """One spell, joined by the rule of 16 days; made and moved by its absences alone.

    `ends` is the last day counted so far, also when it lies ahead. `last_leader` is the nearest leader it was last
    reckoned for. `next_step`, `next_due`, `late_count` and `grade` copy what milestones and absences say; `order_due`
    puts those without a next step last in a list. `is_repeated` is NAV's flag, reckoned every night, for HR alone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False)
    starts = models.DateField(_("første fraværsdag"))
    ends = models.DateField(_("siste fraværsdag"))
    counted_days = models.PositiveIntegerField(_("dager"))
    grade = models.PositiveSmallIntegerField(_("fraværsgrad nå"), default=100)
    state = models.CharField(_("status"), max_length=6, choices=CaseState, default=CaseState.OPEN)
    closed_on = models.DateField(_("avsluttet"), null=True, blank=True)
    law_version = models.DateField(_("lovreglene som gjaldt fra"))
    maxdato = models.DateField(_("anslått siste sykepengedag"), null=True, blank=True)
    maxdato_from_nav = models.DateField(_("siste sykepengedag fra NAV"), null=True, blank=True)
    dm2_called = models.DateField(_("dialogmøte 2 er innkalt til"), null=True, blank=True)
    last_leader = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    next_step = models.CharField(max_length=14, choices=Step, blank=True, editable=False)
    next_due = models.DateField(_("neste frist"), null=True, blank=True, editable=False)
    late_count = models.PositiveSmallIntegerField(default=0, editable=False)
    order_due = models.GeneratedField(
        expression=Coalesce("next_due", models.Value(NO_DAY)), output_field=models.DateField(), db_persist=True
    )
    is_repeated = models.BooleanField(_("gjentatt fravær"), default=False, editable=False)
    is_held = models.BooleanField(_("skal ikke slettes"), default=False, editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords(excluded_fields=["order_due", "is_repeated"])

    class Meta:
        verbose_name = _("oppfølgingssak")
        verbose_name_plural = _("oppfølgingssaker")
        ordering = ("next_due", "id")
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "order_due", "id"], name="case_municipality", condition=Q(state=CaseState.OPEN)
            ),
            models.Index(fields=["unit", "order_due", "id"], name="case_unit", condition=Q(state=CaseState.OPEN)),
            models.Index(fields=["person", "-starts"], name="case_person"),
            models.Index(fields=["closed_on"], name="case_closed", condition=Q(state=CaseState.CLOSED)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN, closed_on__isnull=True)
                | Q(state=CaseState.CLOSED, closed_on__isnull=False),
                name="case_closed_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(CASE_TITLE)

    def get_absolute_url(self) -> str:
        return reverse("sickleave:case-detail", args=[self.uuid])

    @property
    def is_open(self) -> bool:
        """Whether the spell goes on, or may still be joined."""
        return self.state == CaseState.OPEN


class OfCase(Keyed):
    """A row that hangs on a case and is deleted with it; its history can be found by the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="%(class)ss", editable=False)

    class Meta:
        abstract = True


class Milestone(Versioned, OfCase):
    """One step the spell has reached or will reach within what is registered.

    `due` is the legal day, `act_by` the working day before it, `gross_due` the strictest reading. A step that no
    longer applies has lapsed; what is done or excepted stays so, whatever happens to the spell.
    """

    step = models.CharField(_("steg"), max_length=14, choices=Step)
    due = models.DateField(_("frist"))
    act_by = models.DateField(_("gjør det innen"))
    gross_due = models.DateField(_("strengeste lesing"))
    requirement = models.CharField(max_length=12, choices=Requirement, default=Requirement.MANDATORY)
    law_version = models.DateField(_("lovreglene som gjaldt fra"))
    state = models.CharField(_("status"), max_length=9, choices=MilestoneState, default=MilestoneState.WAITING)
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    exception_reason = models.CharField(_("grunn"), max_length=24, choices=ExceptionReason, blank=True)
    exception_text = EncryptedTextField(_("begrunnelse"), blank=True, max_length=500)
    employee_informed = models.BooleanField(_("den ansatte er informert"), null=True, blank=True)
    review_on = models.DateField(_("vurderes på nytt"), null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MunicipalityManager.from_queryset(MilestoneQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("steg i oppfølgingen")
        verbose_name_plural = _("steg i oppfølgingen")
        ordering = ("due", "id")
        indexes: ClassVar = [
            models.Index(fields=["due", "id"], name="milestone_waiting", condition=Q(state=MilestoneState.WAITING)),
            models.Index(
                fields=["municipality", "due", "id"],
                name="milestone_municipality",
                condition=Q(state=MilestoneState.WAITING),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "step"], name="milestone_once_a_case"),
            models.CheckConstraint(
                condition=~Q(state=MilestoneState.DONE) | Q(done_on__isnull=False), name="milestone_done_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=MilestoneState.EXCEPTED) | ~Q(exception_reason=""),
                name="milestone_exception_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(CASE_TITLE)

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()


class CaseLook(models.Model):
    """One look at a case: who, as what, at which page, and HR's reason. Never changed. [S5]"""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks", db_index=False)
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("hvem"))
    role = models.CharField(_("som"), max_length=8, choices=LookRole)
    page = models.CharField(_("side"), max_length=60)
    reason = EncryptedTextField(_("grunn"), blank=True, max_length=300)
    at = models.DateTimeField(_("når"), auto_now_add=True)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()

    class Meta:
        verbose_name = _("oppslag i sak")
        verbose_name_plural = _("oppslag i saker")
        ordering = ("-at", "-id")
        indexes: ClassVar = [models.Index(fields=["case", "-at", "-id"], name="case_look_case")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class ListLook(models.Model):
    """One look at HR's list of cases, on the page or as a file: who, which, and how many were shown. [S5, S8]"""

    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("hvem"))
    page = models.CharField(_("side"), max_length=60)
    shown = models.PositiveIntegerField(_("antall saker"), default=0)
    at = models.DateTimeField(_("når"), auto_now_add=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("oppslag i saksliste")
        verbose_name_plural = _("oppslag i sakslister")
        ordering = ("-at", "-id")
        indexes: ClassVar = [models.Index(fields=["municipality", "-at", "-id"], name="list_look_municipality")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
