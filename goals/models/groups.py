"""A group that can be responsible. [G4]"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from goals.choices import GroupRule
from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class Group(Versioned):
    """A group that can be responsible, such as «virksomhetslederne». [G4]"""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    name = models.CharField(_("navn"), max_length=150)
    rule = models.CharField(_("hvem er med"), max_length=12, choices=GroupRule, default=GroupRule.UNIT_LEADERS)
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("enheter"))
    people = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("personer"))

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ansvarsgruppe")
        verbose_name_plural = _("ansvarsgrupper")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="group_name_once",
                violation_error_message=_("Gruppen finnes allerede."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
