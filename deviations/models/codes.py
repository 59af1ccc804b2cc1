"""The code that lets somebody without a name follow a case. [D1]"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from deviations.models.deviations import Deviation
from kvalitet.organisation.models import Municipality
from kvalitet.web.visibility import MunicipalityManager, VisibleQuerySet


class CaseCode(models.Model):
    """The keyed hash of a case code, which is shown once and kept nowhere. No time and no person, on purpose."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    deviation = models.OneToOneField(Deviation, on_delete=models.CASCADE, related_name="case_code", editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = MunicipalityManager.from_queryset(VisibleQuerySet)()

    class Meta:
        verbose_name = _("sakskode")
        verbose_name_plural = _("sakskoder")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(code_hash__regex="^[0-9a-f]{64}$"), name="case_code_is_a_hash"),
        ]

    def __str__(self) -> str:
        return _("Kode til sak %(number)s") % {"number": self.deviation.number}
