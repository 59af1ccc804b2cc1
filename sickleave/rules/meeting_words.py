"""What the pages of meetings say, in whole sentences. Pure. [S3, aml. § 4-6, ftrl. § 8-7 a]"""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sickleave.choices import AfterMeeting, LookRole, MeetingAnswer, MeetingKind, MeetingState

Text = str | Promise

CALL_TITLES: dict[str, Text] = {
    MeetingKind.DM1: gettext_lazy("Kall inn til dialogmøte 1"),
    MeetingKind.DM2: gettext_lazy("NAV har kalt inn til dialogmøte 2"),
    MeetingKind.DM3: gettext_lazy("NAV har kalt inn til dialogmøte 3"),
}
CALL_LEADS: dict[str, Text] = {
    MeetingKind.DM1: gettext_lazy(
        "Du kaller inn til det første dialogmøtet. Den ansatte får et varsel som ikke sier hva det gjelder."
    ),
    MeetingKind.DM2: gettext_lazy(
        "Skriv inn det som står i innkallingen fra NAV. Den oppdaterte planen skal være hos NAV en uke før møtet."
    ),
    MeetingKind.DM3: gettext_lazy("Skriv inn det som står i innkallingen fra NAV."),
}
REQUEST_LEADS: dict[str, Text] = {
    MeetingKind.DM2: gettext_lazy(
        "NAV holder dialogmøte 2 innen 26 uker. Du, den ansatte og den som sykmeldte, kan be om det tidligere. "
        "Send ønsket til NAV, og skriv her når du gjorde det."
    ),
    MeetingKind.DM3: gettext_lazy(
        "Etter dialogmøte 2 kan du, den ansatte og den som sykmeldte, be NAV om et nytt møte. "
        "Send ønsket til NAV, og skriv her når du gjorde det."
    ),
}
STATE_COLORS = {
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "success",
    MeetingState.CANCELLED: "neutral",
    MeetingState.REQUESTED: "warning",
}


def called(is_ours: bool) -> str:
    """Say what happens when a meeting is stored."""
    if is_ours:
        return _("Møtet er kalt inn, og den ansatte har fått beskjed. Se hvem du ellers skal kalle inn.")
    return _("Innkallingen fra NAV er registrert, og den ansatte har fått beskjed.")


def call_title(kind: str) -> str:
    """Return the heading of the form of a kind of meeting."""
    return str(CALL_TITLES[kind])


def call_lead(kind: str) -> str:
    """Return what the form is for."""
    return str(CALL_LEADS[kind])


def call_button(is_ours: bool) -> str:
    """Return what is done."""
    return _("Kall inn til møtet") if is_ours else _("Registrer innkallingen")


def when(at: datetime | None) -> str:
    """«Tirsdag 3. februar 2026 kl. 09.00»."""
    return f"{date_format(at, 'l j. F Y').capitalize()} kl. {at:%H.%M}" if at else ""


def call_evidence(called_on: date | None, by: str) -> str:
    """Say when it was called and who by; NAV when nobody here did."""
    if called_on is None:
        return ""
    return _("Innkalt %(day)s av %(who)s") % {"day": f"{called_on:%d.%m.%Y}", "who": by or "NAV"}


def answer_lead(at: datetime | None, place: str) -> str:
    """Say when and where, to the one who is to answer."""
    where = place or _("på video")
    return _("%(when)s, %(where)s.") % {"when": when(at), "where": where}


def answered(answer: str) -> str:
    """Say the employee's answer to the leader."""
    if answer == MeetingAnswer.COMES:
        return _("Den ansatte kommer.")
    if answer == MeetingAnswer.OTHER_TIME:
        return _("Den ansatte ber om et annet tidspunkt.")
    return _("Den ansatte har ikke svart ennå.")


def how_to_call(role: str) -> str:
    """Say how somebody outside is called; nothing for those who get a notice here."""
    ways = {
        "certifier": _("Ring eller skriv til legekontoret. Ikke bruk vanlig e-post."),
        "nav": _("Be om NAV gjennom arbeidsgiversidene på nav.no."),
        "bht": _("Ring eller skriv til bedriftshelsetjenesten. Send kalenderfilen."),
        "safety": _("Gi beskjed selv, og send kalenderfilen."),
        "union": _("Gi beskjed selv, og send kalenderfilen."),
        "support": _("Den ansatte tar med seg støttepersonen."),
        "hr": _("Gi beskjed selv, og send kalenderfilen."),
    }
    return ways.get(role, "")


def leads_to(choice: str, role: LookRole, has_adaptation: bool) -> str:
    """Say what a meeting that is held led to."""
    if choice == AfterMeeting.ADAPTATION and not has_adaptation and role == LookRole.LEADER:
        return _("Dere ble enige om å tilrettelegge. Tilretteleggingen er ikke skrevet inn ennå.")
    known = {
        AfterMeeting.ADAPTATION: _("Dere ble enige om å tilrettelegge arbeidet."),
        AfterMeeting.PLAN: _("Oppfølgingsplanen skal endres."),
        AfterMeeting.NOTHING: _("Oppfølgingsplanen gjelder som før."),
    }
    return known.get(AfterMeeting(choice), "") if choice else ""
