from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportKind(TextChoices):
    UNITS = "units", _("Organisasjon")
    PEOPLE = "people", _("Ansatte")


class ImportSource(TextChoices):
    UPLOAD = "upload", _("Lastet opp")
    FOLDER = "folder", _("Hentet om natten")
    COMMAND = "command", _("Kjørt fra kommandolinjen")


class RunState(TextChoices):
    RECEIVED = "received", _("Venter på å bli lest")
    COMPARING = "comparing", _("Leses nå")
    READY = "ready", _("Klar til å gjennomføres")
    HELD = "held", _("Venter på godkjenning")
    APPROVED = "approved", _("Venter på å bli gjennomført")
    RUNNING = "running", _("Gjennomføres nå")
    DONE = "done", _("Gjennomført")
    DROPPED = "dropped", _("Forkastet")
    FAILED = "failed", _("Ikke gjennomført")


WORKING = frozenset({RunState.RECEIVED, RunState.COMPARING, RunState.APPROVED, RunState.RUNNING})
WAITING = frozenset({RunState.READY, RunState.HELD})


class LineKind(TextChoices):
    NEW = "new", _("Nye")
    BACK = "back", _("Kommer tilbake")
    CHANGED = "changed", _("Endres")
    MOVED = "moved", _("Flyttes")
    LEADER = "leader", _("Ny leder")
    LEFT = "left", _("Slutter")
    DOUBT = "doubt", _("Mulige dubletter")
    BAD = "bad", _("Kan ikke leses")
    NOTE = "note", _("Merknader")


WRITES = (LineKind.NEW, LineKind.BACK, LineKind.CHANGED, LineKind.MOVED, LineKind.LEADER, LineKind.LEFT)
SAME, NEW = "same", "new"
