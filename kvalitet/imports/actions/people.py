"""Writing what a file of employees came to, in batches, with history. [P3]"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from kvalitet.history import actions as history
from kvalitet.imports.actions.leaving import close_people
from kvalitet.imports.rules.leaders import LeaderPlan, Who
from kvalitet.imports.rules.people import PeoplePlan, PersonStep
from kvalitet.organisation.actions import set_leader
from kvalitet.organisation.models import Municipality, Person, Position, Unit

BATCH = 1000
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})
PERSON_FIELDS = ("first_name", "last_name", "email", "employee_number", "is_active")
POST_FIELDS = ("title", "percentage", "starts", "ends")
Told = Callable[[int, int], None]


class PeopleWriter:
    """Writes one plan; made for one use, inside a transaction."""

    def __init__(self, municipality: Municipality, *, today: date, by: Person | None, reason: str, tell: Told) -> None:
        self.municipality, self.today, self.by, self.reason, self.tell = municipality, today, by, reason, tell
        self.ids: dict[str, int] = {}
        self.done, self.total = 0, 0

    def write(self, plan: PeoplePlan, leaders: LeaderPlan) -> list[int]:
        """Store people, posts, leavers and leaders, in that order. Returns the ids of those who are new."""
        self.total = len(plan.steps) + len(leaders.units) + len(leaders.nearest)
        self.ids = {key: known.id for key, known in plan.who.items()}
        new = [step for step in plan.steps if step.known is None]
        for start in range(0, len(new), BATCH):
            self._create(new[start : start + BATCH])
        changed = [step for step in plan.steps if step.known is not None and step.last_day is None]
        for start in range(0, len(changed), BATCH):
            self._change(changed[start : start + BATCH])
        leaving = {step.known.id: step.last_day for step in plan.steps if step.known and step.last_day}
        self._end_as_told(plan.steps)
        close_people(leaving, by=self.by, reason=self.reason)
        self._step(len(leaving))
        self._lead(leaders)
        return [self.ids[step.employee.key] for step in new if step.employee]

    def _step(self, number: int) -> None:
        self.done += number
        self.tell(self.done, self.total)

    def _create(self, steps: list[PersonStep]) -> None:
        employees = [step.employee for step in steps if step.employee]
        names = free_usernames([wanted_username(one.email, one.first, one.last) for one in employees])
        people = [
            Person(
                municipality=self.municipality,
                username=name,
                first_name=one.first,
                last_name=one.last,
                email=one.email,
                employee_number=one.number,
                password=make_password(None),
            )
            for one, name in zip(employees, names, strict=True)
        ]
        made = history.create_many(Person, people, by=self.by, reason=self.reason)
        self.ids |= {one.key: person.pk for one, person in zip(employees, made, strict=True)}
        self._add_posts(steps)
        self._step(len(steps))

    def _add_posts(self, steps: Iterable[PersonStep]) -> None:
        posts = [
            Position(
                person_id=self.ids[step.employee.key],
                unit_id=post.unit,
                title=post.title or "",
                percentage=post.percentage or 0,
                starts=post.starts or self.today,
                ends=post.ends,
            )
            for step in steps
            if step.employee
            for post in step.posts.new
        ]
        history.create_many(Position, posts, by=self.by, reason=self.reason)

    def _change(self, steps: list[PersonStep]) -> None:
        fields = {step.known.id: step.fields for step in steps if step.known and step.fields}
        self._store(Person, fields, PERSON_FIELDS)
        posts: dict[int, dict[str, Any]] = {}
        for step in steps:
            posts |= dict(step.posts.changed)
            posts |= {pk: {"ends": last} for pk, last in step.posts.ended}
        self._store(Position, posts, POST_FIELDS)
        dropped = [pk for step in steps for pk in step.posts.dropped]
        for post in Position._base_manager.filter(pk__in=dropped):
            history.remove(post, by=self.by, reason=self.reason)
        self._add_posts(steps)
        self._step(len(steps))

    def _store(self, model: Any, changes: dict[int, dict[str, Any]], fields: tuple[str, ...]) -> None:
        rows = list(model._base_manager.select_for_update(of=("self",)).filter(pk__in=changes))
        for row in rows:
            for name, value in changes[row.pk].items():
                setattr(row, name, value)
        history.apply_many(model, rows, fields, by=self.by, reason=self.reason)

    def _end_as_told(self, steps: Iterable[PersonStep]) -> None:
        """A leaver with several posts has each end on the day the file says, not on the last of them."""
        ends: dict[int, dict[str, Any]] = {}
        for step in steps:
            if step.last_day is None or step.known is None or step.employee is None:
                continue
            told = {post.unit: post.ends for post in step.employee.posts}
            for post in step.known.posts:
                last = told.get(post.unit)
                if last and post.ends is None and post.starts and post.starts <= last:
                    ends[post.id] = {"ends": last}
        self._store(Position, ends, POST_FIELDS)

    def _who(self, who: Who) -> int:
        return self.ids[who] if isinstance(who, str) else who

    def _lead(self, plan: LeaderPlan) -> None:
        units = Unit.objects.in_bulk(list(plan.units))
        people = Person.objects.in_bulk({self._who(who) for who in plan.units.values()})
        for unit, who in plan.units.items():
            leader = people[self._who(who)]
            set_leader(units[unit], person=leader, starts=self.today, by=self.by, reason=self.reason)
        self._step(len(plan.units))
        nearest = {
            self.ids[key]: {"leader_override_id": None if who is None else self._who(who)}
            for key, who in plan.nearest.items()
        }
        rows = list(Person._base_manager.filter(pk__in=nearest))
        for row in rows:
            row.leader_override_id = nearest[row.pk]["leader_override_id"]
        history.apply_many(Person, rows, ["leader_override"], by=self.by, reason=self.reason)
        self._step(len(rows))


def wanted_username(email: str, first: str, last: str) -> str:
    """What stands before @, otherwise the name: kari.nordmann."""
    if email:
        return email.split("@")[0].lower()[:120]
    return ".".join(slugify(part.translate(LETTERS)) for part in (first, last))[:120] or uuid4().hex[:12]


def free_usernames(wanted: list[str]) -> list[str]:
    """Return names nobody in any municipality has, in the order asked for; a taken one gets a number."""
    taken = set(Person._base_manager.filter(username__in=wanted).values_list("username", flat=True))
    found: list[str] = []
    for name in wanted:
        free = name
        if free in taken:
            free = f"{name}.{uuid4().hex[:6]}"
        taken.add(free)
        found.append(free)
    return found
