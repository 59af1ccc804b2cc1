"""What the municipality sorts its events by, where they may happen, and its rules for them. [D1, P15]"""

from secrets import token_urlsafe
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import Seriousness, TrackKind
from deviations.models.owned import Keyed
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Municipality, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet

DAYS = [MinValueValidator(1), MaxValueValidator(365)]


def new_token() -> str:
    """Return what nobody can guess, for the address of a place (120 bits)."""
    return token_urlsafe(15)


class Category(Versioned, Keyed):
    """A category of events, with the examples people choose by and the tracks it suggests."""

    name = models.CharField(_("navn"), max_length=120)
    examples = models.CharField(_("eksempler"), max_length=300, blank=True)
    tracks = ArrayField(
        models.CharField(max_length=20, choices=TrackKind),
        verbose_name=_("varsling etter lov"),
        default=list,
        blank=True,
    )
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)
    is_active = models.BooleanField(_("i bruk"), default=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kategori")
        verbose_name_plural = _("kategorier")
        ordering = ("position", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="deviation_category_once",
                violation_error_message=_("Det finnes allerede en kategori med dette navnet."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Place(Versioned, Keyed):
    """A place people report from, opened by a link or a code on the wall."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+")
    name = models.CharField(_("navn"), max_length=120)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    allows_public = models.BooleanField(_("kan meldes fra uten innlogging"), default=False)
    is_active = models.BooleanField(_("i bruk"), default=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords(excluded_fields=["token"])

    class Meta:
        verbose_name = _("sted")
        verbose_name_plural = _("steder")
        ordering = ("name", "id")
        indexes: ClassVar = [models.Index(fields=["municipality", "name"], name="deviation_place_municipality")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="deviation_place_once",
                violation_error_message=_("Enheten har allerede et sted med dette navnet."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


def default_close_days() -> dict[str, int]:
    """Return days from reported to closed, by seriousness; a proposal, since no law says it (domain E2)."""
    return {str(level): days for level, days in zip(Seriousness.values, (30, 30, 21, 14), strict=True)}


class DeviationSettings(Versioned):
    """The municipality's own rules for events; days are counted from the day of the report, which is day 0."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="deviation_settings", editable=False
    )
    allows_anonymous = models.BooleanField(_("tillat meldinger uten navn"), default=False)
    allows_public = models.BooleanField(_("tillat meldinger uten innlogging"), default=False)
    receipt_working_days = models.PositiveSmallIntegerField(
        _("tas imot innen (virkedager)"), default=3, validators=DAYS
    )
    answer_days = models.PositiveSmallIntegerField(
        _("første svar til melder innen (dager)"), default=7, validators=DAYS
    )
    close_days = models.JSONField(_("lukkes innen (dager)"), default=default_close_days)
    comment_working_days = models.PositiveSmallIntegerField(
        _("tid til uttalelse fra verneombud (virkedager)"), default=3, validators=DAYS
    )
    review_day = models.PositiveSmallIntegerField(
        _("månedsgjennomgang innen (dag i måneden)"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
    )
    whistleblowing_url = models.URLField(_("adresse til varslingskanalen"), blank=True, max_length=300)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("regler for avvik")
        verbose_name_plural = _("regler for avvik")

    def __str__(self) -> str:
        return str(self.municipality)

    def get_absolute_url(self) -> str:
        return reverse("deviations:settings")

    def days_to_close(self, seriousness: int) -> int:
        """Return days from the report until an event of this seriousness shall be closed."""
        found = {**default_close_days(), **self.close_days}
        return int(found[str(seriousness)])
