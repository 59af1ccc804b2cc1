from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    PASSWORD = "password", _("passord")
    PASSKEY = "passkey", _("passnøkkel")
    PROVIDER = "provider", _("felles innlogging")
    CODE = "code", _("engangskode")
