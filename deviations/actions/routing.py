"""A report finds the one who handles it; one about a leader goes around that leader. [D2, D11]"""

from datetime import date

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from deviations.actions.clock import set_clock
from deviations.actions.entries import add_entry
from deviations.actions.telling import tell_handlers, tell_let_in
from deviations.choices import OPEN_STATES, Circle, EntryKind
from deviations.models import Deviation, DeviationGrant
from deviations.queries.routing import advisers_of, chain_of, representatives_of
from deviations.rules.routing import Lead, accused_of, handler_for, told_too
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


def route(event: Deviation) -> Deviation:
    """Give a new report to the one who handles it, with a deadline and a notice.

    What is about the leader goes to the level above and to the safety representatives of the area; nobody else sees it.
    """
    if event.is_about_leader:
        event = _around_the_leader(event, timezone.localdate())
    set_clock(event, by=None)
    tell_handlers(event, key="new", news=_("Ny melding"), why=_("Du behandler meldinger fra enheten."))
    return event


def give_to_new_handlers() -> int:
    """Find new handlers for open cases about leaders whose handlers have left: nobody else can see that it is needed.

    Returns how many.
    """
    with scopes_disabled():
        rows = Deviation._base_manager.filter(
            state__in=sorted(OPEN_STATES), circle=Circle.RESTRICTED, handler__is_active=False
        )
        left = list(rows.order_by("pk").values_list("pk", flat=True))
        for pk in left:
            _route_again(Deviation._base_manager.select_related("unit", "municipality").get(pk=pk))
    return len(left)


@transaction.atomic
def _route_again(event: Deviation) -> Deviation:
    today = timezone.localdate()
    handler = _handler_of(event, today)
    event = history.apply(event, {"handler": handler}, by=None, reason=_("Saksbehandleren har sluttet."))
    add_entry(
        event, EntryKind.ACCESS, _("Saken er gitt til en ny saksbehandler, fordi den forrige har sluttet."), by=None
    )
    set_clock(event, by=None)
    tell_handlers(
        event, key=f"again/{event.version}", news=_("Du har fått en sak"), why=_("Forrige saksbehandler har sluttet.")
    )
    return event


def _around_the_leader(event: Deviation, today: date) -> Deviation:
    handler = _handler_of(event, today)
    event = history.apply(event, {"handler": handler}, by=None, reason=_("Meldingen gjelder lederen."))
    reason = _("Meldingen gjelder lederen, og verneombudet skal kjenne til den.")
    told = told_too(representatives_of(event.unit, today), accused_in(event), handler)
    for person in told:
        if person.pk != event.reporter_id:
            let_in(event, person, reason=reason, by=None)
    add_entry(event, EntryKind.ACCESS, _about(handler, told), by=None, is_for_reporter=True)
    return event


def accused_in(event: Deviation) -> Lead | None:
    """Return whom a case about the leader is about: the one who led when it was reported, whoever leads today."""
    return accused_of(chain_of(event.unit, timezone.localdate(event.created_at), working=False))


def _handler_of(event: Deviation, today: date) -> Person:
    accused = accused_in(event)
    chain = chain_of(event.unit, today)
    if accused is not None:
        chain = [accused, *(lead for lead in chain if len(lead.unit.path) < len(accused.unit.path))]
    handler = handler_for(chain, advisers_of(event.municipality_id, today))
    if handler is None:
        raise Refused(
            _(
                "Kommunen har ingen som kan ta imot en melding om øverste leder. "
                "Ta kontakt med verneombudet, eller bruk varslingskanalen."
            )
        )
    found: Person = handler
    return found


def _about(handler: Person, told: list[Person]) -> str:
    names = ", ".join(str(one) for one in told)
    text = _("Meldingen gjelder lederen. %(handler)s behandler den, og lederen ser den ikke.") % {"handler": handler}
    return f"{text} {_('Verneombud som er varslet: %(names)s.') % {'names': names}}" if names else text


def let_in(event: Deviation, person: Person, *, reason: str, by: Person | None) -> DeviationGrant:
    """Let a person see one case, and say so to them."""
    permission = Permission.objects.get(
        content_type=ContentType.objects.get_for_model(Deviation), codename="view_deviation"
    )
    grant = history.create(
        DeviationGrant,
        by=by,
        reason=reason,
        **{"content_object": event, "user": person, "permission": permission, "giver": by},
        starts=timezone.localdate(),
    )
    tell_let_in(event, person, why=reason)
    return grant
