"""What the law wanted told of the demo's events: three years decided, and a few that somebody must decide about now."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from deviations.actions import flow, notices, readers, representatives, tracks
from deviations.actions.reporting import Report, report
from deviations.choices import CLOSED_STATES, Breach, Circle, NoticeDecision, State, TrackKind
from deviations.models import Category, Deviation, Track, TrackNotice
from deviations.rules.notices import Duty, Pace, due_of
from deviations.rules.tracks import law_at, waits_for
from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo

SEED = 33
FRESH = timedelta(days=2)
"""So young that nobody has decided yet."""
TOLD_SHARE = {"datatilsynet": 0.45, "berorte": 0.3, "rektor": 0.95, "styrer": 0.95, "plan": 0.85, "oppfolging": 0.9}
LATE_REASON = "Omfanget ble først klart da vi fikk listen fra leverandøren."
DATA = ("Kontaktopplysninger", "Vedtak om tjenester", "Karakterer og fravær", "Turnus og lønnsopplysninger")
EFFECTS = ("En uvedkommende kan ha lest opplysningene.", "Opplysningene var borte i noen timer.")
REMEDIES = (
    "Papirene er hentet, og rutinen er gjennomgått i enheten.",
    "Tilgangen er stengt, og loggen er kontrollert.",
)
TOLD_BY = {"datatilsynet": "Altinn", "nav": "nav.no", "helsetilsynet": "Vakthavende i Helsetilsynet"}


def tell(demo: Demo) -> None:
    """Let the past be decided, then let some things happen this week."""
    Past(demo).tell()
    by = demo.users["kvalitet"]
    with at(demo.today - timedelta(days=200)):
        for kind, username, title in (
            (TrackKind.PRIVACY, "hr", "Personvernombud"),
            (TrackKind.CYBER, "admin", "Sikkerhetsleder"),
        ):
            readers.give_sight(
                demo.users[username],
                municipality=demo.municipality,
                kind=kind,
                title=title,
                starts=demo.today - timedelta(days=200),
                ends=None,
                by=by,
            )
    _this_week(demo)
    _ask_representatives(demo)


class Past:
    """Writes the tracks of events that happened without anybody being asked, in a few statements."""

    def __init__(self, demo: Demo) -> None:
        self.demo, self.now = demo, timezone.now()
        self.chance = Random(SEED)  # noqa: S311 — the demo shall be the same each time

    def tell(self) -> None:
        """Write a track for each law an event follows, and each notice as it was decided."""
        rows = Deviation._base_manager.filter(municipality=self.demo.municipality).exclude(track_kinds=[])
        events = list(rows.select_related("unit", "municipality", "handler").order_by("pk"))
        made = Track._base_manager.bulk_create([track for event in events for track in self._tracks(event)], 1000)
        asked = [notice for track in made for notice in self._notices(track)]
        for notice in TrackNotice._base_manager.bulk_create(asked, batch_size=1000):
            if notice.is_undecided:
                notices.set_deadline(notice, by=None)

    def _tracks(self, event: Deviation) -> Iterator[Track]:
        for kind in event.track_kinds:
            track = Track(municipality=event.municipality, deviation=event, kind=kind, aware_at=event.created_at)
            track.law_version, track.created_at = law_at(kind, event.created_at).version, event.created_at
            track.is_suggested = True
            if kind == TrackKind.PRIVACY and not self._is_fresh(event):
                track.breach_kinds = [self.chance.choice(Breach.values)]
                track.people_count = self.chance.choice((1, 1, 2, 14, 60))
                track.data_kinds, track.effects = self.chance.choice(DATA), self.chance.choice(EFFECTS)
                track.remedies = self.chance.choice(REMEDIES)
            yield track

    def _notices(self, track: Track) -> Iterator[TrackNotice]:
        event = track.deviation
        for duty in track.law.duties:
            notice = TrackNotice(municipality=event.municipality, track=track, deviation=event, duty=duty.key)
            notice.due_at = due_of(duty, track.aware_at)
            if not waits_for(duty, event.seriousness):
                notice.decision, notice.decided_at = NoticeDecision.NOT_REQUIRED, track.aware_at
                notice.reason = f"Meldt med alvor «{event.get_seriousness_display()}». {duty.exceptions[0]}"
            elif not self._is_fresh(event):
                self._decide(notice, duty)
            yield notice

    def _decide(self, notice: TrackNotice, duty: Duty) -> None:
        notice.by = self._leader(notice.deviation)
        if self.chance.random() >= TOLD_SHARE.get(duty.key, 0.6):
            notice.decision, notice.decided_at = NoticeDecision.NOT_REQUIRED, self._moment(notice, 20)
            notice.reason = f"{self.chance.choice(duty.exceptions)} Vurdert sammen med leder."
            return
        hours = {Pace.AT_ONCE: 1, Pace.HOURS: 70}.get(duty.pace, 40)
        is_late = duty.pace == Pace.HOURS and self.chance.random() < 0.08
        moment = self._moment(notice, hours) if not is_late else notice.due_at + timedelta(hours=9)
        notice.decision, notice.notified_at, notice.decided_at = NoticeDecision.NOTIFIED, moment, moment
        notice.receiver = TOLD_BY.get(duty.key, str(duty.receiver))
        notice.reference = f"AR{self.chance.randrange(10**8, 10**9)}" if duty.key == "datatilsynet" else ""
        notice.late_reason = LATE_REASON if is_late else ""

    def _moment(self, notice: TrackNotice, hours: float) -> datetime:
        """Draw a moment after one became aware, never one that has not been."""
        aware = notice.track.aware_at
        return min(aware + timedelta(hours=self.chance.uniform(0.2, hours)), self.now)

    def _is_fresh(self, event: Deviation) -> bool:
        return self.now - event.created_at < FRESH and event.state not in CLOSED_STATES

    def _leader(self, event: Deviation) -> Person:
        key = self.demo.key_of.get(event.unit_id, "")
        return event.handler or self.demo.leaders.get(key) or self.demo.users["kvalitet"]


def _this_week(demo: Demo) -> None:
    """One of each kind, where those who sign in to the demo handle them."""
    leader, today = demo.users["avdelingsleder"], demo.today
    leak = (
        "Rapporten fra kveldsvakten med opplysninger om fire brukere ble sendt til feil e-postliste utenfor kommunen."
    )
    _happens(demo, today - timedelta(days=1), 15, "privacy", leak, 3)
    lost = _happens(
        demo,
        today - timedelta(days=9),
        9,
        "privacy",
        "Et nettbrett med tilgang til brukerlister ble borte. Det var kryptert.",
        2,
    )
    with at(today - timedelta(days=8), hour=9):
        _rule_out(lost, "datatilsynet", "Nettbrettet var kryptert og ble slettet på avstand etter en time.", leader)
        _rule_out(lost, "berorte", "Ingen kan ha lest opplysningene.", leader)
    _document(lost, today - timedelta(days=8), leader)
    told = _happens(
        demo,
        today - timedelta(days=16),
        11,
        "privacy",
        "Vedtak til en bruker ble lagt i feil konvolutt og åpnet av en annen familie.",
        3,
    )
    with at(today - timedelta(days=15), hour=10):
        for duty, receiver in (("datatilsynet", "Altinn"), ("berorte", "Brukeren og pårørende, på telefon")):
            fields = {"receiver": receiver, "reference": "AR584220917" if duty == "datatilsynet" else ""}
            notices.record_told(_of(told, duty), notified_at=timezone.now(), **fields, by=leader)
    _document(told, today - timedelta(days=15), leader)
    hurt = "En kollega ble slått i hodet under stell og måtte til legevakten. Hun var svimmel resten av kvelden."
    _happens(demo, today - timedelta(days=1), 19, "violence", hurt, 4)
    wrong = "En bruker fikk medisinen til en annen og ble innlagt. Utfallet var alvorlig og uventet."
    patient = _happens(demo, today - timedelta(days=4), 8, "patient", wrong, 4)
    with at(today - timedelta(days=4), hour=9):
        told_at: dict[str, Any] = {
            "notified_at": timezone.now(),
            "receiver": "Vakthavende i Helsetilsynet",
            "reference": "2026/4471",
        }
        notices.record_told(_of(patient, "helsetilsynet"), **told_at, by=leader)


def _ask_representatives(demo: Demo) -> None:
    """Let the safety representative of the nursing home be asked about the newest case that is being handled."""
    here = [demo.units[key].pk for key in ("langtid", "korttid", "furutun")]
    rows = Deviation._base_manager.filter(unit__in=here, is_hse=True, circle=Circle.NORMAL)
    begun = rows.filter(state__in=[State.IN_PROGRESS, State.MEASURES]).order_by("-created_at").first()
    if begun is not None:
        with at(demo.today - timedelta(days=1), hour=13):
            representatives.ask_representatives(_again(begun), by=demo.users["avdelingsleder"])


def _happens(demo: Demo, day: date, hour: int, category: str, text: str, seriousness: int) -> Deviation:
    """Let an employee report, and the leader receive it."""
    track = {"privacy": TrackKind.PRIVACY, "violence": TrackKind.VIOLENCE, "patient": TrackKind.PATIENT}[category]
    rows = Category._base_manager.filter(municipality=demo.municipality, tracks__contains=[track])
    with at(day, hour=hour):
        told = Report(
            unit=demo.units["langtid"],
            description=text,
            seriousness=seriousness,
            category=rows.order_by("position").first(),
        )
        event = report(told, by=demo.users["ansatt"])
    with at(day, hour=hour, minute=40):
        return flow.receive(_again(event), by=demo.users["avdelingsleder"])


def _again(event: Deviation) -> Deviation:
    related = ("unit", "municipality", "handler", "reporter", "category")
    found: Deviation = Deviation._base_manager.select_related(*related).get(pk=event.pk)
    return found


def _of(event: Deviation, duty: str) -> TrackNotice:
    found: TrackNotice = TrackNotice._base_manager.select_related("track", "deviation").get(deviation=event, duty=duty)
    return found


def _rule_out(event: Deviation, duty: str, reason: str, by: Person) -> None:
    notices.record_not_required(_of(event, duty), reason=reason, by=by)


def _document(event: Deviation, day: date, by: Person) -> None:
    track = Track._base_manager.select_related("deviation").get(deviation=event, kind=TrackKind.PRIVACY)
    fields = {"breach_kinds": [Breach.CONFIDENTIALITY], "people_count": 4, "data_kinds": DATA[1]}
    with at(day, hour=12):
        texts = {"effects": EFFECTS[0], "remedies": REMEDIES[0]}
        tracks.document(track, fields={**fields, **texts}, by=by)
