"""A report nobody's name is on, and what is said about it by its code."""

from datetime import timedelta

from deviations.actions import flow
from deviations.actions.codes import report_without_name
from deviations.actions.reporting import Report
from deviations.choices import Seriousness, Source
from deviations.models import Place
from deviations.queries.flow import handlers_of
from deviations.rules.codes import DEMO_KEY
from reporting.demo.clock import at
from reporting.demo.people import Demo


def tell(demo: Demo, places: dict[int, list[Place]]) -> None:
    """Let somebody on the ward report without a name and be asked something; and a visitor tell of a broken lamp."""
    ward, office = demo.units["langtid"], demo.units["nav"]
    with at(demo.today - timedelta(days=6), hour=9):
        event, _code = report_without_name(
            Report(
                unit=ward,
                description="Medisinskapet på gang B har stått ulåst om natten flere ganger. Nøkkelen lå i skuffen.",
                seriousness=Seriousness.SERIOUS,
                immediate_action="Låste skapet og la nøkkelen i nøkkelboksen.",
                source=Source.ANONYMOUS,
                key=DEMO_KEY,
            )
        )
        report_without_name(
            Report(
                unit=office,
                description="Lampen over trappa ved inngangen virker ikke. Det er mørkt om ettermiddagen.",
                seriousness=Seriousness.LOW,
                place=next(place for place in places[office.pk] if place.allows_public),
                source=Source.PUBLIC,
            )
        )
    with at(demo.today - timedelta(days=5), hour=10):
        handlers = handlers_of(event, demo.today)
        if handlers:
            event = flow.receive(event, by=handlers[0])
            text = "Takk for at du sa fra. Vi har laget en fast plass til nøkkelen og tar det opp på neste møte."
            event = flow.write_to_reporter(event, text=text, by=handlers[0])
            flow.ask_reporter(event, text="Vet du omtrent hvilke netter det var?", by=handlers[0])
