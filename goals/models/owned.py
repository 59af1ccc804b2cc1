"""What every row of a plan has: an owner, an address key and a version."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kvalitet.history.models import Versioned
from kvalitet.organisation.models import Municipality, Unit


class Owned(Versioned):
    """A row that belongs to a unit of a municipality and has an address key."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("enhet"), related_name="+")

    class Meta:
        abstract = True
