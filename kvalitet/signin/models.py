"""Where people are signed in, and the codes they may be given; factors and links are allauth's. [P11, P14]"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.organisation.models import Person
from kvalitet.signin.choices import Method
from kvalitet.signin.querysets import OneTimeCodeQuerySet, VisitQuerySet


class Visit(models.Model):
    """One place a person is signed in; ends with its session. The network is all that is kept of the address."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits", verbose_name=_("person"))
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    method = models.CharField(_("måte"), max_length=10, choices=Method)
    provider = models.CharField(_("innloggingstjeneste"), max_length=60, blank=True)
    device = models.CharField(_("enhet"), max_length=60)
    network = models.CharField(_("nettverk"), max_length=50, blank=True)
    created_at = models.DateTimeField(_("innlogget"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("sist brukt"), default=timezone.now)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("innlogging")
        verbose_name_plural = _("innlogginger")

    def __str__(self) -> str:
        return self.device


class OneTimeCode(models.Model):
    """A code a leader hands to somebody without a mailbox; only its keyed hash is kept. [P14]"""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="one_time_codes")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("engangskode")
        verbose_name_plural = _("engangskoder")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at=None),
                name="one_unused_code_per_person",
                violation_error_message=_("Personen har allerede en engangskode."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class FactorDemand(models.Model):
    """When a person was first told that their role needs a second factor; the grace period runs from here."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="factor_demand")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("krav om totrinnsinnlogging")
        verbose_name_plural = _("krav om totrinnsinnlogging")

    def __str__(self) -> str:
        return str(self.person)
