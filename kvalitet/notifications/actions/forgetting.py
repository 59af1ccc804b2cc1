"""Deleting what people were told of something that is to be remembered by nobody. [S5]"""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django_scopes import scopes_disabled

from kvalitet.notifications.models import KeptMail, Notice

NOTHING = Q(pk__in=[])


@transaction.atomic
def forget(
    *, source: str = "", source_ids: Collection[int] = (), marks: Collection[str] = (), also: Q = NOTHING
) -> int:
    """Delete notices of a source's rows, with one of the marks in address or key, or matching `also`; say how many.

    The marks are keys of addresses, so long that nothing else holds them. A digest of nothing else goes too; what was
    sent by e-mail is sent.
    """
    wanted = Q(source=source, source_id__in=list(source_ids)) if source else NOTHING
    wanted = reduce(or_, [Q(url__contains=mark) | Q(key__contains=mark) for mark in marks], wanted | also)
    with scopes_disabled():
        told = Notice.objects.filter(wanted)
        digests = [pk for pk in told.order_by().values_list("digest", flat=True).distinct() if pk]
        deleted, _kinds = told.delete()
        Notice.objects.filter(pk__in=digests, items=None).delete()
    if marks:
        KeptMail.objects.filter(reduce(or_, [Q(text__contains=m) | Q(html__contains=m) for m in marks])).delete()
    return deleted
