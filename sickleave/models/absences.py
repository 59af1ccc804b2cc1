"""The absence as it is registered: what, from, to, how much. Never why. [S1]"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person, Unit, period
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import JOINED_KINDS, AbsenceKind, Source
from sickleave.models.owned import Keyed
from sickleave.querysets import AbsenceQuerySet


class Absence(Versioned, Keyed):
    """A period away from work, both days inclusive; `grade` is how much of the post one is away from, in %.

    `unit` is where the person worked when it was registered. What isn't of one's own illness has no case.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("ansatt"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("enhet"))
    case = models.ForeignKey(
        "Case", on_delete=models.SET_NULL, null=True, blank=True, related_name="absences", editable=False
    )
    kind = models.CharField(_("type"), max_length=14, choices=AbsenceKind)
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"))
    grade = models.PositiveSmallIntegerField(
        _("fraværsgrad i prosent"), default=100, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    source = models.CharField(max_length=8, choices=Source, default=Source.LEADER, editable=False)
    external_id = models.CharField(_("fraværs-ID"), max_length=60, blank=True, editable=False)

    objects = MunicipalityManager.from_queryset(AbsenceQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fravær")
        verbose_name_plural = _("fravær")
        ordering = ("-starts", "-id")
        indexes: ClassVar = [
            models.Index(fields=["person", "-starts", "-id"], name="absence_person"),
            models.Index(fields=["unit", "-starts", "-id"], name="absence_unit"),
            models.Index(fields=["municipality", "starts", "ends"], name="absence_municipality"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="absence_ends_after_start",
                violation_error_message=_("Til-datoen kan ikke være før fra-datoen."),
            ),
            models.CheckConstraint(
                condition=Q(grade=100) | Q(kind=AbsenceKind.CERTIFIED),
                name="absence_grade_is_of_a_certificate",
                violation_error_message=_("Bare en sykmelding kan være gradert."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "external_id"],
                condition=~Q(external_id=""),
                name="absence_external_id_once",
            ),
            ExclusionConstraint(
                name="sick_absence_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=sorted(JOINED_KINDS)),
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("Det er allerede registrert fravær i denne perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts}–{self.ends}"

    @property
    def is_own_illness(self) -> bool:
        """Whether it counts in follow-up and in percent."""
        return self.kind in {AbsenceKind.SELF_CERTIFIED, AbsenceKind.CERTIFIED}
