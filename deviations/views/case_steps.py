"""The one thing to do with a case now, for the person who looks at it, and what else may be done. [ui §4]"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from deviations.choices import CLOSED_STATES, OPEN_STATES, Circle, State
from deviations.models import Deviation
from deviations.queries.case import Seen
from deviations.queries.tracks import NoticeRow
from deviations.rules.flow import Facts, Need, Step, move_problem, needs_to_begin, unmet
from kvalitet.web.words import deadline_words

FIXED_AT = {
    "assessment": "deviations:deviation-assess",
    "cause": "deviations:cause-edit",
    "effect": "deviations:deviation-close",
    "closing": "deviations:deviation-close",
}
"""The page where each line of the check list is put in place."""
PANELS = {"measures": "tiltak"}
"""The panel on the page where there is more than one way to put it in place."""
OWN_KEYS = frozenset({*FIXED_AT, *PANELS})


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now, and what happens if nothing is done; a button when `is_post`."""

    title: str
    text: str
    url: str = ""
    button: str = ""
    tone: str = "accent"
    is_post: bool = False


@dataclass(frozen=True)
class CheckList:
    """What must be in place before the next step, met or not."""

    title: str
    needs: list[dict[str, Any]] = field(default_factory=list)


def url_of(event: Deviation, name: str) -> str:
    """Return the address of a page of the case."""
    return reverse(f"deviations:deviation-{name}", args=[event.uuid])


def with_urls(event: Deviation, needs: Iterable[Need]) -> list[dict[str, Any]]:
    """Add the page where each line is put in place; those of other parts are found by the panels on the page."""
    return [
        {
            "text": need.text,
            "is_met": need.is_met,
            "url": "" if need.is_met else _fix(event, need.key),
        }
        for need in needs
    ]


def _fix(event: Deviation, key: str) -> str:
    name = FIXED_AT.get(key)
    return reverse(name, args=[event.uuid]) if name else f"{event.get_absolute_url()}#{PANELS.get(key, key)}"


def notice_step(row: NoticeRow | None, seen: Seen) -> NextStep | None:
    """Put what the law wants told within hours before everything else."""
    if row is None or row.left is None or not seen.can_handle:
        return None
    url, tone = row.notice.get_absolute_url(), "danger" if row.left.color == "danger" else "warning"
    return NextStep(str(row.duty.question), f"{row.left.text} {row.duty.how}", url, _("Avklar varselet"), tone)


def next_step(
    event: Deviation, seen: Seen, facts: Facts, needs: list[Need], due: date | None, today: date
) -> NextStep | None:
    """Say what the person must do now, if anything."""
    if seen.is_reporter and event.state == State.RETURNED:
        text = _("Den som behandler saken har spurt deg om noe. Saken venter på svaret ditt.")
        return NextStep(_("Svar på spørsmålet"), text, tone="warning")
    if not seen.can_handle or event.state in CLOSED_STATES:
        return None
    steps = {State.REPORTED: _receive, State.RECEIVED: _begin, State.RETURNED: _resume}
    found = steps.get(State(event.state))
    if found is not None:
        return found(event, facts, _otherwise(due, today), _tone(due, today))
    return _go_on(event, needs, _otherwise(due, today), _tone(due, today))


def _receive(event: Deviation, facts: Facts, otherwise: str, tone: str) -> NextStep:
    text = _("Si fra at du har lest meldingen. Melderen får vite det med en gang.")
    return NextStep(
        _("Ta imot meldingen"), f"{text} {otherwise}", url_of(event, "receive"), _("Ta imot"), tone, is_post=True
    )


def _begin(event: Deviation, facts: Facts, otherwise: str, tone: str) -> NextStep:
    if unmet(needs_to_begin(facts)):
        text = _(
            "Vurder hvor sannsynlig det er at det skjer igjen, og hva som da kan skje. Så kan behandlingen starte."
        )
        url = _fix(event, "assessment")
        return NextStep(_("Vurder risikoen"), f"{text} {otherwise}", url, _("Vurder risikoen"), tone)
    text = _("Alt er klart til å finne årsaken og lage tiltak.")
    url = url_of(event, "begin")
    return NextStep(_("Start behandlingen"), f"{text} {otherwise}", url, _("Start behandlingen"), tone, is_post=True)


