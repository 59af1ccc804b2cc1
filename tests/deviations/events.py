"""Events as tests need them: reported on a day, and come as far as is said."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.reporting import Report, report
from deviations.choices import Kind, Seriousness, State
from deviations.models import Deviation
from reporting.demo.clock import at


@scopes_disabled()
def event(unit, day: date, *, by, answered: int | None = None, closed: int | None = None, **changes) -> Deviation:
    """Report an event on a day; `answered` and `closed` are days after."""
    told = {name: changes.pop(name) for name in ("is_confidential", "is_about_leader", "category") if name in changes}
    told |= {"kind": changes.pop("kind", Kind.DEVIATION), "seriousness": changes.pop("seriousness", Seriousness.LOW)}
    with at(day):
        made = report(Report(unit=unit, description=changes.pop("text", "Noen falt i trappa."), **told), by=by)
        moment = timezone.now()
    if answered is not None:
        changes["answered_at"] = moment + timedelta(days=answered)
    if closed is not None:
        changes = {"closed_at": moment + timedelta(days=closed), "state": State.CLOSED, **changes}
    Deviation._base_manager.filter(pk=made.pk).update(**changes)
    made.refresh_from_db()
    return made
