"""Events and what hangs on them, behind the addresses of the matrix."""

from django_scopes import scopes_disabled

from deviations.models import DeviationSettings
from kvalitet.history import actions as history
from tests.events import category_of, event, place_of


def event_targets(world) -> dict[str, dict[str, object]]:
    """Return the arguments by name: an event of the school, reported by Ola, about health and safety."""
    case = event(world)
    place = place_of(world, allows_public=True)
    with scopes_disabled():
        history.create(
            DeviationSettings, by=None, municipality=world.municipality, allows_anonymous=True, allows_public=True
        )
    return {
        "avvik": {"uuid": case.uuid},
        "kategori": {"uuid": category_of(world).uuid},
        "sted": {"uuid": place.uuid},
        "sted+nøkkel": {"token": place.token},
    }
