"""What every object with edit forms has in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A row that counts its changes, so that two people editing it don't overwrite each other."""

    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        abstract = True
