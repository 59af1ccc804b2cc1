"""Asking for status where the last word is old. [G6]"""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django_scopes import scope

from goals.choices import OPEN_STATUSES, PlanStatus
from goals.models import MeasureTask
from goals.policies import people_responsible
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Municipality, Person
from kvalitet.organisation.people import leaders_of


def ask_for_status(today: date) -> int:
    """Send one notice a month to those whose started task has had no word for the municipality's set days.

    Returns how many notices are new; run again the same month it sends none.
    """
    return sum(_ask_in(municipality, today) for municipality in Municipality.objects.filter(is_active=True))


def _ask_in(municipality: Municipality, today: date) -> int:
    limit = today - timedelta(days=municipality.stale_after_days)
    with scope(municipality=municipality.pk):
        stale = list(
            MeasureTask.objects.filter(
                status__in=OPEN_STATUSES,
                status_at__date__lt=limit,
                measure__plan__status=PlanStatus.PUBLISHED,
            ).select_related("measure__plan", "unit", "municipality")
        )
        leaders = leaders_of([task.unit for task in stale if not task.is_shared], today)
        return sum(_ask(task, person, today) for task in stale for person in _asked(task, leaders))


def _asked(task: MeasureTask, leaders: dict[int, Person]) -> list[Person]:
    if task.is_shared:
        return people_responsible(task.measure)
    return [leaders[task.unit_id]] if task.unit_id in leaders else []


def _ask(task: MeasureTask, person: Person, today: date) -> bool:
    return notify(
        person,
        key=f"goals/stale/{task.pk}/{today:%Y-%m}/{person.pk}",
        title=_("Hvordan går det med «%(measure)s»?") % {"measure": task.measure.title[:120]},
        text=_("Siste status er fra %(day)s. Meld ny status, så planen viser det som er sant.")
        % {"day": f"{task.status_at:%d.%m.%Y}"},
        url=task.measure.get_absolute_url(),
        why=_("Du er ansvarlig for tiltaket, og statusen er eldre enn %(days)s dager.")
        % {"days": task.municipality.stale_after_days},
        municipality=task.municipality,
        may_be_lent=True,
    )
