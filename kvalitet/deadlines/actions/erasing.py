"""Deleting deadlines with everything that was told of them. [S5]"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django_scopes import scopes_disabled

from kvalitet.deadlines.actions.setting import SOURCE
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications import actions as notifications


@transaction.atomic
def erase_deadlines(
    targets: Mapping[type[models.Model], Collection[int]],
    *,
    marks: Collection[str] = (),
    also: Q = notifications.NOTHING,
) -> int:
    """Delete the deadlines of these rows, and those with a mark in the address, with put-off reminders and notices.

    `also` matches more notices to delete.
    """
    types = ContentType.objects.get_for_models(*targets)
    wanted = [Q(content_type=types[model], object_id__in=list(keys)) for model, keys in targets.items() if keys]
    wanted += [Q(url__contains=mark) for mark in marks]
    with scopes_disabled():
        rows = Deadline.objects.filter(reduce(or_, wanted, Q(pk__in=[])))
        keys = list(rows.values_list("pk", flat=True))
        notifications.forget(source=SOURCE, source_ids=keys, marks=marks, also=also)
        Deadline.objects.filter(pk__in=keys).delete()
    return len(keys)
