"""What a month's review is about, as one person sees it; a fixed number of queries. [D6]"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deviations.choices import (
    AgendaKind,
    CheckState,
    Circle,
    Effect,
    ItemStatus,
    Kind,
    NoticeDecision,
    PatternState,
)
from deviations.models import Deviation, EffectCheck, Pattern, Review, ReviewItem, Risk, TrackNotice
from deviations.queries.lists import is_late
from deviations.rules.reviews import MOST_OF_A_KIND, Point, agenda, is_unfinished, span_of
from goals.choices import OPEN_STATUSES
from goals.models import MeasureTask
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import below_paths

WORST = ("-seriousness", "created_at", "pk")


@dataclass(frozen=True)
class Sight:
    """Who builds the agenda, of which unit and month, and when."""

    person: Person
    unit: Unit
    unit_ids: tuple[int, ...]
    month: date
    today: date

    @classmethod
    def of(cls, person: Person, unit: Unit, month: date, today: date) -> "Sight":
        """Look up the units below."""
        ids = Unit.objects.filter(below_paths([unit.path])).order_by().values_list("pk", flat=True)
        return cls(person, unit, tuple(sorted(ids)), month, today)

    @property
    def within(self) -> tuple[datetime, datetime]:
        """The month from its first moment to the first of the next."""
        span = span_of(self.month)
        return _midnight(span.starts), _midnight(span.ends + timedelta(days=1))

    def events(self) -> QuerySet[Deviation]:
        """Return what the person sees here; never what is for named people only, whoever the person is."""
        rows: QuerySet[Deviation] = Deviation.objects.visible_to(self.person)
        rows = rows.filter(unit_id__in=self.unit_ids).exclude(circle=Circle.RESTRICTED)
        return rows.select_related("unit")

    def came(self, field: str) -> Q:
        """Match what happened in the month."""
        first, after = self.within
        return Q(**{f"{field}__gte": first, f"{field}__lt": after})


def points_for(sight: Sight, *, besides: Review | None = None) -> list[Point]:
    """Return the agenda: what the law waits for first, what is only to be known last."""
    return agenda([*_carried(sight, besides), *_events(sight), *_patterns(sight), *_risks(sight)])


def _events(sight: Sight) -> Iterator[Point]:
    waiting = TrackNotice._base_manager.filter(
        deviation=OuterRef("pk"), decision=NoticeDecision.UNDECIDED, track__removed_at=None
    )
    rows = sight.events()
    wanted: list[tuple[str, QuerySet[Deviation]]] = [
        (AgendaKind.STATUTORY, rows.filter(Exists(waiting))),
        (AgendaKind.OVERDUE, rows.open().filter(is_late(sight.today))),  # type: ignore[attr-defined]
        (AgendaKind.NEAR_MISS, rows.filter(sight.came("created_at"), kind=Kind.NEAR_MISS)),
        (AgendaKind.NEW, rows.filter(sight.came("created_at")).exclude(kind=Kind.NEAR_MISS)),
        (AgendaKind.EFFECT, rows.filter(Exists(_checks(sight)))),
        (AgendaKind.CLOSED, rows.filter(sight.came("closed_at"))),
    ]
    for kind, found in wanted:
        for event in found.order_by(*WORST)[: MOST_OF_A_KIND + 1]:
            yield point_of(event, kind)


def _checks(sight: Sight) -> QuerySet[EffectCheck]:
    """Checks that wait for an answer, or were answered in the month with something else than a yes."""
    rows: QuerySet[EffectCheck] = EffectCheck._base_manager.filter(deviation=OuterRef("pk"))
    waits = Q(state=CheckState.PLANNED, due__lte=span_of(sight.month).ends)
    return rows.filter(waits | sight.came("answered_at") & Q(effect__in=[Effect.NO, Effect.PARTLY]))


def point_of(event: Deviation, kind: str) -> Point:
    """Write down an event for the agenda."""
    return Point(
        kind,
        _("%(number)s: %(title)s") % {"number": event.number, "title": event.title},
        event_facts(event),
        deviation=event,
        is_confidential=event.circle != Circle.NORMAL,
    )


def event_facts(event: Deviation) -> str:
    """«Alvorlig · Under behandling · meldt 3. oktober 2026 · SFO Solbakken»."""
    day = date_format(timezone.localdate(event.created_at), "j. F Y")
    reported = _("meldt %(day)s") % {"day": day}
    return " · ".join([event.get_seriousness_display(), event.get_state_display(), reported, event.unit.name])


def risk_facts(risk: Risk) -> str:
    """«Risikotall 20 · Furutun sykehjem»."""
    return " · ".join([_("Risikotall %(score)s") % {"score": risk.risk_score}, risk.unit.name])


def _carried(sight: Sight, besides: Review | None) -> Iterator[Point]:
    """Take up again what the review before put off, and the measures that aren't done."""
    before = Review._base_manager.filter(unit=sight.unit, month__lt=sight.month)
    if besides is not None:
        before = before.exclude(pk=besides.pk)
    last = before.order_by("-month").first()
    if last is None:
        return
    is_open = MeasureTask._base_manager.filter(measure=OuterRef("measure"), status__in=OPEN_STATUSES)
    rows = ReviewItem.objects.visible_to(sight.person).filter(review=last).annotate(is_undone=Exists(is_open))
    for item in rows.select_related("deviation__unit", "risk__unit", "pattern", "measure"):
        undone = bool(item.is_undone)
        if not is_unfinished(item.status, has_measure=item.measure_id is not None, is_measure_done=not undone):
            continue
        yield Point(
            AgendaKind.CARRIED,
            item.title,
            _carried_facts(item),
            deviation=item.deviation,
            pattern=item.pattern,
            risk=item.risk,
            carried_from=item,
            measure=item.measure if undone else None,
            is_confidential=item.is_confidential,
        )


def _carried_facts(item: ReviewItem) -> str:
    if item.decision:
        return _("Bestemt sist: %(decision)s") % {"decision": item.decision[:300]}
    return str(ItemStatus(item.status).label)


def _patterns(sight: Sight) -> Iterator[Point]:
    rows = Pattern.objects.visible_to(sight.person).filter(unit_id__in=sight.unit_ids, state=PatternState.OPEN)
    for pattern in rows.select_related("unit").order_by("-created_at", "-pk")[: MOST_OF_A_KIND + 1]:
        yield Point(AgendaKind.PATTERN, pattern.title, pattern.unit.name, pattern=pattern)


def _risks(sight: Sight) -> Iterator[Point]:
    """Risks that the matrix demands a measure for, and that have none under way."""
    under_way = MeasureTask._base_manager.filter(measure__risk_links__risk=OuterRef("pk"), status__in=OPEN_STATUSES)
    rows = Risk.objects.visible_to(sight.person).filter(
        ~Exists(under_way), unit_id__in=sight.unit_ids, needs_measure=True, closed_at=None
    )
    for risk in rows.select_related("unit").order_by("-risk_score", "-pk")[: MOST_OF_A_KIND + 1]:
        yield Point(AgendaKind.RISK, risk.title, risk_facts(risk), risk=risk, is_confidential=risk.is_confidential)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
