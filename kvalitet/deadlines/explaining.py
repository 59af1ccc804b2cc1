"""Why a reminder came, as only the deadline knows it. [P13]"""

from django.utils.translation import gettext as _

from kvalitet.deadlines import registry
from kvalitet.deadlines.actions.setting import SOURCE
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.registry import Explanation

NEVER_GIVEN = (State.CANCELLED,)


def explain(notice: Notice) -> Explanation:
    """Say which deadline it was, who else was told the same day, and what makes it stop."""
    deadline = Deadline.objects.filter(pk=notice.source_id or 0).select_related("unit", "responsible").first()
    if deadline is None:
        return Explanation()
    source = registry.source_of(deadline.content_type_id)
    facts = [(_("Oppgave"), deadline.title), (_("Enhet"), deadline.unit.name)]
    if source:
        facts.append((_("Hører til"), str(source.label)))
    if deadline.responsible and deadline.responsible_id != notice.recipient_id:
        facts.append((_("Ansvarlig"), str(deadline.responsible)))
    facts.append((_("Hvem andre fikk det"), _others(notice, deadline)))
    return Explanation(facts=facts, how_to_stop=_how_to_stop(notice, deadline))


def _others(notice: Notice, deadline: Deadline) -> str:
    """Name the others who got the same step; only how many, where nobody is to know of whom it is."""
    same = Notice.objects.filter(
        source=SOURCE, source_id=deadline.pk, source_cycle=notice.source_cycle, source_step=notice.source_step
    )
    others = same.exclude(recipient=notice.recipient_id).exclude(state__in=NEVER_GIVEN).select_related("recipient")
    names = sorted({str(other.recipient) for other in others})
    if names and registry.shown_title(deadline) != deadline.title:
        return str(len(names))
    return ", ".join(names) or _("Ingen andre")


def _how_to_stop(notice: Notice, deadline: Deadline) -> str:
    if deadline.done_at or deadline.cancelled_at:
        return _("Oppgaven er avsluttet, så det kommer ikke flere varsler om den.")
    if deadline.statutory:
        return _("Varslene stanser når oppgaven er gjort.")
    if notice.kind == Kind.ESCALATION:
        return _("Varslene til deg som leder stanser når oppgaven er gjort, eller når den får ny frist.")
    if notice.kind == Kind.COPY:
        return _("Kopien står her så du ser den når du er tilbake. Du får ingen e-post om den.")
    return _(
        "Varslene stanser når oppgaven er gjort. Trenger du mer tid, kan du be om ny frist eller utsette varselet. "
        "Er det ikke din oppgave, ber du den som har gitt den til deg om å endre hvem som er ansvarlig."
    )
