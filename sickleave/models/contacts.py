"""Contact between leader and employee, the talk of the first days first. [S3]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager
from sickleave.choices import ContactForm
from sickleave.models.cases import OfCase
from sickleave.querysets import CaseQuerySet
from sickleave.rules.words import CASE_TITLE


class Contact(Versioned, OfCase):
    """A talk that has been held; the note says what was agreed, never what ails."""

    on = models.DateField(_("dato"))
    form = models.CharField(_("hvordan"), max_length=8, choices=ContactForm)
    note = EncryptedTextField(_("hva dere ble enige om"), blank=True, max_length=4000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = MunicipalityManager.from_queryset(CaseQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return str(CASE_TITLE)
