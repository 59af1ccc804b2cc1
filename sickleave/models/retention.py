"""What is held back from deletion, and the deletions people have confirmed. [S5]"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet
from sickleave.choices import HoldReason
from sickleave.models.cases import OfCase
from sickleave.models.owned import Keyed
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class Hold(Versioned, OfCase):
    """A case kept past its time, why, and when somebody asks again; `Case.is_held` copies whether one stands."""

    reason = models.CharField(_("hvorfor"), max_length=11, choices=HoldReason)
    text = EncryptedTextField(_("begrunnelse"), max_length=500)
    review_on = models.DateField(_("vurderes på nytt"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    held_on = models.DateField(_("holdt tilbake"))
    ended_on = models.DateField(_("opphevet"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sak som ikke skal slettes")
        verbose_name_plural = _("saker som ikke skal slettes")
        ordering = ("-id",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="hold_one_at_a_time",
                violation_error_message=_("Saken er allerede holdt tilbake."),
            ),
        ]

    def __str__(self) -> str:
        return str(CASE_TITLE)


class Deletion(Keyed):
    """A deletion a person has confirmed: what was due on `as_of` by these times; numbers only, kept for ever.

    The clock carries it out a batch at a time, and finds again what is left after having been stopped.
    """

    as_of = models.DateField(_("per"))
    months = models.JSONField(_("måneder, etter slag"), default=dict)
    listed = models.JSONField(_("på listen, etter slag"), default=dict)
    deleted = models.JSONField(_("slettet, etter slag"), default=dict)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("bekreftet"), auto_now_add=True)
    done_at = models.DateTimeField(_("ferdig"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("sletting")
        verbose_name_plural = _("slettinger")
        ordering = ("-id",)
        indexes: ClassVar = [models.Index(fields=["municipality", "-id"], name="deletion_municipality")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(done_at__isnull=True),
                name="deletion_one_at_a_time",
                violation_error_message=_("En sletting er allerede bekreftet og ikke ferdig."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_of}"
