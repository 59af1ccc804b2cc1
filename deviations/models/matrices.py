"""The municipality's risk matrix, and its versions: a published one never changes. [D5]"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.models.owned import Keyed
from deviations.rules.matrix import Definition, from_json
from deviations.rules.matrix_checks import problems
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Matrix(Keyed):
    """What a municipality's versions hang together by."""

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("risikomatrise")
        verbose_name_plural = _("risikomatriser")
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality"], name="matrix_once")]

    def __str__(self) -> str:
        return _now("Risikomatrise")


class MatrixVersion(Versioned, Keyed):
    """A draft, or what was published: the database refuses to change or delete a published one."""

    matrix = models.ForeignKey(Matrix, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField(_("nummer"), null=True, blank=True, editable=False)
    definition = models.JSONField(_("innhold"))
    created_at = models.DateTimeField(_("opprettet"), editable=False)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, editable=False
    )
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords(excluded_fields=["definition"])

    class Meta:
        verbose_name = _("versjon av risikomatrisen")
        verbose_name_plural = _("versjoner av risikomatrisen")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matrix", "number"], name="matrix_version_once"),
            models.UniqueConstraint(
                fields=["matrix"], condition=Q(published_at__isnull=True), name="matrix_one_draft_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, number__isnull=True)
                | Q(published_at__isnull=False, number__isnull=False),
                name="matrix_version_numbered_when_published",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return _now("Utkast")
        return _now("Versjon %(number)d") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("deviations:matrix-version", args=[self.uuid])

    def clean(self) -> None:
        if wrong := problems(self.definition):
            raise ValidationError(wrong)

    @cached_property
    def content(self) -> Definition:
        """The matrix itself."""
        return from_json(self.definition)
