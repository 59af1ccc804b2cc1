"""Asking people to a review, and making one where a month has none. [D6]"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from deviations.actions.reviews import plan_review, refuse_approved
from deviations.models import Deviation, Review
from deviations.queries.reviews import suggested
from deviations.queries.settings import settings_for
from deviations.rules.reviews import due_day, month_before, title_of
from kvalitet.history import actions as history
from kvalitet.notifications.actions import notify
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.organisation.people import leaders_of


@transaction.atomic
def invite(review: Review, *, by: Person) -> int:
    """Tell everyone who takes part when and where; a new date is told again. Returns how many were told now."""
    review = history.lock(review)
    refuse_approved(review)
    when = _when(review)
    told = 0
    for row in review.participants.select_related("person"):
        if row.person_id == by.pk or not row.person.is_active:
            continue
        told += notify(
            row.person,
            key=f"deviations/review/{review.pk}/{review.held_on}/{review.held_time}/{row.person_id}",
            title=_("Innkalling: %(title)s") % {"title": title_of(review.unit, review.month)},
            text=_("%(when)s. Saklisten og en kalenderfil ligger på siden.") % {"when": when},
            url=review.get_absolute_url(),
            why=_("Du er satt opp som deltaker i gjennomgangen."),
            municipality=review.municipality,
            may_be_lent=True,
        )
    history.apply(review, {"invited_at": timezone.now()}, by=by, reason=_("Innkalt: %(when)s") % {"when": when})
    return told


def _when(review: Review) -> str:
    day = f"{review.held_on:%d.%m.%Y}"
    at = _(" kl. %(time)s") % {"time": f"{review.held_time:%H.%M}"} if review.held_time else ""
    return ", ".join([f"{day}{at}", *([review.place] if review.place else [])])


def plan_missing(today: date) -> int:
    """Plan the review of the month that is over for every unit with events and a leader; twice the same day plans none.

    Returns how many were planned. The deadline that comes with each reminds the leader.
    """
    return sum(_plan_in(municipality, today) for municipality in Municipality.objects.filter(is_active=True))


def _plan_in(municipality: Municipality, today: date) -> int:
    month = month_before(today)
    with scope(municipality=[municipality.pk]):
        units = _without_review(municipality, month)
        leaders = leaders_of(units, today)
        held_on = max(due_day(month, settings_for(municipality).review_day), today)
        planned = 0
        for unit in units:
            leader = leaders.get(unit.pk)
            if leader is None or not _has_events(leader, unit):
                continue
            plan_review(unit, month=month, held_on=held_on, seats=suggested(unit, today), sees=leader, by=None)
            planned += 1
        return planned


def _without_review(municipality: Municipality, month: date) -> list[Unit]:
    """Virksomheter hold reviews; sectors and departments plan their own when they want one."""
    units = Unit.objects.filter(municipality=municipality, kind=UnitKind.UNIT, closed=None)
    done = Review.objects.filter(month=month).values_list("unit_id", flat=True)
    return list(units.exclude(pk__in=list(done)).select_related("municipality").order_by("path"))


def _has_events(leader: Person, unit: Unit) -> bool:
    rows = Deviation.objects.visible_to(leader).below(unit)
    return bool(rows.order_by()[:1])
