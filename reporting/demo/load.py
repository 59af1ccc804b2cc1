"""Loads the demo once: both municipalities in one transaction."""

from datetime import date
from random import Random

from django.db import connection, transaction
from django_scopes import scopes_disabled

from kvalitet.organisation import actions as organisation
from kvalitet.organisation.models import Municipality
from reporting.demo import (
    cases,
    deviation_effects,
    files,
    hr,
    neighbour,
    notices,
    people,
    reviews,
    risks,
    signins,
    story,
    together,
    tracks,
)
from reporting.demo.clock import at
from reporting.demo.events import story as events
from reporting.demo.names import NameBox
from reporting.demo.people import Demo
from reporting.demo.sickleave import story as sickleave
from reporting.demo.units import ASHEIM, FJORDVIK
from reporting.demo.users import DEMO_USERS

SEED = 1824
MUNICIPALITIES = {"fjordvik": ("Fjordvik kommune", "9801"), "asheim": ("Åsheim kommune", "9802")}


def is_loaded() -> bool:
    """Whether the demo is here already."""
    return Municipality.objects.filter(slug__in=MUNICIPALITIES).exists()


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def load(today: date) -> None:
    """Make the demo as it would be today, the same each time for the same day."""
    chance = Random(SEED)  # noqa: S311 — the demo shall be the same each time
    names = NameBox(chance)
    names.taken |= {(user.first_name, user.last_name) for user in DEMO_USERS}
    with at(date(today.year - 2, 1, 2)):
        demo = _municipality("fjordvik", today, chance)
        people.open_units(demo, "fjordvik", FJORDVIK)
        people.hire_everybody(demo, "fjordvik", FJORDVIK, domain="fjordvik.example", names=names)
        people.change_leaders(demo)
        people.give_roles(demo)
        people.make_service_areas(demo)
        other = _municipality("asheim", today, chance)
        people.open_units(other, "asheim", ASHEIM)
        people.hire_everybody(other, "asheim", ASHEIM, domain="asheim.example", names=names)
        neighbour.give_role(other)
    story.tell(demo)
    files.tell(demo)
    hr.tell(demo)
    neighbour.tell(other)
    events.tell(demo)
    cases.tell(demo)
    risks.tell(demo)
    tracks.tell(demo)
    deviation_effects.tell(demo)
    reviews.tell(demo)
    sickleave.tell(demo)
    signins.tell(demo)
    together.tell(demo, other.municipality)
    notices.tell(demo)
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # the first reminders are planned at once, before the server has looked at the rows


def _municipality(slug: str, today: date, chance: Random) -> Demo:
    name, number = MUNICIPALITIES[slug]
    made = organisation.create_municipality(slug=slug, name=name, number=number, opened=people.OPENED, by=None)
    return Demo(today=today, chance=chance, municipality=made)
