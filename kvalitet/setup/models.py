"""A reorganisation prepared in advance: its day, and its steps in order. [P1]"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.setup.choices import ReorganisationStatus, StepKind
from kvalitet.web.visibility import VisibleQuerySet


class Reorganisation(Versioned):
    """Everything that happens together on a day: all of it, or nothing."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    name = models.CharField(gettext_lazy("navn"), max_length=150)
    starts = models.DateField(gettext_lazy("gjelder fra"))
    reason = models.CharField(gettext_lazy("begrunnelse"), max_length=500)
    status = models.CharField(
        gettext_lazy("status"), max_length=8, choices=ReorganisationStatus, default=ReorganisationStatus.DRAFT
    )
    problem = models.CharField(gettext_lazy("hvorfor den stanset"), max_length=700, blank=True, editable=False)
    effects = models.JSONField(gettext_lazy("hva den førte til"), default=list, blank=True, editable=False)
    planned_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("planlagt av"),
    )
    carried_out_at = models.DateTimeField(gettext_lazy("gjennomført"), null=True, blank=True, editable=False)

    objects = VisibleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["effects"])

    class Meta:
        verbose_name = gettext_lazy("omorganisering")
        verbose_name_plural = gettext_lazy("omorganiseringer")
        ordering = ("-starts", "-id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-starts", "-id"], name="reorganisation_municipality"),
            models.Index(
                fields=["starts", "id"], name="reorganisation_due", condition=Q(status=ReorganisationStatus.PLANNED)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("setup:reorganisation-detail", args=[self.uuid])


class ReorganisationStep(models.Model):
    """One change; `unit` and `target` are there already, `unit_step` and `target_step` are opened by earlier steps."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField(default=0, editable=False)
    kind = models.CharField(gettext_lazy("hva"), max_length=6, choices=StepKind)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("enhet")
    )
    unit_step = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("til")
    )
    target_step = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(gettext_lazy("navn"), max_length=200, blank=True)
    unit_kind = models.CharField(gettext_lazy("type"), max_length=12, choices=UnitKind, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("leder")
    )
    made_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("steg")
        verbose_name_plural = gettext_lazy("steg")
        ordering = ("position", "id")

    def __str__(self) -> str:
        """Say the step in words, such as «Flytt Solbakken skole til Helse og omsorg»."""
        words = {"unit": self.unit_name, "target": self.target_name, "name": self.name, "person": self.person}
        return self._sentence() % words

    def _sentence(self) -> str:
        if self.kind == StepKind.CLOSE and self.target_name:
            return _("Legg ned %(unit)s; %(target)s tar over")
        if self.kind == StepKind.OPEN and self.person:
            return _("Åpne %(name)s under %(target)s, med %(person)s som leder")
        if self.kind == StepKind.LEADER and self.person is None:
            return _("La %(unit)s være uten leder")
        return {
            StepKind.OPEN: _("Åpne %(name)s under %(target)s"),
            StepKind.CLOSE: _("Legg ned %(unit)s"),
            StepKind.MOVE: _("Flytt %(unit)s til %(target)s"),
            StepKind.MERGE: _("La %(unit)s gå inn i %(target)s"),
            StepKind.LEADER: _("La %(person)s lede %(unit)s"),
            StepKind.RENAME: _("Gi %(unit)s navnet %(name)s"),
        }[StepKind(self.kind)]

    @property
    def unit_name(self) -> str:
        """The unit's name, also of one that isn't opened yet."""
        return self.unit_step.name if self.unit_step else self.unit.name if self.unit else ""

    @property
    def target_name(self) -> str:
        """The name of the unit it goes to, below or into."""
        return self.target_step.name if self.target_step else self.target.name if self.target else ""
