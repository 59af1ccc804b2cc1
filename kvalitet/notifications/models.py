from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.notifications import rules
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.querysets import NoticeQuerySet
from kvalitet.web.visibility import MunicipalityManager


class Notice(models.Model):
    """One thing one person is told, exactly once; the e-mail is a copy of it. [P6]"""

    uuid = models.UUIDField(_("nøkkel"), default=uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("kommune"),
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        db_index=False,
        verbose_name=_("mottaker"),
    )
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    key = models.CharField(_("kjennetegn"), max_length=200, unique=True)
    title = models.CharField(_("tittel"), max_length=400)
    text = models.TextField(_("tekst"), blank=True)
    url = models.CharField(_("adresse"), max_length=500, blank=True)
    why = models.CharField(_("hvorfor"), max_length=500, blank=True)
    statutory = models.BooleanField(_("lovpålagt"), default=False)
    due = models.DateField(_("fristen det gjelder"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=60, blank=True)
    source_id = models.BigIntegerField(_("kildens nummer"), null=True, blank=True)
    source_cycle = models.PositiveIntegerField(_("kildens runde"), default=0)
    source_step = models.SmallIntegerField(_("kildens trinn"), default=0)
    digest = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("samle-e-post")
    )
    state = models.CharField(_("tilstand"), max_length=12, choices=State.choices)
    state_reason = models.CharField(_("grunn til tilstanden"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    next_try = models.DateTimeField(_("neste forsøk"), default=timezone.now)
    claimed_at = models.DateTimeField(_("tatt til sending"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    created_at = models.DateTimeField(_("opprettet"), default=timezone.now)
    read_at = models.DateTimeField(_("lest"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(NoticeQuerySet)()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        indexes = (
            models.Index(fields=["next_try", "id"], name="notice_queued", condition=Q(state="queued")),
            models.Index(fields=["claimed_at"], name="notice_sending", condition=Q(state="sending")),
            models.Index(
                fields=["recipient"],
                name="notice_waiting",
                condition=Q(state__in=["in_digest", "uncertain"], digest__isnull=True),
            ),
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_recipient"),
            models.Index(fields=["recipient"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["source", "source_id"], name="notice_source"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Opening it marks it as read and goes on to what it is about."""
        return reverse("notifications:open", args=[self.uuid])

    @property
    def step_words(self) -> str:
        """Which reminder it is, in words; empty for what isn't about a deadline."""
        return rules.step_words(self.source_step) if self.due and self.kind != Kind.SNOOZED else ""

    @property
    def way(self) -> str:
        """How it came to the person, in words."""
        if self.state == State.SENT and self.digest_id:
            return gettext("I samle-e-post")
        return str(self.get_state_display())

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that a mail server can know a copy."""
        return f"<{self.uuid}@kvalitet>"


class KeptMail(models.Model):
    """An e-mail that the demo keeps instead of sending."""

    uuid = models.UUIDField(_("nøkkel"), default=uuid4, unique=True, editable=False)
    message_id = models.CharField(_("meldingsnøkkel"), max_length=200)
    to = models.CharField(_("til"), max_length=500)
    subject = models.CharField(_("emne"), max_length=500)
    text = models.TextField(_("tekst"))
    html = models.TextField(_("HTML"), blank=True)
    kept_at = models.DateTimeField(_("tatt vare på"), default=timezone.now)

    class Meta:
        verbose_name = _("e-post i demoen")
        verbose_name_plural = _("e-poster i demoen")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("notifications:kept-mail", args=[self.uuid])


class MailHours(models.Model):
    """When e-mail may not leave: from hour to hour, and outside working days. In the app notices come at once."""

    quiet_from = models.PositiveSmallIntegerField(
        _("stille fra klokken"), default=rules.DEFAULT_HOURS.quiet_from, validators=[MaxValueValidator(23)]
    )
    quiet_to = models.PositiveSmallIntegerField(
        _("stille til klokken"), default=rules.DEFAULT_HOURS.quiet_to, validators=[MaxValueValidator(23)]
    )
    working_days_only = models.BooleanField(
        _("stille i helger og på helligdager"), default=rules.DEFAULT_HOURS.working_days_only
    )

    class Meta:
        abstract = True


class MunicipalityHours(MailHours, Versioned):
    """What holds for everyone in a municipality who hasn't chosen otherwise. [P13]"""

    municipality = models.OneToOneField(
        "organisation.Municipality", on_delete=models.CASCADE, related_name="mail_hours", verbose_name=_("kommune")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kommunens stille tid")
        verbose_name_plural = _("kommunenes stille tid")

    def __str__(self) -> str:
        return f"{self.quiet_from}–{self.quiet_to}"


class PersonHours(MailHours):
    """A person's own choice: when the digest comes, and quiet hours that differ from the municipality's. [P13]"""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_hours", verbose_name=_("person")
    )
    has_own = models.BooleanField(_("har egen stille tid"), default=False)
    digest_hour = models.PositiveSmallIntegerField(
        _("samle-e-posten kommer klokken"),
        default=rules.DEFAULT_HOURS.digest_hour,
        validators=[MaxValueValidator(23)],
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("egen varslingstid")
        verbose_name_plural = _("egne varslingstider")

    def __str__(self) -> str:
        return f"{self.person_id} {self.digest_hour}"
