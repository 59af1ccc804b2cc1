"""What the report page offers one person: units, places, categories, and the rules of the municipality. [D1]"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.crypto import salted_hmac

from deviations.models import Category, DeviationSettings, Place
from deviations.queries.settings import settings_for
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.organisation.querysets import UnitQuerySet

MOST_CHIPS = 8


def key_of(person: Person) -> str:
    """Return the key that a person's drafts are sealed with on the device, 128 bits; nobody else is given it."""
    return salted_hmac("deviations.report.device", str(person.pk)).hexdigest()[:32]


class Chip(NamedTuple):
    """A place or unit to tap."""

    value: str
    label: str
    token: str = ""


@dataclass
class Offer:
    """What can be chosen. `place` is the one on the sign that was scanned, while it is still in use."""

    user: Person
    municipality: Municipality
    own_units: list[Unit]
    places: list[Place]
    place: Place | None = None
    is_unknown_place: bool = False
    categories: list[Category] = field(default_factory=list)

    @property
    def units(self) -> UnitQuerySet:
        """Return every unit a report may go to: open ones, where the person belongs."""
        member_of = sorted(scope_of(self.user).member_of)
        return Unit.objects.visible_to(self.user).filter(municipality__in=member_of, closed=None).order_by("path")

    @property
    def chips(self) -> list[Chip]:
        """Return what is near: the own units, and the places in them."""
        units = [Chip(f"enhet:{unit.uuid}", unit.name) for unit in self.own_units]
        return units + [Chip(f"sted:{place.uuid}", place.name, place.token) for place in self.places]

    @cached_property
    def settings(self) -> DeviationSettings:
        """The municipality's rules."""
        return settings_for(self.municipality)

    def place_of(self, **found: Any) -> Place | None:
        """Return a place in use that the person may report from."""
        places = Place.objects.visible_to(self.user).filter(is_active=True, unit__closed=None, **found)
        return places.select_related("unit__municipality").first()

    def unit_of(self, uuid: Any) -> Unit | None:
        """Return a unit by its key."""
        return self.units.filter(uuid=uuid).select_related("municipality").first()


def offer_to(user: Person, token: str = "") -> Offer | None:
    """Gather what the page shows; None for one who belongs to no municipality."""
    scope = scope_of(user)
    home = user.municipality
    if home is None:
        home = Municipality.objects.visible_to(user).filter(pk__in=sorted(scope.member_of)).order_by("pk").first()
    if home is None:
        return None
    own = Unit.objects.visible_to(user).filter(pk__in=sorted(scope.post_units), closed=None).order_by("path")
    offer = Offer(user, home, list(own[:MOST_CHIPS]), [])
    if token:
        offer.place = offer.place_of(token=token[:40])
        offer.is_unknown_place = offer.place is None
    near = Q(unit__in=[unit.pk for unit in offer.own_units])
    if offer.place is not None:
        near |= Q(unit=offer.place.unit_id)
    places = Place.objects.visible_to(user).filter(near, is_active=True, unit__closed=None)
    offer.places = list(places.select_related("unit").order_by("name", "pk")[:MOST_CHIPS])
    if offer.place is not None and offer.place not in offer.places:
        offer.places.insert(0, offer.place)
    categories = Category.objects.visible_to(user).filter(municipality=home, is_active=True)
    offer.categories = list(categories.order_by("position", "name"))
    return offer
