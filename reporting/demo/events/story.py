"""What the demo knows of events: rules, categories, places, and three years of what happened."""

from datetime import date
from typing import Any

from django.utils import timezone

from deviations.actions.clock import set_clock
from deviations.models import Category, DeviationSettings, Place
from deviations.rules.default_categories import DEFAULT_CATEGORIES
from kvalitet.history import actions as history
from reporting.demo.clock import at
from reporting.demo.events import nameless
from reporting.demo.events.past import Past
from reporting.demo.people import Demo

PLACES = {
    "langtid": ("Stua", "Medisinrommet", "Gang B"),
    "korttid": ("Vaktrommet", "Badet i andre etasje"),
    "kjokken": ("Hovedkjøkkenet", "Kjølerommet"),
    "solbakken": ("Skolegården", "Gymsalen", "Hovedinngangen"),
    "nordvik": ("Skolegården", "Biblioteket"),
    "elvebakken": ("Lekeplassen", "Garderoben"),
    "nav": ("Publikumsmottaket",),
    "kultur": ("Biblioteket", "Kinosalen"),
    "vva": ("Verkstedet", "Pumpestasjon 3"),
}
WHISTLEBLOWING = "https://fjordvik.example/varsling"
PUBLIC = ("Publikumsmottaket", "Biblioteket", "Kinosalen")


def tell(demo: Demo) -> None:
    """Set up the rules, then let the events happen until this morning."""
    with at(date(demo.today.year - 3, 1, 10)):
        by = demo.users["kvalitet"]
        rules: dict[str, Any] = {"allows_anonymous": True, "allows_public": True, "whistleblowing_url": WHISTLEBLOWING}
        history.create(DeviationSettings, by=by, municipality=demo.municipality, **rules)
        categories = {
            default.key: history.create(
                Category,
                by=by,
                municipality=demo.municipality,
                name=default.name,
                examples=default.examples,
                tracks=list(default.tracks),
                position=position,
            )
            for position, default in enumerate(DEFAULT_CATEGORIES)
        }
        places = {demo.units[key].pk: [_place(demo, key, name) for name in names] for key, names in PLACES.items()}
    with at(demo.today, hour=7):
        for event in Past(demo, categories, places, timezone.now()).tell():
            if event.is_open:
                set_clock(event, by=None)
    nameless.tell(demo, places)


def _place(demo: Demo, key: str, name: str) -> Place:
    unit, is_public = demo.units[key], name in PUBLIC and key in {"nav", "kultur"}
    fields = {"municipality": demo.municipality, "unit": unit, "name": name, "allows_public": is_public}
    return history.create(Place, by=demo.users["kvalitet"], reason="", **fields)
