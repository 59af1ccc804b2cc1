"""People, who leads what, and the posts people hold. [P3]"""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.choices import EmailMode
from kvalitet.organisation.models.fields import ends_after_start, period, sort_key
from kvalitet.organisation.models.places import Municipality, Unit
from kvalitet.organisation.querysets import DatedQuerySet, PersonQuerySet
from kvalitet.text.columns import NAMES, NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes


class PersonManager(UserManager.from_queryset(PersonQuerySet)["Person"]):  # type: ignore[misc]  # made at run time
    """What Django's sign-in asks for, with our questions beside it."""

    use_in_migrations = False

    def get(self, *args: Any, **kwargs: Any) -> "Person":
        """Fetch one person with the municipality, which every page names beside whoever is signed in."""
        found: Person = self.select_related("municipality").get(*args, **kwargs)
        return found


class Person(Searchable, Versioned, AbstractUser):
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
    search = SearchColumn(titles=["first_name", "last_name"], config=NAMES)

    objects: ClassVar[PersonManager] = PersonManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "sort_key", *NOT_IN_HISTORY])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ("sort_key", "first_name", "id")
        indexes: ClassVar = search_indexes("person", "first_name", "last_name")
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

    def searched_texts(self) -> list[str]:
        return []  # a name is no compound: nobody looks for Solberg by «berg»

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


class Position(Searchable):
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
    search = SearchColumn(titles=["title"])

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("stilling")
        verbose_name_plural = _("stillinger")
        indexes: ClassVar = [GinIndex(fields=["search"], name="position_search")]
        constraints: ClassVar = [ends_after_start("position")]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"
