"""A law wants somebody told: the deadline, what was decided, and why. Nothing is left out without a reason. [D4]"""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.clock import assignee_of, deadline_place
from deviations.actions.entries import add_entry
from deviations.choices import Circle, EntryKind, NoticeDecision
from deviations.models import Deviation, Track, TrackNotice
from deviations.rules.clock import steps_for
from deviations.rules.notices import Duty, Pace, due_of, moment_words
from deviations.rules.tracks import waits_for
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.models import Deadline
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused

STEPS = {Pace.AT_ONCE: (0, 1, 2), Pace.HOURS: (-1, 0, 1, 2), Pace.DAYS: (-2, 0, 1, 3), Pace.SOON: (0, 1, 4)}
"""Days from the deadline; hours are watched beside them, by `actions.notices_watch`."""


def add_notice(track: Track, duty: Duty, *, by: Person | None) -> TrackNotice:
    """Ask about one duty of a track; one that the seriousness rules out is answered by the system, and says so."""
    event = track.deviation
    fields: dict[str, Any] = {"track": track, "deviation": event, "municipality": track.municipality}
    fields |= {"duty": duty.key, "due_at": due_of(duty, track.aware_at)}
    if not waits_for(duty, event.seriousness):
        fields |= _ruled_out(event, duty)
    notice = history.create(TrackNotice, by=by, **fields)
    set_deadline(notice, by=by)
    return notice


def _ruled_out(event: Deviation, duty: Duty) -> dict[str, Any]:
    reason = _("Meldt med alvor «%(level)s». %(exception)s Blir saken mer alvorlig, må dette avgjøres på nytt.")
    said = {"level": event.get_seriousness_display(), "exception": duty.exceptions[0]}
    return {"decision": NoticeDecision.NOT_REQUIRED, "reason": reason % said, "decided_at": timezone.now()}


@transaction.atomic
def record_told(
    notice: TrackNotice,
    *,
    notified_at: datetime,
    receiver: str,
    by: Person,
    reference: str = "",
    late_reason: str = "",
) -> TrackNotice:
    """Write that the receiver has been told, when, whom one talked with, and a late notice's reason."""
    notice = _held(notice)
    if notified_at > timezone.now():
        raise Refused(_("Tidspunktet kan ikke være fram i tid."))
    if needs_late_reason(notice, notified_at) and not late_reason.strip():
        raise Refused(_("Varselet kom etter fristen. Skriv hvorfor."))
    fields = {"notified_at": notified_at, "receiver": receiver.strip(), "reference": reference.strip()}
    fields["late_reason"] = late_reason.strip()
    return _decide(notice, NoticeDecision.NOTIFIED, fields, by=by)


def needs_late_reason(notice: TrackNotice, notified_at: datetime) -> bool:
    """Whether the law wants to know why it took so long: only where it counts the hours."""
    return bool(notice.rule and notice.rule.pace == Pace.HOURS and notified_at > notice.due_at)


@transaction.atomic
def record_not_required(notice: TrackNotice, *, reason: str, by: Person) -> TrackNotice:
    """Write that nobody has to be told, and why."""
    notice = _held(notice)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor hendelsen ikke er meldepliktig."))
    return _decide(notice, NoticeDecision.NOT_REQUIRED, {"reason": reason.strip()}, by=by)


@transaction.atomic
def decide_again(notice: TrackNotice, *, reason: str, by: Person) -> TrackNotice:
    """Take a decision back, so that it has to be made again; what was decided stays in the history."""
    notice = _held(notice)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor det må avgjøres på nytt."))
    if not notice.deviation.is_open:
        raise Refused(_("Saken er lukket. Gjenåpne den hvis noe må avgjøres på nytt."))
    notice = undecide(notice, by=by, reason=reason.strip())
    _tell(notice, _("%(who)s: må avgjøres på nytt. %(reason)s"), reason.strip(), by=by)
    return notice


def follow(event: Deviation, by: Person | None) -> None:
    """Let the deadlines follow the case to another handler, unit or circle, and ask again about what became serious."""
    rows = TrackNotice._base_manager.filter(deviation=event, track__removed_at=None).select_related("track")
    for notice in rows.order_by("pk"):
        notice.deviation = notice.track.deviation = event
        is_ruled_out = notice.decision == NoticeDecision.NOT_REQUIRED and notice.by_id is None
        if is_ruled_out and notice.rule and waits_for(notice.rule, event.seriousness):
            undecide(notice, by=by, reason=_("Saken er blitt mer alvorlig."))
        elif notice.is_undecided:
            _forget_old_title(notice, by=by)
            set_deadline(notice, by=by)


def told_by_reading(event: Deviation, by: Person | None) -> None:
    """Write that the unit's own leader knows, when that is whom the law wants told and the leader receives the case."""
    rows = TrackNotice._base_manager.filter(deviation=event, decision=NoticeDecision.UNDECIDED).select_related("track")
    for notice in rows:
        if by is None or not (notice.rule and notice.rule.is_told_by_reading):
            continue
        if event.unit.leaderships.valid_on(timezone.localdate()).filter(person=by).exists():
            notice.deviation = notice.track.deviation = event
            fields = {"notified_at": timezone.now(), "receiver": str(by)}
            _decide(notice, NoticeDecision.NOTIFIED, fields, by=by)


