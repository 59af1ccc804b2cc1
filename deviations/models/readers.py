"""Those who follow one track in the whole municipality, as the data protection officer does. [D4, P4]"""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import TrackKind
from kvalitet.organisation.models import Municipality, Person, ends_after_start, period
from kvalitet.organisation.querysets import DatedQuerySet
from kvalitet.web.visibility import MunicipalityManager


class TrackReader(models.Model):
    """One person who sees every event of a track from–to, both inclusive; not those for named people only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    kind = models.CharField(_("spor"), max_length=20, choices=TrackKind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    title = models.CharField(_("oppgave"), max_length=120)
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(DatedQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("følger et spor")
        verbose_name_plural = _("følger spor")
        ordering = ("kind", "starts", "id")
        indexes: ClassVar = [models.Index(fields=["municipality", "kind"], name="track_reader_municipality")]
        constraints: ClassVar = [
            ends_after_start("track_reader"),
            ExclusionConstraint(
                name="track_reader_once_at_a_time",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Personen følger allerede dette sporet i perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"
