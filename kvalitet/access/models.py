"""Roles on sub-trees with dates, deputies, and the log of looks. [P4]"""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.access.choices import Role
from kvalitet.access.querysets import DeputyQuerySet
from kvalitet.organisation.models import Municipality, Person, Unit, ends_after_start, period
from kvalitet.organisation.querysets import DatedQuerySet
from kvalitet.web.visibility import VisibleQuerySet


class RoleAssignment(models.Model):
    """A role on a unit and all below it, from–to, both inclusive."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("person"))
    role = models.CharField(_("rolle"), max_length=10, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("enhet"))
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)
    reason = models.CharField(_("begrunnelse"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        indexes: ClassVar = [models.Index(fields=["municipality", "role", "person"], name="role_municipality")]
        constraints: ClassVar = [
            ends_after_start("role"),
            ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Personen har allerede denne rollen her i perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit}"


class Deputy(models.Model):
    """A stand-in who has the principal's roles and tasks from–to, both inclusive.

    While the principal is away too, the reminders go to the stand-in: one substitute at a time. [P13]
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    principal = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="deputies", verbose_name=_("stedfortreder for")
    )
    deputy = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="deputy_for", verbose_name=_("stedfortreder")
    )
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)
    reason = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    is_away = models.BooleanField(_("borte, varslene går til stedfortrederen"), default=False)

    objects = DeputyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stedfortreder")
        verbose_name_plural = _("stedfortredere")
        constraints: ClassVar = [
            ends_after_start("deputy"),
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")),
                name="deputy_is_another",
                violation_error_message=_("En person kan ikke være sin egen stedfortreder."),
            ),
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[("principal", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=models.Q(is_away=True),
                violation_error_message=_("Fraværet er allerede registrert i denne perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.principal}"


class Look(models.Model):
    """One look by an auditor: who, when, at which address. Never changed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looks", verbose_name=_("hvem"))
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, db_index=False)
    at = models.DateTimeField(_("når"), auto_now_add=True)
    path = models.CharField(_("adresse"), max_length=500)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppslag")
        verbose_name_plural = _("oppslag")
        ordering = ("-at", "-id")
        indexes: ClassVar = [models.Index(fields=["municipality", "-at", "-id"], name="look_municipality")]

    def __str__(self) -> str:
        return f"{self.person} {self.at:%d.%m.%Y %H.%M}"
