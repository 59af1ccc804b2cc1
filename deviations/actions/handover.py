"""Cases held by people who have left, and letting another take over. [I11]"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from deviations.actions.people import set_handler
from deviations.choices import OPEN_STATES
from deviations.models import Deviation
from deviations.rules.words import shown_title
from kvalitet.deadlines.registry import Held
from kvalitet.organisation.models import Municipality, Person

CASE = "deviation"


def _open_cases() -> "QuerySet[Deviation]":
    return Deviation._base_manager.filter(state__in=sorted(OPEN_STATES)).order_by("created_at", "pk")


def waiting(municipality: Municipality) -> dict[int, int]:
    """Count the open cases of each person who has left; those about leaders find a new handler by themselves."""
    rows = _open_cases().filter(municipality=municipality, handler__is_active=False, is_about_leader=False)
    return dict(rows.order_by().values_list("handler").annotate(n=Count("pk")))


def held_by(person: Person, user: Person) -> list[Held]:
    """List the open cases a person handles, as far as the one who looks may see them."""
    return [
        Held(f"{CASE}-{one.uuid}", shown_title(one), one.get_absolute_url(), one.unit.name, None, _("Avvik"))
        for one in _cases_of(person, user)
    ]


@transaction.atomic
def give(person: Person, to: Person, keys: Collection[str], by: Person) -> int:
    """Let another handle the cases. Returns how many."""
    reason = _("Overtatt etter %(person)s.") % {"person": person}
    moved = 0
    for event in _cases_of(person, by):
        if f"{CASE}-{event.uuid}" in keys:
            set_handler(event, handler=to, by=by, reason=reason)
            moved += 1
    return moved


def _cases_of(person: Person, user: Person) -> "QuerySet[Deviation]":
    rows = Deviation.objects.visible_to(user).filter(state__in=sorted(OPEN_STATES), handler=person)
    found: QuerySet[Deviation] = rows.select_related("unit", "municipality", "handler").order_by("created_at", "pk")
    return found
