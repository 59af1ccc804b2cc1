"""Safety and union representatives are asked before a case is closed, and say what they think. [D11]"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.actions.telling import tell_handlers
from deviations.choices import Circle, EntryKind
from deviations.models import Consultation, Deviation, Entry, ShownFile
from deviations.queries.representatives import consultations_of, standing, to_be_asked
from deviations.queries.settings import settings_for
from deviations.rules.representatives import due_day
from kvalitet.attachments.models import Attachment
from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def ask_representatives(event: Deviation, *, by: Person | None) -> list[Consultation]:
    """Ask the representatives of the area about a case before it is closed."""
    event = history.lock(event)
    today = timezone.localdate()
    if not event.is_open:
        raise Refused(_("Saken er lukket, så ingen kan bli bedt om å uttale seg."))
    if not event.is_hse or event.circle != Circle.NORMAL:
        raise Refused(_("Bare åpne HMS-saker legges fram for verneombudet."))
    if consultations_of(event):
        raise Refused(_("Verneombudet er allerede bedt om å uttale seg."))
    people = to_be_asked(event, today)
    if not people:
        raise Refused(_("Området har ikke verneombud eller tillitsvalgt."))
    due = due_day(today, settings_for(event.municipality_id).comment_working_days)
    made = []
    for person, role in people:
        fields: dict[str, Any] = {
            "municipality": event.municipality,
            "deviation": event,
            "person": person,
            "role": role,
            "due": due,
        }
        row = history.create(Consultation, by=by, **fields, asked_at=timezone.now(), asked_by=by)
        _remind(row, event, by=by)
        made.append(row)
    names = ", ".join(str(row.person) for row in made)
    text = _("%(names)s er bedt om å uttale seg innen %(due)s.")
    add_entry(event, EntryKind.REPRESENTATIVE, text % {"names": names, "due": f"{due:%d.%m.%Y}"}, by=by)
    return made


def ask_if_needed(event: Deviation, by: Person | None) -> None:
    """Ask when the measures are decided, so that the days run while they are carried out."""
    if event.is_hse and event.circle == Circle.NORMAL and standing(event, timezone.localdate())[0].can_ask:
        ask_representatives(event, by=by)


def _remind(row: Consultation, event: Deviation, *, by: Person | None) -> None:
    title = _("Uttal deg om sak %(number)s før den lukkes") % {"number": event.number}
    deadlines.set_deadlines(
        row,
        due=row.due,
        assignees=[deadlines.Assignee(person=row.person)],
        title=title,
        url=row.get_absolute_url(),
        municipality=event.municipality,
        unit=event.unit,
        by=by,
        steps=(-1, 0),
    )
    notify(
        row.person,
        key=f"consultation/{row.pk}",
        title=title,
        text=_("Saken lukkes tidligst når du har svart, eller når fristen %(due)s er ute.")
        % {"due": f"{row.due:%d.%m.%Y}"},
        url=row.get_absolute_url(),
        why=_("Du er %(role)s for enheten.") % {"role": row.get_role_display().lower()},
        municipality=event.municipality,
        may_be_lent=True,
    )


@transaction.atomic
def comment(event: Deviation, *, text: str, by: Person) -> Entry:
    """Say what one thinks as a representative, asked or not; the handler is told."""
    event = history.lock(event)
    if not event.is_open:
        raise Refused(_("Saken er lukket. Ta kontakt med lederen for enheten hvis noe er galt."))
    if not text.strip():
        raise Refused(_("Skriv hva du mener."))
    entry = add_entry(event, EntryKind.REPRESENTATIVE, text.strip(), by=by)
    for row in consultations_of(event):
        if row.person_id == by.pk and row.answered_at is None:
            answered = history.apply(row, {"answered_at": timezone.now()}, by=by)
            deadlines.complete(answered, by=by)
    why, news = _("Du behandler saken."), _("En tillitsvalgt eller et verneombud har uttalt seg")
    tell_handlers(event, key=f"representative/{entry.pk}", news=news, why=why, besides=by)
    return entry


@transaction.atomic
def stop_waiting(event: Deviation, *, reason: str, by: Person) -> list[Consultation]:
    """Go on without waiting for the answer, and say why; the representative may still comment while it is open."""
    event = history.lock(event)
    rows = [row for row in consultations_of(event) if row.answered_at is None and row.ended_at is None]
    if not rows:
        raise Refused(_("Saken venter ikke på noen."))
    if not reason.strip():
        raise Refused(_("Skriv hvorfor saken ikke kan vente."))
    fields = {"ended_at": timezone.now(), "ended_reason": reason.strip()}
    rows = [history.apply(row, fields, by=by, reason=reason.strip()) for row in rows]
    text = _("Saken venter ikke på uttalelsen, fordi: %(reason)s") % {"reason": reason.strip()}
    add_entry(event, EntryKind.REPRESENTATIVE, text, by=by)
    return rows


@transaction.atomic
def show_files(event: Deviation, *, files: Sequence[Attachment], by: Person) -> list[ShownFile]:
    """Let representatives see these files of a case and no others."""
    event = history.lock(event)
    wanted = {file.pk: file for file in files}
    known = {row.file_id: row for row in ShownFile._base_manager.filter(deviation=event)}
    for pk, row in known.items():
        if pk not in wanted:
            history.remove(row, by=by)
    fields: dict[str, Any] = {"municipality": event.municipality, "deviation": event, "at": timezone.now()}
    return [
        history.create(ShownFile, by=by, **fields, file=wanted[pk], by_id=by.pk) for pk in wanted if pk not in known
    ]


def let_go(event: Deviation, by: Person | None) -> None:
    """Take the reminders away when the case is ended."""
    for row in Consultation._base_manager.filter(deviation=event, answered_at=None):
        deadlines.cancel(row, by=by)
