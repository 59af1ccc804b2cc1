"""What a reorganisation does to access and to tasks, in words and tables. [P1]"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.organisation.models import Municipality
from kvalitet.setup.registry import Cell, Effect, effects_of
from kvalitet.setup.rules import (
    Change,
    Holder,
    LeaderChange,
    SightChange,
    UnitAt,
    leader_changes,
    outermost_units,
    sight_changes,
    vacant_posts,
)
from kvalitet.setup.snapshots import tasks_of_leaders, tasks_of_posts

MOST_NAMES = 3


def all_effects(change: Change, user: Any) -> list[Effect]:
    """Return access, tasks, and what the apps have to say."""
    municipality = Municipality.objects.get(unit=next(iter(change.before.units)))
    return [access_effect(change), *task_effects(change, municipality), *effects_of(change, user)]


def access_effect(change: Change) -> Effect:
    """Say who comes to see, and who no longer sees, which units."""
    changes = sight_changes(change)
    losing = {one.holder.person_id for one in changes if not one.gains}
    gaining = {one.holder.person_id for one in changes if one.gains}
    left = [_member_row(change, *member) for member in sorted(change.before.members - change.after.members)]
    if not changes and not left:
        return Effect(_("Tilgang"), _("Ingen får eller mister innsyn."))
    parts = []
    if losing:
        parts.append(
            ngettext("%(n)d person mister innsyn", "%(n)d personer mister innsyn", len(losing)) % {"n": len(losing)}
        )
    if gaining:
        parts.append(
            ngettext("%(n)d person får innsyn", "%(n)d personer får innsyn", len(gaining)) % {"n": len(gaining)}
        )
    if left:
        parts.append(_("medlemskommuner mister innsyn"))
    columns = (_("Hvem"), _("Hva skjer"), _("Enheter"), _("Rolle"))
    rows = [_sight_row(one) for one in changes] + left
    told = _(" og ").join(parts)
    return Effect(_("Tilgang"), f"{told[:1].upper()}{told[1:]}.", columns, rows)


def _member_row(change: Change, municipality: str, unit_id: int) -> list[Cell]:
    unit = change.before.units[unit_id]
    return [Cell(municipality), Cell(_("Mister innsyn")), unit_cell(change, unit), Cell(_("Medlemskommune"))]


def _sight_row(one: SightChange) -> list[Cell]:
    what = _("Får innsyn") if one.gains else _("Mister innsyn")
    role = _("%(role)s · %(unit)s") % {"role": one.holder.label, "unit": one.via}
    return [_person(one.holder), Cell(what), Cell(_names(one.units)), Cell(role)]


def _names(units: tuple[UnitAt, ...]) -> str:
    """«Solbakken skole og 2 enheter under, Nordvik skole og 4 til»."""
    top = outermost_units(units)
    told = [_with_below(unit, below) for unit, below in top[:MOST_NAMES]]
    if len(top) > MOST_NAMES:
        told.append(_("%(n)d til") % {"n": len(top) - MOST_NAMES})
    return ", ".join(told)


def _with_below(unit: UnitAt, below: int) -> str:
    if not below:
        return unit.name
    words = ngettext("%(unit)s og %(n)d enhet under", "%(unit)s og %(n)d enheter under", below)
    return words % {"unit": unit.name, "n": below}


def _person(holder: Holder | None) -> Cell:
    if holder is None:
        return Cell(_("Ingen"))
    return Cell(holder.person, reverse("setup:person-detail", args=[holder.uuid]))


def unit_cell(change: Change, unit: UnitAt) -> Cell:
    """Name a unit, with a link to one that was there before it was tried."""
    known = unit.pk in change.before.units
    return Cell(unit.name, reverse("setup:unit-detail", args=[unit.uuid]) if known else "")


def task_effects(change: Change, municipality: Municipality) -> list[Effect]:
    """Say which units' tasks get another leader, and which are left without anyone."""
    changes = leader_changes(change)
    tasks, staff = tasks_of_leaders(municipality), _staff(change)
    counted = [(one, tasks.get(one.unit.pk, 0), staff.get(one.unit.pk, 0)) for one in changes]
    shown = [row for row in counted if row[1] or row[2] or row[0].unit.is_open]
    total = sum(number for _one, number, _staff in shown)
    new = set(change.opened())
    columns = (_("Enhet"), _("Leder før"), _("Leder etter"), _("Åpne oppgaver"), _("Ansatte etter"))
    rows = [
        [
            unit_cell(change, one.unit),
            Cell(_("Ny enhet")) if one.unit.pk in new else _person(one.before),
            _person(one.after),
            Cell(str(number)),
            Cell(str(people)),
        ]
        for one, number, people in shown
    ]
    lead = _leader_words([row for row in shown if row[0].unit.pk not in new], total)
    return [Effect(_("Oppgaver og ledere"), lead, columns if rows else (), rows), *_vacant(change, municipality)]


