"""Places, categories and rules: what a municipality sets up for its events. [D1, P15]"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from deviations.models import Category, DeviationSettings, Place
from deviations.models.categories import new_token
from deviations.rules.default_categories import DEFAULT_CATEGORIES
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.errors import Refused


@transaction.atomic
def save_place(place: Place | None, *, unit: Unit, name: str, allows_public: bool, by: Person | None) -> Place:
    """Make or change a place; the address on its sign stays as it is."""
    if place is None:
        fields: dict[str, Any] = {"municipality": unit.municipality, "unit": unit, "name": name}
        return history.create(Place, by=by, **fields, allows_public=allows_public)
    held = history.lock(place, as_read=True)
    return history.apply(held, {"unit": unit, "name": name, "allows_public": allows_public}, by=by)


@transaction.atomic
def close_place(place: Place, *, by: Person | None) -> Place:
    """Let the sign stop working; what has been reported from the place stays."""
    held = history.lock(place)
    if not held.is_active:
        raise Refused(_("Stedet er allerede tatt ut av bruk."))
    return history.apply(held, {"is_active": False}, by=by, reason=_("Tok stedet ut av bruk."))


@transaction.atomic
def open_place(place: Place, *, by: Person | None) -> Place:
    """Take the place into use again, with the sign it had."""
    held = history.lock(place)
    if held.is_active:
        raise Refused(_("Stedet er allerede i bruk."))
    return history.apply(held, {"is_active": True}, by=by, reason=_("Tok stedet i bruk igjen."))


@transaction.atomic
def rotate_token(place: Place, *, by: Person | None) -> Place:
    """Give the place a new address; every sign with the old one stops working."""
    held = history.lock(place)
    return history.apply(
        held, {"token": new_token()}, by=by, reason=_("Laget ny kode. Skilt med den gamle virker ikke.")
    )


@transaction.atomic
def save_category(
    category: Category | None, *, municipality: Municipality, by: Person | None, **fields: Any
) -> Category:
    """Make a category after the others, or change one; events keep the one they have."""
    if category is not None:
        return history.apply(history.lock(category, as_read=True), fields, by=by)
    last = Category.objects.filter(municipality=municipality).order_by("-position").first()
    place = last.position + 1 if last else 1
    return history.create(Category, by=by, municipality=municipality, position=place, **fields)


@transaction.atomic
def move_category(category: Category, *, up: bool, by: Person | None) -> None:
    """Let a category change places with its neighbour."""
    rows = list(Category.objects.select_for_update().filter(municipality=category.municipality_id))
    order = sorted(rows, key=lambda row: (row.position, row.name))
    at = order.index(category)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(order):
        raise Refused(_("Kategorien står allerede ytterst i listen."))
    order[at], order[other] = order[other], order[at]
    for number, row in enumerate(order, start=1):
        history.apply(row, {"position": number}, by=by)


@transaction.atomic
def make_default_categories(municipality: Municipality, *, by: Person | None) -> int:
    """Make the categories a municipality begins with, those it has by that name left as they are. Returns how many."""
    taken = {
        name.casefold() for name in Category.objects.filter(municipality=municipality).values_list("name", flat=True)
    }
    wanted = [one for one in DEFAULT_CATEGORIES if one.name.casefold() not in taken]
    rows = [
        Category(
            municipality=municipality,
            name=one.name,
            examples=one.examples,
            tracks=[str(track) for track in one.tracks],
            position=len(taken) + number,
        )
        for number, one in enumerate(wanted, start=1)
    ]
    history.create_many(Category, rows, by=by, reason=_("Laget de vanlige kategoriene."))
    return len(rows)


@transaction.atomic
def save_settings(rules: DeviationSettings, *, fields: dict[str, Any], by: Person | None) -> DeviationSettings:
    """Store the municipality's rules; deadlines already set stay as they are."""
    if rules._state.adding:
        return history.create(DeviationSettings, by=by, municipality_id=rules.municipality_id, **fields)
    return history.apply(history.lock(rules, as_read=True), fields, by=by)
