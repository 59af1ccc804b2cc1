from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.deadlines.choices import Role
from kvalitet.deadlines.querysets import OPEN, DeadlineQuerySet, SnoozeQuerySet
from kvalitet.deadlines.rules import DEFAULT_STEPS
from kvalitet.web.visibility import MunicipalityManager

CLOCK = "plan"


def default_steps() -> list[int]:
    """Return the steps used unless the owner of the deadline says otherwise."""
    return list(DEFAULT_STEPS)


class Deadline(models.Model):
    """What one person or role must do by a day, on any object. [P6]"""

    uuid = models.UUIDField(_("nøkkel"), default=uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune")
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("enhet")
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    object_id = models.BigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    assignee = models.CharField(_("hvem, som kjennetegn"), max_length=220, editable=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        db_index=False,
        verbose_name=_("ansvarlig"),
    )
    role = models.CharField(_("rolle"), max_length=10, choices=Role.choices, blank=True, default=Role.PERSON)
    position_title = models.CharField(_("stilling"), max_length=150, blank=True)
    title = models.CharField(_("oppgave"), max_length=300)
    url = models.CharField(_("adresse"), max_length=500)
    due = models.DateField(_("frist"), null=True, blank=True)
    statutory = models.BooleanField(_("lovpålagt"), default=False)
    may_be_lent = models.BooleanField(_("følger med til stedfortreder"), default=True)
    steps = ArrayField(models.SmallIntegerField(), default=default_steps, verbose_name=_("dager fra fristen"))
    reminder_times = ArrayField(models.DateTimeField(), default=list, verbose_name=_("påminnelser"))
    escalation_step = models.SmallIntegerField(_("trinn der lederne får vite det"), null=True, blank=True)
    next_at = models.DateTimeField(_("neste påminnelse"), null=True, blank=True)
    cycle = models.PositiveIntegerField(_("runde"), default=1)
    done_at = models.DateTimeField(_("gjort"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("tatt bort"), null=True, blank=True)
    created_at = models.DateTimeField(_("opprettet"), default=timezone.now)

    objects = MunicipalityManager.from_queryset(DeadlineQuerySet)()

    class Meta:
        verbose_name = _("frist")
        verbose_name_plural = _("frister")
        constraints = (
            models.UniqueConstraint(
                fields=["content_type", "object_id", "assignee"], name="deadline_once_per_assignee"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.PERSON, responsible__isnull=False)
                | Q(role=Role.LEADER, responsible__isnull=True)
                | Q(role=Role.POSITION, responsible__isnull=True) & ~Q(position_title=""),
                name="deadline_has_one_kind_of_assignee",
            ),
        )
        indexes = (
            models.Index(fields=["next_at", "id"], name="deadline_clock", condition=OPEN & Q(next_at__isnull=False)),
            models.Index(fields=["responsible", "due"], name="deadline_responsible", condition=OPEN),
            models.Index(
                fields=["unit", "role", "due"], name="deadline_role", condition=OPEN & Q(responsible__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url


class Snooze(models.Model):
    """One person puts off being reminded of one deadline, and says why; the deadline stands. Kept for ever. [P13]"""

    uuid = models.UUIDField(_("nøkkel"), default=uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("kommune")
    )
    deadline = models.ForeignKey(
        Deadline, on_delete=models.CASCADE, related_name="snoozes", db_index=False, verbose_name=_("frist")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="snoozes", verbose_name=_("hvem")
    )
    until = models.DateField(_("utsatt til"))
    reason = models.CharField(_("begrunnelse"), max_length=300)
    cycle = models.PositiveIntegerField(_("fristens runde"), default=1)
    created_at = models.DateTimeField(_("utsatt"), default=timezone.now)
    ended_at = models.DateTimeField(_("over"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(SnoozeQuerySet)()

    class Meta:
        verbose_name = _("utsatt varsel")
        verbose_name_plural = _("utsatte varsler")
        constraints = (
            models.UniqueConstraint(
                fields=["deadline", "person"],
                condition=Q(ended_at__isnull=True),
                name="snooze_one_at_a_time",
                violation_error_message=_("Varselet er allerede utsatt."),
            ),
        )
        indexes = (
            models.Index(fields=["deadline", "-id"], name="snooze_deadline"),
            models.Index(fields=["until"], name="snooze_clock", condition=Q(ended_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.person} → {self.until}"


class CalendarFeed(models.Model):
    """A secret address where a person's own deadlines can be read; only its hash is kept. [P6]"""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed", verbose_name=_("person")
    )
    token_hash = models.CharField(_("avtrykk av adressen"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("laget"), default=timezone.now)
    read_at = models.DateTimeField(_("sist lest"), null=True, blank=True)

    class Meta:
        verbose_name = _("kalenderadresse")
        verbose_name_plural = _("kalenderadresser")

    def __str__(self) -> str:
        return str(self.person)


class Tick(models.Model):
    """When a clock last went, so that a stopped one is seen. [P6]"""

    name = models.CharField(_("klokke"), max_length=30, unique=True)
    at = models.DateTimeField(_("gikk sist"))

    class Meta:
        verbose_name = _("klokke")
        verbose_name_plural = _("klokker")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
