from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Whether the file may be read."""

    CHECKING = "checking", _("Venter på viruskontroll")
    READY = "ready", _("Klar")
    REFUSED = "refused", _("Stoppet av viruskontrollen")


class Kind(TextChoices):
    """What sort of file it is, judged from its content."""

    PDF = "pdf", _("PDF")
    IMAGE = "image", _("Bilde")
    DOCUMENT = "document", _("Tekstdokument")
    SHEET = "sheet", _("Regneark")
    SLIDES = "slides", _("Presentasjon")
    TEXT = "text", _("Tekst")
