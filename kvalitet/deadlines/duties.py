"""Who answers for a deadline today: people, leaders, holders of posts, and those who stand in for them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from kvalitet.access.models import Deputy
from kvalitet.deadlines.choices import Role
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import Leadership, Person, Position, Unit
from kvalitet.organisation.rules import prefixes


def duties_of(person: Person, today: date) -> Q:
    """Turn a person, and those the person stands in for, into a filter of literal ids."""
    people = people_of(person, today)
    found = Q(responsible_id=person.pk)
    if principals := [pk for pk in people if pk != person.pk]:
        found |= Q(responsible_id__in=principals, may_be_lent=True)
    if led := _units_led_by(people, today):
        found |= Q(role=Role.LEADER, responsible__isnull=True, unit_id__in=led)
    for title, unit_ids in _posts_of(people, today).items():
        held = Q(position_title__iexact=title, unit_id__in=unit_ids)
        found |= Q(role=Role.POSITION, responsible__isnull=True) & held
    return found


def people_of(person: Person, today: date) -> list[int]:
    """Return the person and those who are away with the person as stand-in."""
    principals = Deputy.objects.valid_on(today).filter(deputy=person).values_list("principal_id", flat=True)
    return sorted({person.pk, *principals})


def answers_for(deadline: Deadline, person: Person, today: date, *, is_escalation: bool) -> bool:
    """Whether the person is still among those to be told, or is told for one who is away."""
    if deadline.responsible_id == person.pk:
        return True
    if not deadline.may_be_lent:
        return False
    people = people_of(person, today)
    if deadline.responsible_id in people:
        return True
    chain = _chain(deadline.unit, today)
    asked = _first_asked(deadline, chain, today)
    if is_escalation:
        asked += [leader for leader in chain if leader not in asked][:2]
    return any(one in people for one in asked) or _relieves(person, asked, chain, today)


def _first_asked(deadline: Deadline, chain: list[int], today: date) -> list[int]:
    """Return those who answer first: the person, the holders of the post, otherwise the nearest leader."""
    if deadline.role == Role.POSITION and (holders := _holders(deadline, today)):
        return holders
    if Person.objects.filter(pk=deadline.responsible_id, is_active=True).exists():
        return [deadline.responsible_id or 0]
    return chain[:1]


def _relieves(person: Person, asked: list[int], chain: list[int], today: date) -> bool:
    """Whether the person is the nearest leader at work above one who is away without a substitute at work."""
    if person.pk not in chain:
        return False
    absences = Deputy.objects.absences(today, today)
    away = {row.principal_id: row.deputy for row in absences.filter(principal__in=[*asked, *chain])}
    too = set(absences.filter(principal__in=[one.pk for one in away.values()]).values_list("principal_id", flat=True))
    alone = [one for one in asked if one in away and (not away[one].is_active or away[one].pk in too)]
    return any(next((at for at in chain if at != one and at not in away), None) == person.pk for one in alone)


def _units_led_by(people: list[int], today: date) -> list[int]:
    """Return the units whose nearest leader is one of the people: their own, and those below without one."""
    leaderships = Leadership.objects.valid_on(today)
    led = dict(leaderships.filter(person__in=people).values_list("unit_id", "unit__path"))
    if not led:
        return []
    has_leader = leaderships.filter(unit=OuterRef("pk"), person__is_active=True)
    waiting = Deadline.objects.open().filter(role=Role.LEADER, unit=OuterRef("pk"))
    orphans = Unit.objects.filter(~Exists(has_leader), _below(led.values()), Exists(waiting))
    paths = dict(orphans.exclude(pk__in=led).values_list("pk", "path"))
    leaders = _leaders_at({prefix for path in paths.values() for prefix in prefixes(path)}, today)
    mine = set(people)
    return [*led, *(pk for pk, path in paths.items() if next(iter(_climb(path, leaders)), 0) in mine)]


def _posts_of(people: list[int], today: date) -> dict[str, list[int]]:
    """Return the titles the people hold, each with the units it answers for: its own and those above."""
    above: dict[str, set[str]] = defaultdict(set)
    posts = Position.objects.valid_on(today).filter(person__in=people)
    for title, path in posts.values_list("title", "unit__path"):
        above[title].update(prefixes(path))
    if not above:
        return {}
    units = Unit.objects.filter(path__in=set().union(*above.values()))
    ids = dict(units.values_list("path", "pk"))
    return {title: sorted(ids[path] for path in paths) for title, paths in sorted(above.items())}


def _holders(deadline: Deadline, today: date) -> list[int]:
    posts = Position.objects.valid_on(today).filter(_below([deadline.unit.path], "unit__path"))
    held = posts.filter(title__iexact=deadline.position_title, person__is_active=True)
    return list(held.values_list("person_id", flat=True))


def _below(paths: Iterable[str], field: str = "path") -> Q:
    """Match what lies at or below one of the paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__gte": path, f"{field}__lt": f"{path}~"})
    return found


def _chain(unit: Unit, today: date) -> list[int]:
    """Return the leaders at and above the unit, nearest first, each person once."""
    return list(dict.fromkeys(_climb(unit.path, _leaders_at(set(prefixes(unit.path)), today))))


def _leaders_at(paths: set[str], today: date) -> dict[str, int]:
    if not paths:
        return {}
    rows = Leadership.objects.valid_on(today).filter(unit__path__in=paths, person__is_active=True)
    return dict(rows.values_list("unit__path", "person_id"))


def _climb(path: str, leaders: dict[str, int]) -> list[int]:
    return [leaders[prefix] for prefix in reversed(prefixes(path)) if prefix in leaders]
