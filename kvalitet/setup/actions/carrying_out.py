"""What is planned happens on its day, all of it or nothing. [P1]"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.access.decisions import who
from kvalitet.history import actions as history
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person
from kvalitet.setup.actions.trying import Stopped, do_steps
from kvalitet.setup.choices import ReorganisationStatus
from kvalitet.setup.effects import all_effects
from kvalitet.setup.models import Reorganisation


def carry_out_due(today: date) -> int:
    """Carry out everything planned whose day has come, the oldest first. Returns how many were done."""
    due = Reorganisation.objects.filter(status=ReorganisationStatus.PLANNED, starts__lte=today)
    done = 0
    for planned in due.order_by("starts", "id").select_related("municipality"):
        done += carry_out(planned, today=today).status == ReorganisationStatus.DONE
    return done


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def carry_out(reorganisation: Reorganisation, *, today: date) -> Reorganisation:
    """Do every step if the day has come; when one can't be done, do none, and tell the administrators why."""
    found = history.lock(reorganisation)
    if found.status != ReorganisationStatus.PLANNED or found.starts > today:
        return found
    by = found.planned_by
    try:
        with transaction.atomic():
            change = do_steps(found, today=today, by=by)
    except Stopped as stopped:
        return _stop(found, str(stopped))
    fields = {
        "status": ReorganisationStatus.DONE,
        "carried_out_at": timezone.now(),
        "effects": [effect.as_dict() for effect in all_effects(change, by)],
    }
    found = history.apply(found, fields, by=by, reason=_("Gjennomført"))
    _tell(found, "done", _("Omorganiseringen er gjennomført: %(name)s"), _("Se hva den førte til."))
    return found


def _stop(found: Reorganisation, problem: str) -> Reorganisation:
    changes = {"status": ReorganisationStatus.STOPPED, "problem": problem[:700]}
    found = history.apply(
        found, changes, by=None, reason=_("Stanset, og ingenting er endret: %(why)s") % {"why": problem}
    )
    text = _("Ingenting er endret. %(problem)s Rett det, og planlegg omorganiseringen på nytt.") % {"problem": problem}
    _tell(found, "stopped", _("Omorganiseringen ble stanset: %(name)s"), text)
    return found


def _tell(found: Reorganisation, what: str, title: str, text: str) -> None:
    """Tell the administrators, and the one who planned it; once each time it is planned."""
    people: dict[int, Person] = {viewer.person.pk: viewer.person for viewer in who(found).people}
    if found.planned_by is not None and found.planned_by.is_active and found.planned_by.pk in people:
        people = {found.planned_by.pk: found.planned_by, **people}
    day = date_format(found.starts, "j. F Y")
    for person in people.values():
        notify(
            person,
            key=f"reorganisation-{found.pk}-{found.version}-{what}-{person.pk}",
            title=title % {"name": found.name},
            text=text,
            url=found.get_absolute_url(),
            why=_("Du er systemansvarlig, og den gjaldt fra %(day)s.") % {"day": day},
            municipality=found.municipality,
        )
