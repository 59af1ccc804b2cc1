"""Reports without a name, and the code by which they are followed. [D1]"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django_scopes import scope

from deviations.actions import flow
from deviations.actions.reporting import Report, report
from deviations.choices import Source
from deviations.models import CaseCode, Deviation, Entry, Track, TrackNotice
from deviations.queries.settings import settings_for
from deviations.rules.codes import code_from, is_code, plain_code
from kvalitet.history import actions as history
from kvalitet.web.errors import Refused

HASH = "deviations.case_code.hash"
CODE = "deviations.case_code.code"
KEY = "deviations.case_code.key"


@transaction.atomic
def report_without_name(told: Report) -> tuple[Deviation, str]:
    """Store a report nobody's name is on, and return the event with its code, which can't be read again.

    The code follows from the form's own key, so the same form sent twice gives the same event and the same code. The
    key itself isn't stored, only a keyed hash of it: whoever has the database can't work out the code. The event, its
    timeline and its versions tell the day and no finer time. Raises Refused where the municipality doesn't allow it.
    """
    source = told.source if told.source == Source.PUBLIC else Source.ANONYMOUS
    with scope(municipality=[told.unit.municipality_id]):
        _check_allowed(told, source)
        key = told.key or uuid4()
        code = code_of(key)
        hidden = UUID(hex=_keyed(KEY, str(key))[:32])
        stored = replace(told, key=hidden, source=source, opened_at=None, hides_reporter=False)
        event = report(stored, by=None)
        if not CaseCode.objects.filter(deviation=event).exists():
            CaseCode.objects.create(
                municipality_id=event.municipality_id, deviation=event, code_hash=_keyed(HASH, code)
            )
            _only_the_day(event)
    return event, code


def code_of(key: UUID) -> str:
    """Return the code of the report a form with this key becomes."""
    return code_from(int(_keyed(CODE, str(key)), 16))


def find_by_code(typed: str) -> Deviation | None:
    """Return the event of a code; what is looked up is a keyed hash, so the time it takes tells nothing."""
    code = plain_code(typed)
    if not is_code(code):
        return None
    hashes = [_keyed(HASH, code, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    rows = CaseCode._base_manager.select_related("deviation", "deviation__municipality", "deviation__unit")
    found = rows.filter(code_hash__in=hashes).first()
    if found is None or not any(constant_time_compare(found.code_hash, one) for one in hashes):
        return None
    event: Deviation = found.deviation
    return event


@transaction.atomic
def answer_by_code(event: Deviation, *, text: str) -> Deviation:
    """Take the words of a reporter without a name; nobody stands as their author."""
    with scope(municipality=[event.municipality_id]):
        return flow.answer(event, text=text, by=None)


def _check_allowed(told: Report, source: str) -> None:
    """The municipality decides whether reports without a name, or without signing in, are taken at all."""
    rules = settings_for(told.unit.municipality_id)
    if source == Source.ANONYMOUS and not rules.allows_anonymous:
        raise Refused(_("Kommunen tar ikke imot meldinger uten navn. Send meldingen med navn."))
    is_open = told.place is not None and told.place.allows_public and told.place.is_active
    if source == Source.PUBLIC and not (rules.allows_public and is_open):
        raise Refused(_("Det er ikke lenger mulig å melde fra dette stedet uten å logge inn."))


def _only_the_day(event: Deviation) -> None:
    """Let the event, its timeline and its versions tell the day: a minute may be enough to know who it was."""
    day = start_of_day(timezone.now())
    history.blur(event, ["created_at"], to=day)
    for entry in Entry.objects.filter(deviation=event):
        history.blur(entry, ["at"], to=day)
    for track in Track.objects.filter(deviation=event):
        history.blur(track, ["created_at"], to=day)
    for notice in TrackNotice.objects.filter(deviation=event):
        history.blur(notice, ["decided_at"] if notice.decided_at else [], to=day)


def start_of_day(moment: datetime) -> datetime:
    """Return midnight in Norway before a moment."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _keyed(what: str, text: str, secret: str | bytes | None = None) -> str:
    return salted_hmac(what, text, secret=secret or settings.SECRET_KEY, algorithm="sha256").hexdigest()
