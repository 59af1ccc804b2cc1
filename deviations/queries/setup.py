"""Which municipality's events a person sets up."""

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Municipality, Person

VERB = "deviations.setup"


def municipality_set_up_by(person: Person) -> Municipality | None:
    """Return the municipality whose rules for events the person may change, their own first."""
    ids = scope_of(person).municipalities(VERB)
    found = Municipality.objects.visible_to(person).filter(pk__in=sorted(ids)).order_by("pk")
    own = found.filter(pk=person.municipality_id).first() if person.municipality_id in ids else None
    return own or found.first()
