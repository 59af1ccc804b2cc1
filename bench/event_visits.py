"""The pages of events: the list in the ways people narrow it, one event, the matrix, the figures and the search."""

from typing import Any

from django.utils import timezone

from bench.reaching import at
from deviations.choices import Circle
from deviations.models import Category, Deviation
from kvalitet.organisation.models import Unit

COMMON, RARE = "medisin", "qzxqzx"


def event_visits(unit: Unit) -> list[tuple[str, str, str]]:
    """Return name, kind and address; the sub-tree asked for is the sector the unit lies in."""
    sector = Unit.objects.filter(path=unit.path[:8]).first() or unit
    category = Category.objects.filter(municipality=unit.municipality).order_by("position", "pk").first()
    listed: dict[str, dict[str, str]] = {
        "events": {},
        "events, all": {"vis": "alle"},
        "events, status": {"vis": "lukket"},
        "events, unit": {"vis": "alle", "enhet": str(sector.uuid)},
        "events, category": {"vis": "alle", "kategori": str(category.uuid) if category else ""},
        "events, text": {"vis": "alle", "q": COMMON},
        "events, no such text": {"vis": "alle", "q": RARE},
        "events, waiting": {"vis": "aapne", "hvem": "venter"},
        "events, most serious": {"vis": "aapne", "sorter": "-alvor"},
    }
    found = [(name, "list", at("deviations:deviation-list", query=query)) for name, query in listed.items()]
    return [
        *found,
        ("event", "detail", _case(unit=unit)),
        ("event of one's own", "detail", _case(reporter__username="ansatt")),
        ("matrix of events", "matrix", at("deviations:matrix", query={"hva": "avvik"})),
        ("figures of events", "figures", at("deviations:figures")),
        ("search for events", "search", at("search:results", query={"q": COMMON, "type": "avvik"})),
    ]


def _case(**where: Any) -> str:
    """Return the newest event that something has happened in."""
    rows = Deviation.objects.filter(circle=Circle.NORMAL, received_at__lt=timezone.now(), **where)
    newest = rows.order_by("-created_at", "-pk").first()
    return at("deviations:deviation-detail", newest.uuid) if newest else ""
