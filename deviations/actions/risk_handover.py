"""Risks of people who have left, and letting another own them. [I11]"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from deviations.actions.risks import edit_risk
from deviations.choices import LIVE_RISKS
from deviations.models import Risk
from kvalitet.organisation.models import Municipality, Person

KEY = "risk"


def waiting(municipality: Municipality) -> dict[int, int]:
    """Count the live risks of each person who has left; confidential ones are left to those who see them."""
    rows = Risk._base_manager.filter(
        municipality=municipality, owner__is_active=False, state__in=sorted(LIVE_RISKS), is_confidential=False
    )
    return dict(rows.values_list("owner").annotate(n=Count("pk")).order_by())


def risks_of(person: Person, user: Person) -> "QuerySet[Risk]":
    """Return the live risks a person owns that another may give away: all but the confidential ones not seen."""
    sees = Q(pk__in=Risk.objects.visible_to(user).filter(owner=person).values("pk"))
    rows = Risk.objects.filter(sees | Q(is_confidential=False), owner=person, state__in=sorted(LIVE_RISKS))
    return rows.select_related("unit", "municipality").order_by("next_review", "pk")


@transaction.atomic
def give(person: Person, to: Person, keys: Collection[str], by: Person) -> int:
    """Let another own the risks with these keys. Returns how many."""
    moved = 0
    for risk in risks_of(person, by):
        if f"{KEY}-{risk.uuid}" in keys:
            edit_risk(risk, owner=to, by=by, reason=_("Overtatt etter %(person)s.") % {"person": person})
            moved += 1
    return moved
