"""What can't wait for the morning's reminders: told at once, and again as the hours go. [D4]"""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from deviations.choices import OPEN_STATES, Circle, NoticeDecision
from deviations.models import Deviation, Track, TrackNotice
from deviations.policies.readers import readers_of
from deviations.queries.flow import handlers_of
from deviations.rules.notices import URGENT, Pace, countdown
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import leader_above

MARKS = (timedelta(hours=24), timedelta(hours=6), timedelta(0))
"""How long before a deadline of hours people are told again; the last two times the leader above is told too."""
ESCALATES_AT = timedelta(hours=6)
AT_ONCE_MARK = timedelta(hours=4)
"""How long after one became aware the leader above is told again of what should have been told at once."""
LOOK_BACK = timedelta(days=3)


def tell_of_track(track: Track, *, by: Person | None) -> None:
    """Tell at once that a law wants somebody told: the handler, those who follow the track, and for the telephone
    calls the leader above too."""
    event = track.deviation
    rows = [notice for notice in _waiting(TrackNotice._base_manager.filter(track=track)) if notice.rule]
    urgent = [notice for notice in rows if notice.rule and notice.rule.pace in URGENT]
    escalates = any(notice.rule and notice.rule.pace == Pace.AT_ONCE for notice in urgent)
    answers = answering(event, is_escalated=escalates) if urgent else []
    key = f"track/{track.pk}/{track.version}"
    _tell(event, track, urgent, answers, key=f"{key}/answer", why=_("Du har ansvar for saken."), besides=by)
    known = {person.pk for person in answers}
    readers = [person for person, _why in readers_of(event, [track.kind]) if person.pk not in known]
    _tell(event, track, rows, readers, key=f"{key}/reader", why=_("Du følger denne typen saker."), besides=by)


@scopes_disabled()  # type: ignore[untyped-decorator]
def watch(now: datetime) -> int:
    """Tell again of what is close to its hour or past it, each mark once, and say how many notices were looked at."""
    near = TrackNotice._base_manager.filter(due_at__range=(now - LOOK_BACK, now + MARKS[0]))
    rows = [notice for notice in _waiting(near) if notice.deviation.state in OPEN_STATES]
    for notice in rows:
        mark = _mark(notice, now)
        if mark is not None:
            answers = answering(notice.deviation, is_escalated=mark <= ESCALATES_AT)
            key = f"track-notice/{notice.pk}/{int(notice.due_at.timestamp())}/{int(mark.total_seconds())}"
            why = _("Fristen er lovpålagt, og varselet er ikke avklart.")
            _tell(notice.deviation, notice.track, [notice], answers, key=key, why=why, besides=None)
    return len(rows)


def _mark(notice: TrackNotice, now: datetime) -> timedelta | None:
    """Return the last mark a notice has passed, or None; a mark is told of once."""
    duty = notice.rule
    if duty is None or duty.pace not in URGENT:
        return None
    if duty.pace == Pace.AT_ONCE:
        return -AT_ONCE_MARK if now - notice.due_at >= AT_ONCE_MARK else None
    left = notice.due_at - now
    return min((mark for mark in MARKS if left <= mark), default=None)


def answering(event: Deviation, *, is_escalated: bool) -> list[Person]:
    """Return who answers for the case, and when it is escalated the next leader above who may see it."""
    today = timezone.localdate()
    found = handlers_of(event, today)
    if is_escalated and event.circle != Circle.RESTRICTED:
        above = leader_above(event.unit, today, besides=found[0] if found else None)
        with scopes_disabled():
            if above is not None and Deviation.objects.visible_to(above).filter(pk=event.pk).exists():
                found.append(above)
    return found


def _waiting(rows: QuerySet[TrackNotice]) -> list[TrackNotice]:
    found = rows.filter(decision=NoticeDecision.UNDECIDED, track__removed_at=None)
    related = ("track", "deviation__unit", "deviation__municipality", "deviation__handler")
    return list(found.select_related(*related).order_by("due_at", "pk"))


def _tell(
    event: Deviation,
    track: Track,
    notices: list[TrackNotice],
    people: list[Person],
    *,
    key: str,
    why: str,
    besides: Person | None,
) -> None:
    now = timezone.now()
    is_normal = event.circle == Circle.NORMAL
    first = min(notices, key=lambda notice: notice.due_at, default=None)
    left = countdown(first.rule.pace, first.due_at, now).text if first and first.rule else ""
    for person in people:
        if besides is not None and person.pk == besides.pk:
            continue
        said = {"track": track.get_kind_display(), "number": event.number}
        notify(
            person,
            key=f"{key}/{person.pk}",
            title=(_("%(track)s: sak %(number)s") if is_normal else _("Et lovpålagt varsel i sak %(number)s")) % said,
            text=f"{left} {_('Åpne saken i Kvalitet for å se hva du skal gjøre nå.')}".strip(),
            url=track.get_absolute_url(),
            why=why,
            statutory=bool(notices),
            municipality=event.municipality,
            may_be_lent=event.circle != Circle.RESTRICTED,
            at_once=bool(notices),
        )
