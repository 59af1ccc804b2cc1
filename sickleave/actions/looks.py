"""Every look at a case is written down. [S5]"""

from datetime import timedelta

from django.utils import timezone

from kvalitet.organisation.models import Person
from sickleave.models import Case, CaseLook

ONE_LOOK = timedelta(minutes=10)
"""The same page, looked at again by the same person within this time, is one look."""


def log_look(case: Case, person: Person, *, role: str, page: str, reason: str = "") -> None:
    """Write a look down, once a page and person in ten minutes; one with a reason always."""
    recent = CaseLook.objects.filter(case=case, person=person, page=page, at__gt=timezone.now() - ONE_LOOK)
    if reason or not recent.exists():
        CaseLook.objects.create(
            case=case, municipality_id=case.municipality_id, person=person, role=role, page=page, reason=reason
        )