def set_deadline(notice: TrackNotice, *, by: Person | None) -> None:
    """Tell the clock: what is undecided has a statutory deadline that nobody can put off."""
    event, duty = notice.deviation, notice.rule
    if not notice.is_undecided or duty is None:
        deadlines.complete(notice, by=by)
        return
    deadlines.set_deadlines(
        notice,
        due=timezone.localdate(notice.due_at),
        assignees=[assignee_of(event)],
        title=deadline_title(notice),
        url=notice.get_absolute_url(),
        municipality=event.municipality,
        unit=deadline_place(event),
        by=by,
        statutory=True,
        steps=steps_for(event.circle, STEPS[duty.pace]),
        may_be_lent=event.circle != Circle.RESTRICTED,
    )


def _forget_old_title(notice: TrackNotice, *, by: Person | None) -> None:
    """Take back reminders that haven't left, when they would tell more than the circle of the case allows now."""
    rows = Deadline._base_manager.filter(content_type=ContentType.objects.get_for_model(notice), object_id=notice.pk)
    told = rows.filter(done_at=None, cancelled_at=None).values_list("title", flat=True)
    if notice.deviation.circle != Circle.NORMAL and any(title != deadline_title(notice) for title in told):
        deadlines.cancel(notice, by=by)


def deadline_title(notice: TrackNotice) -> str:
    """Say what must be decided by when; of a case that isn't open to all with a role, not even to whom."""
    event, duty = notice.deviation, notice.rule
    is_normal = event.circle == Circle.NORMAL and duty is not None
    receiver = str(notice.receiver_words)
    said = {"number": event.number, "receiver": receiver, "until": moment_words(notice.due_at, timezone.now())}
    if duty is None or duty.pace != Pace.HOURS:
        text = _("Avklar varsel til %(receiver)s, sak %(number)s") if is_normal else _("Avklar varsel, sak %(number)s")
        return text % said
    if is_normal:
        return _("Avklar varsel til %(receiver)s innen %(until)s, sak %(number)s") % said
    return _("Avklar varsel innen %(until)s, sak %(number)s") % said


def undecide(notice: TrackNotice, *, by: Person | None, reason: str) -> TrackNotice:
    """Open the question again; the caller holds the row."""
    fields: dict[str, Any] = {"decision": NoticeDecision.UNDECIDED, "notified_at": None, "by": None}
    fields |= {"reason": "", "decided_at": None, "receiver": "", "reference": "", "late_reason": ""}
    notice = history.apply(notice, fields, by=by, reason=reason)
    deadlines.reopen(notice, by=by)
    set_deadline(notice, by=by)
    return notice


def drop(notice: TrackNotice, *, reason: str, by: Person) -> None:
    """Answer what is open of a track that is taken away, with the same reason."""
    if notice.is_undecided:
        fields = {"decision": NoticeDecision.NOT_REQUIRED, "reason": reason, "by": by, "decided_at": timezone.now()}
        set_deadline(history.apply(notice, fields, by=by, reason=reason), by=by)


def count_anew(notice: TrackNotice, track: Track, *, by: Person) -> None:
    """Move the deadline with the moment it is counted from."""
    if notice.rule is None:
        return
    notice = history.apply(notice, {"due_at": due_of(notice.rule, track.aware_at)}, by=by)
    set_deadline(notice, by=by)


def _held(notice: TrackNotice) -> TrackNotice:
    """Lock the case, then the notice as it was read."""
    event = history.lock(notice.deviation)
    held = history.lock(notice, as_read=True)
    held.deviation = held.track.deviation = event
    if held.track.removed_at is not None:
        raise Refused(_("Sporet er fjernet fra saken. Legg det til igjen før du registrerer noe her."))
    return held


def _decide(notice: TrackNotice, decision: str, fields: dict[str, Any], *, by: Person) -> TrackNotice:
    blank = {"notified_at": None, "receiver": "", "reference": "", "reason": "", "late_reason": ""}
    now = timezone.now()
    notice = history.apply(
        notice, {**blank, **fields, "decision": decision, "by": by, "decided_at": now}, by=by, reason=""
    )
    set_deadline(notice, by=by)
    if decision == NoticeDecision.NOTIFIED:
        _tell(notice, _("%(who)s er varslet %(reason)s."), moment_words(notice.notified_at or now, now), by=by)
    else:
        _tell(notice, _("%(who)s skal ikke varsles, fordi: %(reason)s"), notice.reason, by=by)
    return notice


def _tell(notice: TrackNotice, text: str, reason: str, *, by: Person | None) -> None:
    who = str(notice.receiver_words)
    add_entry(notice.deviation, EntryKind.TRACK, text % {"who": who[:1].upper() + who[1:], "reason": reason}, by=by)
