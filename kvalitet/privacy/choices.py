"""What the guard looks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """Kinds of what says too much, the most certain first: where two overlap, the first is kept."""

    IDENTITY = "identity", _("fødselsnummer")
    EMAIL = "email", _("e-postadresse")
    PHONE = "phone", _("telefonnummer")
    NAME = "name", _("navn")
    HEALTH = "health", _("helseopplysning")
