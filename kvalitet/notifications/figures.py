"""How much the system sends, and to whom; never what it says. [P13]"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from kvalitet.access.scopes import scope_of
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.registry import uncounted
from kvalitet.organisation.models import Leadership, Person, Position

VERB = "notifications.view_counts"
GIVEN = ~Q(state=State.CANCELLED) & ~Q(kind__in=[Kind.DIGEST, Kind.COPY])
MAILED = Q(state=State.SENT) & (Q(kind=Kind.DIGEST) | Q(digest__isnull=True))
JUDGED = GIVEN & Q(kind=Kind.REMINDER, due__isnull=False, source_step__lte=0)
IN_TIME = JUDGED & Q(read_at__date__lte=F("due"))


@dataclass(frozen=True)
class Sent:
    """What one person, or all together, got in a period."""

    notices: int
    mails: int
    in_time: int | None
    """Percent read or done by the deadline; None when there was nothing to judge."""

    @property
    def in_time_text(self) -> str:
        return "–" if self.in_time is None else f"{self.in_time} %"


@dataclass(frozen=True)
class PersonRow:
    """One line of «Varsler sendt»."""

    person: Person
    sent: Sent
    reminders: int
    escalations: int
    messages: int
    over_budget: int
    """Days with more than one ordinary e-mail."""


def own_counts(person: Person, since: datetime, today: date) -> Sent:
    """Return what a person has been told since a moment; one query."""
    rows = Notice.objects.filter(created_at__gte=since, recipient=person)
    return _sent(rows.aggregate(**_counts(today)))


def people_counted_by(user: Person, today: date, *, only_leaders: bool) -> QuerySet[Person]:
    """Return those whose numbers the person may see: who leads or works in the units that the role covers."""
    scope = scope_of(user)
    covered = scope.q(VERB, unit="unit_id", municipality="unit__municipality_id")
    leaders = Leadership.objects.valid_on(today).filter(covered).values("person_id")
    found = Q(pk__in=leaders)
    if not only_leaders:
        found |= Q(pk__in=Position.objects.valid_on(today).filter(covered).values("person_id"))
    people: QuerySet[Person] = Person.objects.visible_to(user).filter(found, is_active=True)
    return people


def total_counts(people: QuerySet[Person], since: datetime, today: date) -> Sent:
    """Return what all of them have been told together."""
    return _sent(_since(since).filter(recipient__in=people.order_by().values("pk")).aggregate(**_counts(today)))


def counts_by_person(people: QuerySet[Person], since: datetime, today: date) -> QuerySet[Notice, dict[str, Any]]:
    """Return a row of counts for each who has been told something, most first."""
    told: Any = _since(since).filter(recipient__in=people.order_by().values("pk")).values("recipient_id")
    kinds = {
        "reminders": Count("pk", filter=GIVEN & Q(kind__in=[Kind.REMINDER, Kind.SNOOZED])),
        "escalations": Count("pk", filter=GIVEN & Q(kind=Kind.ESCALATION)),
        "messages": Count("pk", filter=GIVEN & Q(kind=Kind.MESSAGE)),
    }
    rows: QuerySet[Notice, dict[str, Any]] = told.annotate(**_counts(today), **kinds).order_by(
        "-notices", "recipient_id"
    )
    return rows


def person_rows(counts: Iterable[dict[str, Any]], since: datetime) -> list[PersonRow]:
    """Make lines of the counts of one page, in two queries."""
    counts = list(counts)
    people = Person.objects.in_bulk([row["recipient_id"] for row in counts])
    over = _days_over_budget(list(people), since)
    return [
        PersonRow(
            people[row["recipient_id"]],
            _sent(row),
            row["reminders"],
            row["escalations"],
            row["messages"],
            over[row["recipient_id"]],
        )
        for row in counts
    ]


def rows_of(person: Person, since: datetime) -> QuerySet[Notice]:
    """Return the rows behind a person's numbers, newest first."""
    return _since(since).filter(GIVEN, recipient=person).select_related("digest").order_by("-created_at", "-id")


def _since(since: datetime) -> QuerySet[Notice]:
    """Return what may be counted by others: neither what is secret, nor digests that told of nothing else."""
    rows: QuerySet[Notice] = Notice.objects.filter(created_at__gte=since)
    if not (prefixes := uncounted()):
        return rows
    secret = reduce(or_, [Q(url__startswith=prefix) for prefix in prefixes])
    others = Notice._base_manager.filter(digest=OuterRef("pk")).exclude(secret)
    return rows.exclude(secret).filter(~Q(kind=Kind.DIGEST) | Exists(others))


def _counts(today: date) -> dict[str, Count]:
    over = Q(due__lt=today) | Q(read_at__isnull=False)
    return {
        "notices": Count("pk", filter=GIVEN),
        "mails": Count("pk", filter=MAILED),
        "judged": Count("pk", filter=JUDGED & over),
        "good": Count("pk", filter=IN_TIME),
    }


def _sent(counts: dict[str, Any]) -> Sent:
    judged = counts["judged"]
    return Sent(counts["notices"], counts["mails"], round(100 * counts["good"] / judged) if judged else None)


def _days_over_budget(people: list[int], since: datetime) -> Counter[int]:
    mails = _since(since).filter(MAILED, recipient__in=people, statutory=False, sent_at__isnull=False)
    days = mails.annotate(day=TruncDate("sent_at")).order_by().values("recipient_id", "day")
    crowded = days.annotate(mails=Count("pk")).filter(mails__gt=1)
    return Counter(crowded.values_list("recipient_id", flat=True))
