"""What the rows of the app have in common: a municipality and an address key, and often a case."""

import uuid

from django.db import models

from kvalitet.organisation.models import Municipality


class Keyed(models.Model):
    """A row of a municipality with a key for its address."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, editable=False, db_index=False)

    class Meta:
        abstract = True
