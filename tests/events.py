"""Events for tests, made the way people make them."""

from typing import Any

from django_scopes import scopes_disabled

from deviations.actions.reporting import Report, report
from deviations.choices import TrackKind
from deviations.models import Category, Deviation, Place
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit


@scopes_disabled()
def category_of(world, name: str = "HMS", tracks: tuple[str, ...] = (TrackKind.HSE,)) -> Category:
    """Return the category of a name, made if the municipality lacks it."""
    known = Category.objects.filter(municipality=world.municipality, name=name).first()
    return known or history.create(
        Category, by=world.kim, municipality=world.municipality, name=name, tracks=list(tracks), examples="fall, støy"
    )


@scopes_disabled()
def place_of(world, name: str = "Gymsalen", *, allows_public: bool = False) -> Place:
    """Make a place of the school."""
    fields: dict[str, Any] = {"municipality": world.municipality, "unit": world.skole, "allows_public": allows_public}
    return history.create(Place, by=world.kim, name=name, **fields)


@scopes_disabled()
def event(
    world,
    *,
    by: Person | None = None,
    unit: Unit | None = None,
    text: str = "Ribbeveggen løsnet. Ingen kom til skade.",
    **said,
) -> Deviation:
    """Let Ola at the school, or another, report; health and safety unless a category is given."""
    said.setdefault("category", category_of(world))
    told = Report(unit=unit or world.skole, description=text, seriousness=said.pop("seriousness", 2), **said)
    return report(told, by=by or world.ola)
