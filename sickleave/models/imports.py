"""A file of absences on its way in. [S1]"""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.imports.choices import WAITING, WORKING, RunState
from kvalitet.organisation.models import Person
from kvalitet.privacy.fields import EncryptedTextField
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet
from sickleave.models.owned import Keyed


class AbsenceImport(Keyed):
    """One file; the row is the truth, the queue only wakes a worker.

    The file is sealed while it waits and gone as soon as it is in, thrown away or a day old; its name is kept nowhere,
    since people put names in them. `lines` tell what each row becomes, by row number and without saying who.
    """

    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("hvem"))
    state = models.CharField(_("tilstand"), max_length=10, choices=RunState, default=RunState.RECEIVED)
    content = models.BinaryField(_("innholdet i filen, kryptert"), blank=True)
    lines = EncryptedTextField(_("hva hver rad blir"), blank=True)
    row_count = models.PositiveIntegerField(_("rader"), default=0)
    counts = models.JSONField(_("antall"), default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    problem = models.CharField(_("hva som stanset den"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("mottatt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("påbegynt"), null=True, blank=True)
    done_at = models.DateTimeField(_("ferdig"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("import av fravær")
        verbose_name_plural = _("importer av fravær")
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="absence_import_municipality"),
        ]

    def __str__(self) -> str:
        return str(_("Fraværsfil"))

    def get_absolute_url(self) -> str:
        return reverse("sickleave:import-run", args=[self.uuid])

    @property
    def is_working(self) -> bool:
        """A worker has it, or is about to."""
        return self.state in WORKING

    @property
    def is_waiting(self) -> bool:
        """A person may let it go on."""
        return self.state in WAITING

    @property
    def is_done(self) -> bool:
        """It is in."""
        return self.state == RunState.DONE

    @property
    def has_changes(self) -> bool:
        """Whether it would write, or wrote, anything."""
        return any(self.counts.get(kind) for kind in ("new", "changed", "gone"))
