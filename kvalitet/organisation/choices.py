from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    MUNICIPALITY = "municipality", _("Kommune")
    SECTOR = "sector", _("Kommunalområde")
    UNIT = "unit", _("Virksomhet")
    DEPARTMENT = "department", _("Avdeling")


class EmailMode(TextChoices):
    DIGEST = "digest", _("Samlet i én e-post om dagen")
    EACH = "each", _("En e-post for hvert varsel")
    NONE = "none", _("Ingen e-post, bare varsler i Kvalitet")
