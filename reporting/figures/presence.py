"""How presence stands in a unit, beside its plan: the newest month and the year, against themselves a year before."""

from datetime import date
from typing import Any

from django.urls import reverse

from kvalitet.organisation.models import Person, Unit
from sickleave.figures.cards import headline
from sickleave.figures.found import figures_of, newest_whole_month
from sickleave.figures.places import Places
from sickleave.figures.words import conclusion


def presence_panel(user: Person, unit: Unit, today: date) -> dict[str, Any] | None:
    """Return the numbers with their page, for those who see the unit's figures of sick leave, when there are any."""
    places = Places.of(user)
    seen = next((one for one in places.units if one.pk == unit.pk), None)
    found = figures_of(user, places, seen, newest_whole_month(today)) if seen else None
    if found is None or found.is_hidden_here:
        return None
    url = f"{reverse('sickleave:figures')}?enhet={unit.uuid}"
    return {"figures": headline(found, url), "told": " ".join(conclusion(found)), "url": url}
