"""A file on its way in: what it would do, who let it, and what it did. [P3]"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.imports.choices import WAITING, WORKING, ImportKind, ImportSource, LineKind, RunState
from kvalitet.imports.rules.plan import has_changes, summary
from kvalitet.web.visibility import VisibleQuerySet


class ImportRun(models.Model):
    """One file from HR; the row is the truth, the queue only wakes a worker."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    kind = models.CharField(_("innhold"), max_length=10, choices=ImportKind)
    source = models.CharField(_("kilde"), max_length=10, choices=ImportSource)
    file_name = models.CharField(_("fil"), max_length=200)
    digest = models.CharField(_("kontrollsum (SHA-256)"), max_length=64)
    content = models.BinaryField(_("innholdet i filen"), blank=True)
    row_count = models.PositiveIntegerField(_("rader"), default=0)
    is_complete = models.BooleanField(_("filen har alle"), default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(_("tilstand"), max_length=10, choices=RunState, default=RunState.RECEIVED)
    problem = models.CharField(_("hva som stanset den"), max_length=500, blank=True)
    counts = models.JSONField(_("antall"), default=dict)
    answers = models.JSONField(_("svar om dubletter"), default=dict)
    waiting = models.JSONField(_("ledere som ikke er lagt inn ennå"), default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("mottatt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("påbegynt"), null=True, blank=True)
    done_at = models.DateTimeField(_("ferdig"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("import fra HR")
        verbose_name_plural = _("importer fra HR")
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="import_municipality"),
            models.Index(
                fields=["claimed_at"],
                name="import_working",
                condition=models.Q(state__in=["received", "comparing", "approved", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("setup:import-run", args=[self.uuid])

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
        return has_changes(self.counts)

    @property
    def summary(self) -> str:
        """What it would do, or did, in one sentence."""
        return summary(self.counts, is_done=self.is_done)


class ImportLine(models.Model):
    """One line of the dry run, or of what was done."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines", db_index=False)
    kind = models.CharField(_("slag"), max_length=10, choices=LineKind)
    row = models.PositiveIntegerField(_("rad"), null=True, blank=True)
    title = models.CharField(_("hvem eller hva"), max_length=300)
    text = models.TextField(_("hva som skjer"), blank=True)
    key = models.CharField(max_length=254, blank=True)
    options = models.JSONField(default=list, blank=True)
    cells = models.JSONField(default=dict, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("linje i import")
        verbose_name_plural = _("linjer i import")
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["run", "kind", "id"], name="import_line_run")]

    def __str__(self) -> str:
        return self.title
