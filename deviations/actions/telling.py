"""Telling the one who reported and the one who handles it; never a word of what the case is about. [D2, D13]"""

from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import Circle, EntryKind, State
from deviations.models import Deviation, Entry
from deviations.queries.flow import handlers_of
from deviations.rules.words import shown_title
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person


def tell_reporter(event: Deviation, entry: Entry) -> None:
    """Say that something has happened; who has no name here is told on the page of the code instead."""
    reporter = event.reporter
    if reporter is None or not reporter.is_active or entry.by_id == reporter.pk:
        return
    notify(
        reporter,
        key=f"deviation/{event.pk}/{entry.pk}",
        title=_("%(news)s: %(title)s") % {"news": _news(event, entry), "title": shown_title(event)},
        text=_("Åpne saken i Kvalitet for å lese mer. Du kan svare der."),
        url=event.get_absolute_url(),
        why=_("Du meldte saken."),
        municipality=event.municipality,
    )


def tell_handlers(event: Deviation, *, key: str, news: str, why: str, besides: Person | None = None) -> None:
    """Tell those who handle the case; a stand-in is told too, except of what is for named people only."""
    for person in handlers_of(event, timezone.localdate()):
        if besides is None or person.pk != besides.pk:
            notify(
                person,
                key=f"deviation/{event.pk}/{key}/{person.pk}",
                title=_("%(news)s: %(title)s") % {"news": news, "title": shown_title(event)},
                text=_("Åpne saken i Kvalitet for å se hva som er neste steg."),
                url=event.get_absolute_url(),
                why=why,
                municipality=event.municipality,
                may_be_lent=event.circle != Circle.RESTRICTED,
            )


def tell_let_in(event: Deviation, person: Person, *, why: str) -> None:
    """Tell somebody who has been let into a case."""
    notify(
        person,
        key=f"deviation/{event.pk}/grant/{person.pk}",
        title=_("Du har fått tilgang til en sak"),
        text=_("Åpne saken i Kvalitet for å lese den. Bare de som er nevnt på siden kan se den."),
        url=event.get_absolute_url(),
        why=why,
        municipality=event.municipality,
    )


def _news(event: Deviation, entry: Entry) -> str:
    kinds = {
        EntryKind.MESSAGE_TO_REPORTER: _("Du har fått svar"),
        EntryKind.RETURNED: _("Du har fått et spørsmål"),
        EntryKind.SENT_ON: _("Saken er sendt videre"),
        EntryKind.REJECTED: _("Saken er avvist"),
        EntryKind.REOPENED: _("Saken er åpnet igjen"),
        EntryKind.CLOSING: _("Saken er lukket, og du har fått svar"),
    }
    states = {
        State.RECEIVED: _("Saken er mottatt"),
        State.IN_PROGRESS: _("Saken er under behandling"),
        State.MEASURES: _("Det er satt i gang tiltak"),
    }
    known = kinds.get(EntryKind(entry.kind)) or states.get(State(event.state))
    return known or _("Det har skjedd noe i saken")
