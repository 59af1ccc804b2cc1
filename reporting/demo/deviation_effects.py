"""What came of events in Fjordvik: whys, measures, the question whether it helped, and what goes on and on."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from deviations.actions.effects import remind
from deviations.actions.measures import NewMeasure, link_measure, new_measure
from deviations.actions.patterns import close_pattern, create_common_measure, create_pattern
from deviations.choices import CheckState, Effect, Kind, State
from deviations.models import Deviation, EffectCheck
from deviations.rules.effects import check_dates, windows
from goals.actions.tasks import report_status
from goals.choices import TaskStatus
from kvalitet.organisation.models import Person, Unit
from reporting.demo.clock import NORWAY, at
from reporting.demo.people import Demo

ASKED_DAYS = 125
"""Cases closed before that were closed when nobody asked."""
ANSWERED, HELPED = 0.9, 0.75
NO_MEASURE = (
    "Rettet på stedet, og rutinen er gjennomgått med alle på vakt.",
    "Årsaken er borte, så det trengs ikke mer.",
    "Dekkes av et tiltak som allerede er i gang i enheten.",
)
SEEN = {
    Effect.YES: ("Det har ikke skjedd igjen, og de som jobber her sier det fungerer.", ""),
    Effect.PARTLY: ("Bedre på dagtid, men ikke i helgene.", "Noen bruker fortsatt den gamle måten."),
    Effect.NO: ("Det har skjedd flere ganger siden.", "Ingen merker forskjell."),
}
WHYS = {
    "patient": ["To oppgaver skulle gjøres samtidig", "Det var for få på vakt", "Vikarplanen ble ikke fulgt opp"],
    "violence": ["Eleven ble sliten i overgangen", "Ingen voksen hadde ansvar for gangen", "Vaktplanen har et hull"],
    "hse": ["Utstyret virket ikke", "Ingen hadde meldt fra om feilen", "Det var uklart hvem som skal melde fra"],
}
MEASURES = (
    "Gå gjennom vaktplanen og fordele ansvar for overganger",
    "Lage en felles sjekkliste og henge den opp",
    "Øve på rutinen i alle avdelinger",
    "Bytte utstyret som svikter",
    "Gi opplæring til alle vikarer før første vakt",
)
PATTERNS = (
    (
        *("furutun", "kveldsmedisinen", "Kveldsmedisin kommer for sent", "Skjer oftest når det mangler folk på laget."),
        *("Gi én på hvert vaktlag fast ansvar for kveldsmedisinen", ""),
    ),
    (
        *("nordvik", "sparket", "Slag og spark mot ansatte", "Skjer oftest i overgangene mellom timene."),
        *("Sette to voksne i alle overganger mellom timene", ""),
    ),
    (
        *("hjemme", "falt på badet", "Fall på badet om natten", "Sensoren var slått av etter rengjøring hver gang."),
        *("Ta sensoren inn på sjekklisten til renholdet", "Sensoren står nå på listen. Ingen fall på badet siden."),
    ),
)
MOST_EVENTS = 9


def tell(demo: Demo) -> None:
    """Say what was done about the events, and what came of it, until this morning."""
    _explain(demo)
    with at(demo.today - timedelta(days=20)):
        _measures(demo)
    with at(demo.today, hour=7):
        _ask(demo)
        for pattern in PATTERNS:
            _pattern(demo, *pattern)


def _explain(demo: Demo) -> None:
    """Give what was closed without a measure its reason, and some cases their whys."""
    rows = Deviation._base_manager.filter(municipality=demo.municipality)
    closed = list(rows.filter(state__in=[State.CLOSED, State.CLOSED_NO_EFFECT], no_measure_reason=""))
    for event in closed:
        event.no_measure_reason = demo.chance.choice(NO_MEASURE)
    Deviation._base_manager.bulk_update(closed, ["no_measure_reason"], batch_size=1000)
    known = list(rows.exclude(causes=[]).select_related("category").order_by("-created_at")[:400])
    for event in known:
        tracks = event.track_kinds or ["hse"]
        event.whys = WHYS.get(tracks[0], WHYS["hse"])[: demo.chance.choice((0, 2, 3))]
    Deviation._base_manager.bulk_update(known, ["whys"], batch_size=1000)


def _measures(demo: Demo) -> None:
    """Give the events that wait for measures one for each unit; in every third unit it is done."""
    rows = Deviation._base_manager.filter(municipality=demo.municipality, state=State.MEASURES)
    by_unit: dict[Unit, list[Deviation]] = {}
    for event in rows.select_related("unit__municipality", "municipality").order_by("pk"):
        by_unit.setdefault(event.unit, []).append(event)
    for number, (unit, events) in enumerate(by_unit.items()):
        leader = _leader(demo, unit)
        due = demo.today + timedelta(days=demo.chance.randint(-6, 60))
        told = NewMeasure(MEASURES[number % len(MEASURES)], leader, due)
        measure = new_measure(unit, told=told, by=leader)
        for event in events:
            link_measure(event, measure, by=leader)
        if number % 3 < 2:
            is_done = number % 3 == 0
            status = TaskStatus.DONE if is_done else TaskStatus.IN_PROGRESS
            told_of = "Gjennomgått på personalmøtet." if is_done else "Halvparten er på plass."
            for task in measure.tasks.select_related("measure__plan", "measure__municipality"):
                report_status(task, status=status, progress=50, comment=told_of, evidence="", by=leader)


def _ask(demo: Demo) -> None:
    """Ask about the serious ones closed lately, and everything that is said to have had no effect."""
    rows = Deviation._base_manager.filter(municipality=demo.municipality).exclude(kind=Kind.PROPOSAL)
    since = datetime.combine(demo.today - timedelta(days=ASKED_DAYS), time(), NORWAY)
    parts = ("unit__municipality", "municipality", "handler")
    late = rows.filter(state=State.CLOSED, closed_at__gte=since, risk_band__in=["orange", "red"])
    without = rows.filter(state=State.CLOSED_NO_EFFECT)
    events = list((late | without).select_related(*parts).order_by("closed_at", "pk"))
    made = [check for event in events for check in _checks(demo, event)]
    _count(demo, [check for check in made if check.state == CheckState.ANSWERED])
    EffectCheck._base_manager.bulk_create(made, batch_size=1000)
    planned = [check for check in made if check.state == CheckState.PLANNED]
    due: dict[int, date] = {}
    for check in reversed(planned):
        due[check.deviation_id] = check.due
        remind(check, by=None)
    for event in events:
        event.effect_due = due.get(event.pk)
    Deviation._base_manager.bulk_update(events, ["effect_due"], batch_size=1000)


def _checks(demo: Demo, event: Deviation) -> Iterator[EffectCheck]:
    if event.closed_at is None:
        return
    closed_on = event.closed_at.astimezone(NORWAY).date()
    for step, due in check_dates(closed_on):
        check = EffectCheck(municipality=event.municipality, deviation=event, step=step, due=due, closed_on=closed_on)
        is_without = event.state == State.CLOSED_NO_EFFECT
        if due < demo.today and (is_without or demo.chance.random() < ANSWERED):
            _answer(demo, check, Effect.NO if is_without else None)
        yield check


def _answer(demo: Demo, check: EffectCheck, effect: Effect | None) -> None:
    chance = demo.chance
    found = effect or (Effect.YES if chance.random() < HELPED else Effect.PARTLY)
    day = min(check.due + timedelta(days=chance.randint(0, 5)), demo.today - timedelta(days=1))
    check.state, check.effect, check.text = CheckState.ANSWERED, found, chance.choice(SEEN[found])
    check.answered_at = datetime.combine(day, time(10, 15), NORWAY)
    check.by = _leader(demo, check.deviation.unit)


def _count(demo: Demo, answered: list[EffectCheck]) -> None:
    """Let those who answered have seen what there was to see."""
    rows = Deviation._base_manager.filter(municipality=demo.municipality)
    known: dict[int | None, list[tuple[str, date, int]]] = {}
    for pk, path, category, moment in rows.values_list("pk", "unit__path", "category_id", "created_at"):
        known.setdefault(category, []).append((path, moment.astimezone(NORWAY).date(), pk))
    for check in answered:
        event = check.deviation
        days = [
            day for path, day, pk in known[event.category_id] if path.startswith(event.unit.path) and pk != event.pk
        ]
        assert check.answered_at is not None  # noqa: S101 — for the type checker
        span = windows(check.closed_on, check.answered_at.date())
        check.events_since = sum(span.since[0] <= day <= span.since[1] for day in days)
        check.events_before = sum(span.before[0] <= day <= span.before[1] for day in days)


def _pattern(demo: Demo, key: str, word: str, title: str, description: str, doing: str, ending: str) -> None:
    unit, by = demo.units[key], demo.users["kvalitet"]
    rows = Deviation._base_manager.filter(
        unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~", title__icontains=word
    )
    shown = rows.filter(circle="normal").select_related("municipality", "unit").order_by("-created_at")
    events = list(shown[:MOST_EVENTS])
    if len(events) < 2:
        return
    pattern = create_pattern(unit=unit, title=title, description=description, events=events, by=by)
    measure = NewMeasure(doing, _leader(demo, unit), demo.today + timedelta(days=45))
    create_common_measure(pattern, told=measure, by=by)
    if ending:
        pattern.refresh_from_db()
        close_pattern(pattern, text=ending, by=by)


def _leader(demo: Demo, unit: Unit) -> Person:
    return demo.leaders.get(demo.key_of.get(unit.pk, "")) or demo.users["kvalitet"]
