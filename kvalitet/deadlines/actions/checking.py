"""The check made right before an e-mail leaves: much may have happened since it was planned. [P6]"""

from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.deadlines.actions.planning import replan
from kvalitet.deadlines.duties import answers_for
from kvalitet.deadlines.models import Deadline
from kvalitet.deadlines.queries import target_is_visible
from kvalitet.notifications.choices import Kind
from kvalitet.notifications.models import Notice


def problem_of(notice: Notice) -> str | None:
    """Say why a reminder no longer holds, or None; those who have taken over are told instead."""
    deadline = Deadline.objects.filter(pk=notice.source_id or 0).select_related("unit").first()
    if deadline is None or deadline.cancelled_at is not None:
        return _("Oppgaven er tatt bort.")
    if deadline.done_at is not None:
        return _("Oppgaven er gjort.")
    if deadline.cycle != notice.source_cycle:
        return _("Fristen er flyttet.")
    is_escalation = notice.kind == Kind.ESCALATION
    if not answers_for(deadline, notice.recipient, timezone.localdate(), is_escalation=is_escalation):
        _tell_the_others(deadline, notice)
        return _("Ansvaret har gått over til en annen.")
    if not target_is_visible(deadline, notice.recipient):
        return _("Personen har ikke lenger tilgang til oppgaven.")
    return None


def _tell_the_others(deadline: Deadline, notice: Notice) -> None:
    times = dict(zip(deadline.steps, deadline.reminder_times, strict=True))
    step_time = times.get(notice.source_step)
    if step_time and (notice.kind != Kind.SNOOZED or step_time <= timezone.now()):
        replan(deadline, step_time=step_time, now=max(step_time, timezone.now()))
