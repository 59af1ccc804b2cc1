"""Municipality, the unit tree with dates, and service areas across it. [P1]"""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models.fields import ends_after_start, period, sort_key
from kvalitet.organisation.querysets import DatedQuerySet, ServiceAreaQuerySet, UnitQuerySet
from kvalitet.text.columns import NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes
from kvalitet.web.visibility import VisibleQuerySet


class Municipality(Versioned):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("kortnavn i adresser"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    number = models.CharField(_("kommunenummer"), max_length=4, unique=True)
    is_active = models.BooleanField(_("i bruk"), default=True)
    stale_after_days = models.PositiveSmallIntegerField(
        _("status er utdatert etter (dager)"), default=90, validators=[MinValueValidator(7), MaxValueValidator(730)]
    )

    objects = VisibleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Unit(Searchable, Versioned):
    """A place in the tree; `parent` and `path` are today's, `Placement` knows the past and the future."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("kommune"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )
    path = models.CharField(max_length=80, unique=True, db_collation="C", editable=False)
    next_step = models.PositiveIntegerField(default=0, editable=False)
    kind = models.CharField(_("type"), max_length=12, choices=UnitKind, default=UnitKind.UNIT)
    name = models.CharField(_("navn"), max_length=200)
    code = models.CharField(_("enhetsnummer"), max_length=40, blank=True)
    opened = models.DateField(_("åpnet"))
    closed = models.DateField(_("lagt ned"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("gikk inn i"),
    )
    sort_key = sort_key("name")
    search = SearchColumn(titles=["name"])
    searched_besides = ("code",)

    objects = UnitQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["sort_key", "next_step", *NOT_IN_HISTORY])

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("path",)
        indexes: ClassVar = search_indexes("unit", "name")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("opened")),
                name="unit_closes_after_it_opens",
                violation_error_message=_("Enheten kan ikke legges ned før den er åpnet."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=~Q(code=""),
                name="unit_code_once",
                violation_error_message=_("Enhetsnummeret er allerede i bruk."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("setup:unit-detail", args=[self.uuid])

    def searched_words(self) -> str:
        return self.code

    @property
    def depth(self) -> int:
        """Levels below the municipality, which is 0."""
        return len(self.path) // 4 - 1


class Placement(models.Model):
    """Where a unit belongs in the tree, from–to, both inclusive."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("hører under"))
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plassering")
        verbose_name_plural = _("plasseringer")
        constraints: ClassVar = [
            ExclusionConstraint(
                name="placement_one_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Enheten har allerede en plassering i denne perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} → {self.parent}"


class ServiceArea(Versioned):
    """A planning area such as school or care; cuts across units and is never forced to match them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("kommune"))
    name = models.CharField(_("navn"), max_length=120)
    units = models.ManyToManyField(Unit, blank=True, related_name="service_areas", verbose_name=_("enheter"))
    closed = models.DateField(_("lagt ned"), null=True, blank=True)

    objects = ServiceAreaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tjenesteområde")
        verbose_name_plural = _("tjenesteområder")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="service_area_name_once",
                violation_error_message=_("Tjenesteområdet finnes allerede."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitMembership(models.Model):
    """A municipality that takes part in another's unit, from–to, both inclusive; the unit's own is the host. [P2]"""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("enhet"))
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("medlemskommune")
    )
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("medlemskommune")
        verbose_name_plural = _("medlemskommuner")
        ordering = ("starts", "id")
        constraints: ClassVar = [
            ends_after_start("membership"),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("municipality", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Kommunen er allerede medlem i denne perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} · {self.unit}"


class Shareable(models.Model):
    """A row of a unit that may be shown to the unit's member municipalities; has `municipality` and `unit` too.

    Its policy says `shared_with_guests`, and the municipality scope lets the shared rows through. Nothing else of the
    host's does.
    """

    shared_with_members = models.BooleanField(_("delt med medlemskommunene"), default=False, editable=False)

    class Meta:
        abstract = True