def _leader_words(shown: list[tuple[LeaderChange, int, int]], total: int) -> str:
    if not shown:
        return _("Ingen enheter får en annen leder, og ingen oppgaver skifter ansvarlig.")
    number = len(shown)
    units = ngettext("%(n)d enhet får en annen nærmeste leder", "%(n)d enheter får en annen nærmeste leder", number)
    tasks = ngettext("%(n)d åpen oppgave følger med til den nye", "%(n)d åpne oppgaver følger med til den nye", total)
    told = [units % {"n": number}, tasks % {"n": total}]
    sentence = _(" og ").join(told if total else told[:1]) + "."
    if without := sum(number for one, number, _staff in shown if one.after is None):
        words = ngettext("%(n)d oppgave blir uten ansvarlig.", "%(n)d oppgaver blir uten ansvarlig.", without)
        sentence = f"{sentence} {words % {'n': without}}"
    return sentence


def _staff(change: Change) -> dict[int, int]:
    found: dict[int, int] = {}
    for _title, unit_id in change.after.posts:
        found[unit_id] = found.get(unit_id, 0) + 1
    return found


def _vacant(change: Change, municipality: Municipality) -> list[Effect]:
    tasks = tasks_of_posts(municipality)
    vacant = vacant_posts(change, tasks)
    if not vacant:
        return []
    total = sum(tasks[key] for key in vacant)
    lead = ngettext(
        "%(n)d åpen oppgave hører til en stilling som ingen har etterpå.",
        "%(n)d åpne oppgaver hører til stillinger som ingen har etterpå.",
        total,
    ) % {"n": total}
    rows = [
        [unit_cell(change, change.before.units[unit_id]), Cell(title.capitalize()), Cell(str(tasks[unit_id, title]))]
        for unit_id, title in vacant
    ]
    return [Effect(_("Oppgaver uten ansvarlig"), lead, (_("Enhet"), _("Stilling"), _("Åpne oppgaver")), rows)]


def warnings_of(change: Change) -> list[str]:
    """Say what the administrator should look at before planning it."""
    before, after = change.before, change.after
    closing = {pk for pk, unit in after.units.items() if not unit.is_open and before.units[pk].is_open}
    staffed = closing & {unit_id for _title, unit_id in after.posts}
    with_roles = closing & {holder.unit_id for holder in after.holders}
    leaderless = [pk for pk in change.opened() if pk not in after.leaders]
    told = (
        (leaderless, _("Uten leder: %(units)s. Oppgavene går til lederen over.")),
        (staffed, _("Har fortsatt ansatte: %(units)s. Gi dem en ny stilling.")),
        (with_roles, _("Har roller, men legges ned: %(units)s. Gi rollene på enheten som tar over.")),
    )
    return [words % {"units": ", ".join(sorted(map(after.name, units)))} for units, words in told if units]
