from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    PERSON = "", _("Bestemt person")
    LEADER = "leader", _("Lederen av enheten")
    POSITION = "position", _("De som har stillingen")


class Group(TextChoices):
    LATE = "late", _("Over fristen")
    TODAY = "today", _("I dag")
    WEEK = "week", _("De neste sju dagene")
    LATER = "later", _("Senere")
    UNDATED = "undated", _("Uten frist")
