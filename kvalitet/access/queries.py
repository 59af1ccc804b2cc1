"""Whom a leader would ask to stand in and how it is said, and which units a select offers. [P4, P13]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kvalitet.access.models import Deputy
from kvalitet.access.rules import period_words
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Leadership, Person, Position, Unit
from kvalitet.organisation.people import nearest_leader
from kvalitet.organisation.querysets import UnitQuerySet
from kvalitet.organisation.rules import STEP_LENGTH, prefixes
from kvalitet.web.options import options

LOOK_AHEAD = timedelta(days=60)
MOST_OF_A_KIND = 100
MOST_UNITS = 400
MANY_MUNICIPALITIES = 20
"""From here on the municipalities themselves are offered first, and what lies below one when it is chosen."""
INDENT = "\N{NO-BREAK SPACE}" * 3


@dataclass(frozen=True)
class Candidates:
    """People under one heading, by last name."""

    label: str
    people: list[Person]


def substitutes_for(person: Person, on: date) -> list[Candidates]:
    """Return those nearest first: the own unit, leaders beside and below, the leader above, then other leaders."""
    led = list(Unit.objects.filter(leaderships__in=Leadership.objects.valid_on(on).filter(person=person)))
    posts = Position.objects.valid_on(on)
    own_units = [unit.pk for unit in led] + list(posts.filter(person=person).values_list("unit_id", flat=True))
    leads = Leadership.objects.valid_on(on).filter(unit__municipality=person.municipality_id)
    near = leads.filter(Q(unit__parent__in=[unit.parent_id for unit in led]) | Q(unit__parent__in=led))
    above = nearest_leader(person, on)
    groups = [
        (_("Enheten din"), Q(positions__in=posts.filter(unit__in=own_units))),
        (_("Ledere ved siden av deg og under deg"), Q(leaderships__in=near)),
        (_("Lederen din"), Q(pk=above.pk if above else None)),
        (_("Andre ledere i kommunen"), Q(leaderships__in=leads)),
    ]
    seen = {person.pk}
    found = []
    for label, who in groups:
        rows = Person.objects.filter(who, municipality=person.municipality_id, is_active=True).exclude(pk__in=seen)
        people = list(rows.distinct()[:MOST_OF_A_KIND])
        seen |= {row.pk for row in people}
        if people:
            found.append(Candidates(label, people))
    return found


def away_words(people: Iterable[Person], on: date) -> dict[int, str]:
    """Say of those who are away soon when it is, by person id, in one query."""
    rows = Deputy.objects.absences(on, on + LOOK_AHEAD).filter(principal__in=[person.pk for person in people])
    return {
        row.principal_id: _("borte %(period)s") % {"period": period_words(row.starts, row.ends)}
        for row in rows.order_by("-starts")
    }


def stand_in_sentences(scope: Scope) -> list[str]:
    """Say for whom a person stands in today, and who stands in for the person."""
    found = []
    for row in scope.stand_ins:
        until = _("til %(day)s") % {"day": date_format(row.ends, "j. F")} if row.ends else _("inntil videre")
        if row.principal_id == scope.person_id:
            text = _("Du er registrert som borte %(until)s. %(deputy)s får påminnelsene dine.")
        else:
            text = _("Du er stedfortreder for %(principal)s %(until)s.")
        found.append(text % {"until": until, "deputy": row.deputy, "principal": row.principal})
    return found


def unit_options(user: Any, rows: UnitQuerySet, chosen: Unit | None, *, is_part: bool = False) -> SafeString:
    """Offer as many whole levels of the tree as one can look through, and the way to and right below the one chosen.

    `is_part` says that the rows are a part of a tree already; otherwise many municipalities are offered first.
    """
    is_cut = not is_part and len(scope_of(user).member_of) > MANY_MUNICIPALITIES
    found = _first(rows.filter(parent=None) if is_cut else rows, Length("path"), "path")
    if len(found) > MOST_UNITS:
        is_cut, deepest = True, len(found[-1][0])
        found = [row for row in found if len(row[0]) < deepest]
    if chosen is not None:
        near = Unit.objects.visible_to(user).filter(closed=None)
        found += _first(near.filter(Q(parent=chosen) | Q(path__in=prefixes(chosen.path))), "path")
    pairs = [(str(uuid), INDENT * (len(path) // STEP_LENGTH - 1) + name) for path, uuid, name in sorted(set(found))]
    return options(pairs, str(chosen.uuid) if chosen else "", _("Velg en enhet for å se dem under") if is_cut else "")


def _first(rows: UnitQuerySet, *order: Any) -> list[tuple[str, Any, str]]:
    return list(rows.order_by(*order).values_list("path", "uuid", "name")[: MOST_UNITS + 1])
