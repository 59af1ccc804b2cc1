from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    EMPLOYEE = "employee", _("Ansatt")
    LEADER = "leader", _("Leder")
    HR = "hr", _("HR")
    QUALITY = "quality", _("Kvalitetsrådgiver")
    CHIEF = "chief", _("Kommunedirektør")
    SAFETY = "safety", _("Verneombud")
    UNION = "union", _("Tillitsvalgt")
    ELECTED = "elected", _("Folkevalgt")
    AUDITOR = "auditor", _("Revisor")
    ADMIN = "admin", _("Systemansvarlig")


GIVEN_ROLES = [choice for choice in Role.choices if choice[0] != Role.EMPLOYEE]
"""Roles the administrator gives; employment follows from a position."""
