"""The event that is reported, whatever it is called: deviation, near miss, proposal or complaint. [D1, D2]"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from deviations.choices import CLOSED_STATES, OPEN_STATES, Cause, Circle, Kind, Seriousness, Source, State, TrackKind
from deviations.models.categories import Category, Place
from deviations.models.owned import Keyed
from deviations.querysets import DeviationQuerySet
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.text.columns import NOT_IN_HISTORY, Searchable, SearchColumn, search_indexes
from kvalitet.web.visibility import MunicipalityManager

SCALE = [MinValueValidator(1), MaxValueValidator(7)]
NEWEST = ("-created_at", "-id")


class Deviation(Searchable, Versioned, Keyed):
    """An event with its way from report to effect.

    `handler` is set for those who are chosen; without one the unit's leader handles it, whoever that is today.
    `created_at` is when the report came, also when it is sent on; `opened_at` is when its form was opened.
    `track_kinds`, `is_hse` and the five fields of risk copy what tracks and assessments say: lists need no join.
    """

    number = models.PositiveIntegerField(_("nummer"), editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+", db_index=False)
    reporter = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, editable=False
    )
    handler = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("saksbehandler"),
    )
    kind = models.CharField(_("type"), max_length=10, choices=Kind, default=Kind.DEVIATION)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("kategori"),
        related_name="+",
        db_index=False,
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("sted"), related_name="+"
    )
    place_text = models.CharField(_("hvor nærmere"), max_length=200, blank=True)
    title = models.CharField(_("tittel"), max_length=160)
    description = models.TextField(_("hva skjedde"), max_length=8000)
    immediate_action = models.TextField(_("hva ble gjort med en gang"), blank=True, max_length=4000)
    happened_on = models.DateField(_("dato"))
    happened_time = models.TimeField(_("klokkeslett"), null=True, blank=True)
    seriousness = models.PositiveSmallIntegerField(_("alvor"), choices=Seriousness)
    state = models.CharField(_("status"), max_length=16, choices=State, default=State.REPORTED)
    circle = models.CharField(_("hvem kan se"), max_length=12, choices=Circle, default=Circle.NORMAL)
    is_about_leader = models.BooleanField(_("gjelder lederen"), default=False)
    hides_reporter = models.BooleanField(_("skjul navnet for enheten"), default=False)
    source = models.CharField(_("meldt"), max_length=10, choices=Source, default=Source.SIGNED_IN, editable=False)
    track_kinds = ArrayField(
        models.CharField(max_length=20, choices=TrackKind), default=list, blank=True, editable=False
    )
    is_hse = models.BooleanField(default=False, editable=False)
    likelihood = models.PositiveSmallIntegerField(
        _("sannsynlighet"), null=True, blank=True, editable=False, validators=SCALE
    )
    consequence = models.PositiveSmallIntegerField(
        _("konsekvens"), null=True, blank=True, editable=False, validators=SCALE
    )
    risk_score = models.PositiveSmallIntegerField(_("risikotall"), null=True, blank=True, editable=False)
    risk_band = models.CharField(max_length=20, blank=True, editable=False)
    matrix_version = models.ForeignKey(
        "MatrixVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    causes = ArrayField(
        models.CharField(max_length=20, choices=Cause), verbose_name=_("årsaker"), default=list, blank=True
    )
    whys = ArrayField(models.CharField(max_length=500), verbose_name=_("hvorfor"), default=list, blank=True, size=5)
    cause_text = models.TextField(_("hva som lå bak"), blank=True, max_length=4000)
    no_measure_reason = models.TextField(_("hvorfor det ikke trengs tiltak"), blank=True, max_length=2000)
    closing_text = models.TextField(_("svar til melder"), blank=True, max_length=4000)
    effect_due = models.DateField(_("effekten sjekkes"), null=True, blank=True)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("meldt"), editable=False)
    received_at = models.DateTimeField(_("mottatt"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("første svar"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True, editable=False)
    reopened_count = models.PositiveSmallIntegerField(default=0, editable=False)
    search = SearchColumn(titles=["title"], texts=["description"])
    searched_besides = ("number",)

    objects = MunicipalityManager.from_queryset(DeviationQuerySet)()
    history = HistoricalRecords(excluded_fields=[*NOT_IN_HISTORY, "risk_band", "matrix_version"])

    class Meta:
        verbose_name = _("avvik")
        verbose_name_plural = _("avvik")
        ordering = NEWEST
        indexes: ClassVar = [
            models.Index(fields=NEWEST, name="deviation_newest"),
            models.Index(fields=["municipality", *NEWEST], name="deviation_municipality"),
            models.Index(fields=["unit", *NEWEST], name="deviation_unit"),
            models.Index(fields=["category", *NEWEST], name="deviation_category"),
            models.Index(fields=["reporter", *NEWEST], name="deviation_reporter"),
            models.Index(fields=["handler", *NEWEST], name="deviation_handler", condition=Q(handler__isnull=False)),
            models.Index(
                fields=["unit", *NEWEST], name="deviation_unit_open", condition=Q(state__in=sorted(OPEN_STATES))
            ),
            models.Index(
                fields=["municipality", *NEWEST],
                name="deviation_closed",
                condition=Q(state__in=sorted(CLOSED_STATES)),
            ),
            models.Index(
                fields=["municipality", "-seriousness", *NEWEST],
                name="deviation_open_worst",
                condition=Q(state__in=sorted(OPEN_STATES)),
            ),
            GinIndex(fields=["municipality", "track_kinds"], name="deviation_tracks", condition=~Q(track_kinds=[])),
            *search_indexes("deviation", "title"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="deviation_number_once"),
            models.CheckConstraint(
                condition=Q(source=Source.SIGNED_IN) | Q(reporter__isnull=True),
                name="deviation_without_name_has_no_reporter",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("deviations:deviation-detail", args=[self.uuid])

    def searched_words(self) -> str:
        """Be found by the number, too."""
        return str(self.number)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN_STATES


class DeviationGrant(UserObjectPermissionBase):
    """Explicit sight of one event for a person whose roles don't give it; dates are inclusive. [P4, D11]"""

    content_object = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="grants")
    starts = models.DateField(_("fra og med"))
    ends = models.DateField(_("til og med"), null=True, blank=True)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("begrunnelse"), max_length=300)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("særskilt tilgang")
        verbose_name_plural = _("særskilte tilganger")


class Numbering(models.Model):
    """The last number a municipality has given an event; the row is held while the next one is taken."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nummerering")
        verbose_name_plural = _("nummereringer")

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.last}"
