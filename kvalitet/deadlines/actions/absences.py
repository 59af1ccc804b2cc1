"""Being away: another takes the reminders, and is told so. [P13]"""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.access import actions as access
from kvalitet.access.models import Deputy
from kvalitet.access.rules import period_words
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person


@transaction.atomic
def register_absence(
    principal: Person, *, deputy: Person, starts: date, ends: date | None, reason: str, by: Person, is_away: bool
) -> Deputy:
    """Appoint a stand-in, and tell those it concerns: the stand-in, and whoever the one away stands in for."""
    row = access.appoint_deputy(
        principal, deputy=deputy, starts=starts, ends=ends, reason=reason, by=by, is_away=is_away
    )
    period = period_words(starts, ends)
    _tell(
        deputy,
        f"deputy/{row.uuid}",
        _("Du er stedfortreder for %(principal)s %(period)s") % {"principal": principal, "period": period},
        _("Du kan se og gjøre det samme, og får påminnelsene i perioden.")
        if is_away
        else _("Du kan se og gjøre det samme i perioden. Påminnelsene går fortsatt til den du er stedfortreder for."),
    )
    if is_away and ends is not None:
        for other in Deputy.objects.absences(starts, ends).filter(deputy=principal):
            _tell(
                other.principal,
                f"deputy/{row.uuid}/{other.uuid}",
                _("Stedfortrederen din, %(deputy)s, er borte %(period)s") % {"deputy": principal, "period": period},
                _("Påminnelsene dine går til nærmeste leder de dagene dere begge er borte. Du kan velge en annen."),
            )
    return row


def _tell(person: Person, key: str, title: str, text: str) -> None:
    why = _("Du er del av en avtale om stedfortreder.")
    notify(person, key=key, title=title, text=text, url=reverse("setup:my-profile"), why=why)
