from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepKind(TextChoices):
    OPEN = "open", _("Åpne ny enhet")
    CLOSE = "close", _("Legge ned enhet")
    MOVE = "move", _("Flytte enhet")
    MERGE = "merge", _("Slå sammen enheter")
    LEADER = "leader", _("Bytte leder")
    RENAME = "rename", _("Gi nytt navn")


class ReorganisationStatus(TextChoices):
    DRAFT = "draft", _("Utkast")
    PLANNED = "planned", _("Planlagt")
    DONE = "done", _("Gjennomført")
    STOPPED = "stopped", _("Stanset")
    DROPPED = "dropped", _("Forkastet")


CHANGEABLE = frozenset({ReorganisationStatus.DRAFT, ReorganisationStatus.STOPPED})
"""While it is one of these, its steps may be changed."""
AHEAD = frozenset({ReorganisationStatus.DRAFT, ReorganisationStatus.PLANNED, ReorganisationStatus.STOPPED})
"""Not yet carried out, and not given up."""
