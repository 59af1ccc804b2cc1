"""People come, change, hold posts and leave. [P3]"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Position, Unit
from kvalitet.web.errors import Refused


@transaction.atomic
def create_person(*, by: Person | None, password: str | None = None, **fields: Any) -> Person:
    """Register a person; without a password they must get one by e-mail."""
    person = Person(**fields)
    person.set_password(password) if password else person.set_unusable_password()
    return history.create(Person, by=by, password=person.password, **fields)


@transaction.atomic
def edit_person(person: Person, *, by: Person, **changes: Any) -> Person:
    """Change a person's facts."""
    return history.apply(history.lock(person, as_read=True), changes, by=by)


@transaction.atomic
def add_position(
    person: Person,
    *,
    unit: Unit,
    title: str,
    percentage: Any,
    starts: date,
    by: Person | None,
    ends: date | None = None,
) -> Position:
    """Give a person a post from–to (inclusive)."""
    return history.create(
        Position, by=by, person=person, unit=unit, title=title, percentage=percentage, starts=starts, ends=ends
    )


@transaction.atomic
def set_active(person: Person, *, is_active: bool, by: Person) -> Person:
    """Let a person sign in and get tasks, or no longer do so; posts and roles stay as they are."""
    if person.pk == by.pk and not is_active:
        raise Refused(_("Du kan ikke sperre din egen bruker."))
    return history.apply(history.lock(person), {"is_active": is_active}, by=by)


@transaction.atomic
def end_position(position: Position, *, ends: date, by: Person) -> Position:
    """End a post on a day (inclusive)."""
    if ends < position.starts:
        raise Refused(_("Stillingen kan ikke slutte før den begynte."))
    return history.apply(position, {"ends": ends}, by=by)


@transaction.atomic
def move_posts(unit: Unit, *, to: Unit, starts: date, by: Person | None, reason: str) -> int:
    """Let everyone with a post in the unit have it in another from a date. Returns how many posts."""
    held = list(unit.positions.exclude(ends__lt=starts).select_related("person"))
    fresh: list[Position] = []
    for post in held:
        if post.starts >= starts:
            post.unit = to
            continue
        fields: dict[str, Any] = {
            "title": post.title,
            "percentage": post.percentage,
            "starts": starts,
            "ends": post.ends,
        }
        fresh.append(Position(person=post.person, unit=to, **fields))
        post.ends = starts - timedelta(days=1)
    history.apply_many(Position, held, ["unit", "ends"], by=by, reason=reason)
    history.create_many(Position, fresh, by=by, reason=reason)
    return len(held)
