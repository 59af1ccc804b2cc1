"""What tests of monthly reviews begin with: the events of a month, and a review of it."""

from datetime import time, timedelta
from io import BytesIO

from django.utils import timezone
from django_scopes import scopes_disabled
from pypdf import PdfReader

from deviations.actions.reviews import plan_review
from deviations.choices import Kind, Seriousness
from deviations.models import Review, ReviewItem
from deviations.queries.reviews import suggested
from deviations.rules.reviews import month_before
from tests.deviations.events import event

TODAY = timezone.localdate()
MONTH = month_before(TODAY)
IN_MONTH = MONTH.replace(day=12)
LIST = "/avvik/gjennomgang/"


def month_of_events(world):
    """Return events of the month at the school: one critical, one near miss, one closed, one confidential."""
    return {
        "worst": event(world.skole, IN_MONTH, by=world.ola, text="Taket lekker.", seriousness=Seriousness.CRITICAL),
        "near": event(world.sfo, IN_MONTH, by=world.ola, text="Nesten fall i trappa.", kind=Kind.NEAR_MISS),
        "closed": event(world.skole, MONTH - timedelta(days=9), by=world.ola, text="Knust rute.", closed=20),
        "secret": event(world.skole, IN_MONTH, by=world.ola, text="Hemmelig sak.", is_confidential=True),
        "leader": event(world.skole, IN_MONTH, by=world.ola, text="Om lederen.", is_about_leader=True),
        "other": event(world.sykehjem, IN_MONTH, by=world.jon, text="Et annet sted."),
    }


@scopes_disabled()
def planned(world, unit=None, **changes) -> Review:
    unit = unit or world.skole
    told = {"month": MONTH, "held_on": TODAY, "held_time": time(9), "place": "Møterommet", **changes}
    return plan_review(unit, seats=suggested(unit, TODAY), sees=world.kari, by=world.kari, **told)


def items(review) -> dict[str, str]:
    with scopes_disabled():
        return {item.title.partition(": ")[2] or item.title: item.kind for item in review.items.all()}


def item_of(review, deviation) -> ReviewItem:
    with scopes_disabled():
        return review.items.get(deviation=deviation)


def save_url(item) -> str:
    return f"{LIST}{item.review.uuid}/sak/{item.uuid}/"


def typed(item, **changes) -> dict[str, str]:
    return {"status": "decided", "decision": "", "version": str(item.version), **changes}


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
