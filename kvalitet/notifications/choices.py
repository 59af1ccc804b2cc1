from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    REMINDER = "reminder", _("Påminnelse")
    ESCALATION = "escalation", _("Varsel til leder")
    DIGEST = "digest", _("Samle-e-post")
    MESSAGE = "message", _("Melding")
    SNOOZED = "snoozed", _("Utsatt påminnelse")
    COPY = "copy", _("Kopi mens du var borte")


class State(TextChoices):
    QUEUED = "queued", _("I kø")
    SENDING = "sending", _("Sendes nå")
    SENT = "sent", _("Sendt på e-post")
    FAILED = "failed", _("E-posten kom ikke fram")
    UNCERTAIN = "uncertain", _("Usikkert om e-posten kom fram")
    CANCELLED = "cancelled", _("Ikke sendt")
    IN_DIGEST = "in_digest", _("Venter på dagens samle-e-post")
    APP_ONLY = "app_only", _("Bare i Kvalitet")
