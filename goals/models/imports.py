"""A plan on its way in from a file. [G13]"""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goals.choices import PlanKind
from goals.models.plans import YEARS, Plan
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class PlanImport(models.Model):
    """A file on its way in: what was uploaded and what the person has corrected, until the plan is made. [G13]"""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("hvem"))
    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("plan")
    )
    kind = models.CharField(_("type plan"), max_length=12, choices=PlanKind, default=PlanKind.ACTION_PLAN)
    name = models.CharField(_("navn"), max_length=200)
    starts_year = models.PositiveSmallIntegerField(_("fra år"), validators=YEARS)
    ends_year = models.PositiveSmallIntegerField(_("til år"), validators=YEARS)
    file_name = models.CharField(_("fil"), max_length=200)
    content = models.BinaryField(_("innhold"))
    corrections = models.JSONField(_("rettelser"), default=dict)
    counts = models.JSONField(_("antall"), default=dict)
    created_at = models.DateTimeField(_("lastet opp"), auto_now_add=True)
    done_at = models.DateTimeField(_("importert"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("planimport")
        verbose_name_plural = _("planimporter")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("goals:import-preview", args=[self.uuid])
