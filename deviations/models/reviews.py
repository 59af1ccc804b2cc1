"""The monthly review: what a unit's leader group goes through with its representatives, and what it decides. [D6]"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import AgendaKind, ItemStatus, ReviewState, Seat
from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from deviations.models.patterns import Pattern
from deviations.models.risks import Risk
from goals.models import Measure
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Review(Versioned, Keyed):
    """The review of one month for a unit and all below it; `month` is its first day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+", db_index=False)
    month = models.DateField(_("måned"))
    held_on = models.DateField(_("dato"))
    held_time = models.TimeField(_("klokkeslett"), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)
    state = models.CharField(_("status"), max_length=8, choices=ReviewState, default=ReviewState.PLANNED)
    summary = models.TextField(_("oppsummering"), blank=True, max_length=4000)
    created_at = models.DateTimeField(_("opprettet"), editable=False)
    invited_at = models.DateTimeField(_("innkalt"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("godkjent"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False, db_index=False
    )

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("månedsgjennomgang")
        verbose_name_plural = _("månedsgjennomganger")
        ordering = ("-month", "-id")
        indexes: ClassVar = [models.Index(fields=["municipality", "-month", "-id"], name="review_municipality")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "month"],
                name="review_once_a_month",
                violation_error_message=_("Enheten har allerede en gjennomgang for denne måneden."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.APPROVED) | Q(approved_at__isnull=False),
                name="review_approved_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("deviations:review-detail", args=[self.uuid])

    def clean(self) -> None:
        if self.month and self.month.day != 1:
            raise ValidationError({"month": _("Velg en måned.")})

    @property
    def is_open(self) -> bool:
        """Whether anything in it can still be changed."""
        return self.state != ReviewState.APPROVED


class ReviewParticipant(Keyed):
    """One who is asked to the review; the name is written down, since people leave and change names."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="participants", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("deltaker"))
    name = models.CharField(_("navn"), max_length=300)
    seat = models.CharField(_("deltar som"), max_length=7, choices=Seat, default=Seat.OTHER)
    is_present = models.BooleanField(_("møtte"), default=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deltaker")
        verbose_name_plural = _("deltakere")
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "person"],
                name="review_participant_once",
                violation_error_message=_("Personen er allerede med."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReviewItem(Versioned, Keyed):
    """One thing on the agenda and what came of it.

    `title` and `facts` are written down when the agenda is built, and once more when the minutes are approved: what
    happens to the case later doesn't change them. `is_confidential` too, but a case that becomes confidential later is
    hidden all the same.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="items", db_index=False)
    kind = models.CharField(_("hvorfor"), max_length=9, choices=AgendaKind, default=AgendaKind.FREE)
    position = models.PositiveIntegerField(default=0, editable=False)
    deviation = models.ForeignKey(
        Deviation, on_delete=models.SET_NULL, null=True, blank=True, related_name="review_items"
    )
    pattern = models.ForeignKey(Pattern, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    risk = models.ForeignKey(Risk, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("sak"), max_length=300)
    facts = models.CharField(_("om saken"), max_length=500, blank=True)
    is_confidential = models.BooleanField(_("fortrolig"), default=False)
    status = models.CharField(_("status"), max_length=7, choices=ItemStatus, default=ItemStatus.OPEN)
    decision = models.TextField(_("hva ble bestemt"), blank=True, max_length=2000)
    measure = models.ForeignKey(
        Measure, on_delete=models.SET_NULL, null=True, blank=True, related_name="review_items", verbose_name=_("tiltak")
    )
    measure_text = models.CharField(_("tiltaket"), max_length=700, blank=True, editable=False)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sak i gjennomgangen")
        verbose_name_plural = _("saker i gjennomgangen")
        ordering = ("position", "id")
        indexes: ClassVar = [models.Index(fields=["review", "position", "id"], name="review_item_order")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('deviations:review-detail', args=[self.review.uuid])}#sak-{self.uuid}"