def _resume(event: Deviation, facts: Facts, otherwise: str, tone: str) -> NextStep:
    text = _("Du får beskjed når melderen svarer. Du kan også fortsette uten svar.")
    url = url_of(event, "resume")
    return NextStep(
        _("Saken venter på melderen"), f"{text} {otherwise}", url, _("Fortsett uten svar"), "info", is_post=True
    )


def _go_on(event: Deviation, needs: list[Need], otherwise: str, tone: str) -> NextStep:
    missing = {need.key: need for need in unmet(needs)}
    if "cause" in missing:
        text = _("Finn ut hva som lå bak, før dere velger hva som skal gjøres.")
        return NextStep(_("Finn årsaken"), f"{text} {otherwise}", _fix(event, "cause"), _("Finn årsaken"), tone)
    if "measures" in missing:
        return _measures(event, missing["measures"], otherwise, tone)
    others = [need for key, need in missing.items() if key not in OWN_KEYS]
    if others:
        url = f"{event.get_absolute_url()}#{others[0].key}"
        return NextStep(_("Gjør ferdig før du lukker"), f"{others[0].text} {otherwise}", url, _("Vis"), tone)
    text = _("Alt er på plass. Skriv hva du svarer melderen, og lukk saken.")
    return NextStep(_("Lukk saken"), f"{text} {otherwise}", url_of(event, "close"), _("Skriv svaret og lukk"), tone)


def _measures(event: Deviation, need: Need, otherwise: str, tone: str) -> NextStep:
    if not need.is_waiting:
        text = _("Hva skal til for at det ikke skjer igjen?")
        return NextStep(_("Lag et tiltak"), f"{text} {otherwise}", _fix(event, "measures"), _("Lag tiltak"), tone)
    if event.state == State.IN_PROGRESS:
        text = _("Tiltakene er laget. Sett saken til å vente på dem, så følger fristen tiltakene.")
        url = url_of(event, "to-measures")
        return NextStep(
            _("Sett i gang tiltakene"), f"{text} {otherwise}", url, _("Vent på tiltakene"), tone, is_post=True
        )
    url = f"{event.get_absolute_url()}#tiltak"
    return NextStep(_("Følg opp tiltakene"), f"{need.text} {otherwise}", url, _("Vis tiltakene"), tone)


def _otherwise(due: date | None, today: date) -> str:
    """Say what happens if nothing is done."""
    if due is None:
        return ""
    day = f"{due:%d.%m.%Y}"
    if due < today:
        return _("Fristen var %(day)s. Lederen på nivået over får beskjed hvis det ikke skjer noe.") % {"day": day}
    return _("Fristen er %(day)s. Skjer det ikke, får du en påminnelse, og siden lederen på nivået over.") % {
        "day": day
    }


def _tone(due: date | None, today: date) -> str:
    color = deadline_words(due, today).color if due else "accent"
    return color if color in {"danger", "warning"} else "accent"


@dataclass(frozen=True)
class Action:
    """One more thing that may be done."""

    label: str
    url: str
    icon: str


def actions_for(event: Deviation, seen: Seen) -> list[Action]:
    """Return what else the handler may do with the case as it stands."""
    if not seen.can_handle:
        return []
    names = [("write", _("Skriv til melderen"), "Paperplane")]
    if event.state in OPEN_STATES:
        if move_problem(Step.ASK, event.state) is None:
            names.append(("ask", _("Spør melderen"), "QuestionmarkCircle"))
        names.append(("handler", _("Velg saksbehandler"), "PersonCheckmark"))
        names.append(("edit", _("Rett opplysninger"), "Pencil"))
        if event.circle != Circle.RESTRICTED:
            names.append(("send-on", _("Send videre"), "ArrowForward"))
        names.append(("reject", _("Avvis saken"), "XMark"))
    else:
        names.append(("reopen", _("Gjenåpne saken"), "ArrowUndo"))
    if event.circle == Circle.NORMAL:
        names.append(("circle", _("Gjør saken fortrolig"), "PadlockLocked"))
    elif event.circle == Circle.CONFIDENTIAL:
        names.append(("circle", _("Opphev fortroligheten"), "PadlockLocked"))
    names.append(("redact", _("Fjern personopplysninger"), "EyeSlash"))
    return [Action(label, url_of(event, name), icon) for name, label, icon in names]
