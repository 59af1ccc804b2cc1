"""The laws an event follows, and each notice they ask for. [D4]"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deviations.choices import Breach, NoticeDecision, TrackKind
from deviations.models.deviations import Deviation
from deviations.models.owned import Keyed
from deviations.rules.notices import Duty, Law, Text
from deviations.rules.tracks import duty_of, law_of
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet

MOST_PEOPLE = 10_000_000


class Track(Versioned, Keyed):
    """One law an event follows; taken away it stays, with the reason.

    `aware_at` is when the municipality became aware, the moment every deadline of the track is counted from.
    The last five fields are what is documented of a breach of privacy, notified or not (GDPR art. 33 no. 5).
    """

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="tracks", db_index=False)
    kind = models.CharField(_("spor"), max_length=20, choices=TrackKind)
    aware_at = models.DateTimeField(_("kjent fra"))
    law_version = models.CharField(max_length=10, editable=False)
    is_suggested = models.BooleanField(_("foreslått av systemet"), default=False, editable=False)
    created_at = models.DateTimeField(_("lagt til"), editable=False)
    removed_at = models.DateTimeField(_("fjernet"), null=True, blank=True, editable=False)
    removed_reason = models.CharField(_("hvorfor det ikke gjelder"), max_length=500, blank=True)
    breach_kinds = ArrayField(
        models.CharField(max_length=20, choices=Breach), verbose_name=_("type brudd"), default=list, blank=True
    )
    people_count = models.PositiveIntegerField(
        _("omtrent hvor mange det gjelder"), null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    data_kinds = models.TextField(_("hvilke opplysninger"), blank=True, max_length=2000)
    effects = models.TextField(_("virkninger for dem det gjelder"), blank=True, max_length=4000)
    remedies = models.TextField(_("hva dere har gjort"), blank=True, max_length=4000)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("varsling etter lov")
        verbose_name_plural = _("varsling etter lov")
        ordering = ("created_at", "id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "kind", "-aware_at", "-id"], name="track_register"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deviation", "kind"],
                name="track_once",
                violation_error_message=_("Saken følger allerede dette sporet."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_reason=""),
                name="track_removed_with_reason",
                violation_error_message=_("Skriv hvorfor sporet ikke gjelder."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("deviations:track-detail", args=[self.deviation.uuid, self.kind])

    @property
    def law(self) -> Law:
        """The law as it was when the track was added."""
        return law_of(self.kind, self.law_version)

    @property
    def is_documented(self) -> bool:
        """Whether what the law wants written of a breach is there; true for tracks that ask for nothing."""
        if self.kind != TrackKind.PRIVACY:
            return True
        return bool(self.breach_kinds and self.data_kinds.strip() and self.effects.strip() and self.remedies.strip())


class TrackNotice(Versioned, Keyed):
    """One receiver a law wants told: undecided until somebody has told them, or said why it isn't needed."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="notices", db_index=False)
    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="track_notices")
    duty = models.CharField(max_length=30, editable=False)
    due_at = models.DateTimeField(_("frist"))
    decision = models.CharField(
        _("avgjørelse"), max_length=12, choices=NoticeDecision, default=NoticeDecision.UNDECIDED
    )
    notified_at = models.DateTimeField(_("varslet"), null=True, blank=True)
    receiver = models.CharField(_("hvem tok imot"), max_length=200, blank=True)
    reference = models.CharField(_("referanse"), max_length=200, blank=True)
    reason = models.TextField(_("hvorfor ikke"), blank=True, max_length=2000)
    late_reason = models.TextField(_("hvorfor det ble for sent"), blank=True, max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(_("avgjort"), null=True, blank=True, editable=False)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lovpålagt varsel")
        verbose_name_plural = _("lovpålagte varsler")
        ordering = ("due_at", "id")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="track_notice_waiting", condition=Q(decision=NoticeDecision.UNDECIDED)
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["track", "duty"], name="track_notice_once"),
            models.CheckConstraint(
                condition=~Q(decision=NoticeDecision.NOT_REQUIRED) | ~Q(reason=""),
                name="track_notice_reason",
                violation_error_message=_("Skriv hvorfor hendelsen ikke er meldepliktig."),
            ),
            models.CheckConstraint(
                condition=~Q(decision=NoticeDecision.NOTIFIED) | Q(notified_at__isnull=False),
                name="track_notice_moment",
                violation_error_message=_("Skriv når det ble varslet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.receiver_words)

    def get_absolute_url(self) -> str:
        return f"{reverse('deviations:track-detail', args=[self.deviation.uuid, self.track.kind])}#{self.duty}"

    @property
    def rule(self) -> Duty | None:
        """What the law of the track says of it."""
        return duty_of(self.track.kind, self.track.law_version, self.duty)

    @property
    def receiver_words(self) -> Text:
        """Who shall be told."""
        return self.rule.receiver if self.rule else self.duty

    @property
    def is_undecided(self) -> bool:
        """Whether somebody still has to decide."""
        return self.decision == NoticeDecision.UNDECIDED

    @property
    def was_late(self) -> bool:
        """Whether the receiver was told after the deadline."""
        return self.notified_at is not None and self.notified_at > self.due_at
