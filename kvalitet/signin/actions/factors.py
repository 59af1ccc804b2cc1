"""Second factors: demanded by role, reset by the administrator. The factors themselves are allauth's."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.signin.actions.telling import tell
from kvalitet.signin.models import FactorDemand
from kvalitet.web.errors import Refused


def demand_factor(person: Person, *, now: datetime, grace_days: int) -> datetime:
    """Return when the person must have set up a second factor; the first demand starts the grace period."""
    demand, _is_new = FactorDemand.objects.get_or_create(person=person, defaults={"asked_at": now})
    return demand.asked_at + timedelta(days=grace_days)


@transaction.atomic
def reset_factors(person: Person, *, reason: str, by: Person) -> Person:
    """Take away a person's second factors, so that they can set up new ones; the person is told. [P11]"""
    person = history.lock(person)
    removed, _each = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise Refused(_("Personen har ikke satt opp totrinnsinnlogging."))
    FactorDemand.objects.filter(person=person).delete()
    history.touch(person, by=by, reason=_("Nullstilte totrinnsinnloggingen: %(reason)s") % {"reason": reason})
    tell(
        person,
        title=_("Totrinnsinnloggingen din er nullstilt"),
        text=_("%(by)s fjernet kodeappen, passnøklene og gjenopprettingskodene dine. Sett opp nye. Grunn: %(reason)s")
        % {"by": by, "reason": reason},
    )
    return person
