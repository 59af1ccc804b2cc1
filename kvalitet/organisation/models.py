"""Municipality, unit tree with dates, people and positions. [P1, P3]"""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Replace
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.choices import EmailMode, UnitKind
from kvalitet.organisation.querysets import DatedQuerySet, PersonQuerySet, UnitQuerySet
from kvalitet.web.visibility import VisibleQuerySet


def sort_key(field: str) -> models.GeneratedField:
    """Order names as Norwegians do: æ, ø, å last, aa as å."""
    folded = Replace(Lower(F(field)), Value("aa"), Value("å"))
    return models.GeneratedField(
        expression=Func(folded, Value("æäøöå"), Value("{{||}"), function="translate"),
        output_field=models.CharField(max_length=250, db_collation="C"),
        db_persist=True,
    )


def period(starts: str = "starts", ends: str = "ends") -> Func:
    """Make a date range of two columns, both inclusive."""
    bounds = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    return Func(F(starts), F(ends), bounds, function="daterange", output_field=DateRangeField())


def ends_after_start(name: str) -> models.CheckConstraint:
    """Refuse a period that ends before it starts."""
    return models.CheckConstraint(
        condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
        name=f"{name}_ends_after_start",
        violation_error_message=_("Til-datoen kan ikke være før fra-datoen."),
    )


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


class Unit(Versioned):
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

    objects = UnitQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["sort_key", "next_step"])

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("path",)
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


class PersonManager(UserManager.from_queryset(PersonQuerySet)["Person"]):  # type: ignore[misc]  # made at run time
    """What Django's sign-in asks for, with our questions beside it."""

    use_in_migrations = False


class Person(Versioned, AbstractUser):
    """A person who works in a municipality, and signs in. Names are shown as «Kari Nordmann»."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("kommune"), related_name="people"
    )
    first_name = models.CharField(_("fornavn"), max_length=100)
    last_name = models.CharField(_("etternavn"), max_length=100)
    employee_number = models.CharField(_("ansattnummer"), max_length=30, blank=True)
    leader_override = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nærmeste leder, når den ikke følger av enheten"),
    )
    email_mode = models.CharField(_("e-post"), max_length=6, choices=EmailMode, default=EmailMode.DIGEST)
    is_demo = models.BooleanField(default=False, editable=False)
    sort_key = sort_key("last_name")

    objects: ClassVar[PersonManager] = PersonManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "sort_key"])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ("sort_key", "first_name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "employee_number"],
                condition=~Q(employee_number=""),
                name="person_employee_number_once",
                violation_error_message=_("Ansattnummeret er allerede i bruk."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def get_absolute_url(self) -> str:
        return reverse("setup:person-detail", args=[self.uuid])

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return (self.first_name[:1] + self.last_name[:1]).upper() or self.username[:2].upper()


class Leadership(models.Model):
    """Who leads a unit, from–to, both inclusive; one at a time."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="leaderships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaderships", verbose_name=_("leder"))
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lederperiode")
        verbose_name_plural = _("lederperioder")
        constraints: ClassVar = [
            ExclusionConstraint(
                name="leadership_one_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Enheten har allerede en leder i denne perioden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit}"


class Position(models.Model):
    """A post a person holds; `percentage` is of a full-time post (100)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions", verbose_name=_("enhet"))
    title = models.CharField(_("stilling"), max_length=150, db_index=True)
    percentage = models.DecimalField(
        _("stillingsprosent"),
        max_digits=5,
        decimal_places=2,
        default=100,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stilling")
        verbose_name_plural = _("stillinger")
        constraints: ClassVar = [ends_after_start("position")]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"


class ServiceArea(Versioned):
    """A planning area such as school or care; cuts across units and is never forced to match them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, verbose_name=_("kommune"))
    name = models.CharField(_("navn"), max_length=120)
    units = models.ManyToManyField(Unit, blank=True, related_name="service_areas", verbose_name=_("enheter"))

    objects = VisibleQuerySet.as_manager()
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
