"""Units open, close, move and change leader on a date. [P1]"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.actions.municipality import end_members, put_in_areas_of
from kvalitet.organisation.actions.people import move_posts
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Leadership, Municipality, Person, Placement, Unit
from kvalitet.organisation.registry import open_work_of
from kvalitet.organisation.rules import move_problem, step
from kvalitet.web.errors import Refused


@transaction.atomic
def create_municipality(*, slug: str, name: str, number: str, opened: date, by: Person | None) -> Municipality:
    """Make a municipality and the root of its tree. [P2]"""
    municipality = history.create(Municipality, by=by, slug=slug, name=name, number=number)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('organisation.root'))")
    last = Unit.objects.filter(parent=None).order_by("-path").values_list("path", flat=True).first()
    history.create(
        Unit,
        by=by,
        municipality=municipality,
        path=step(int(last, 36) + 1 if last else 0),
        kind=UnitKind.MUNICIPALITY,
        name=name,
        opened=opened,
    )
    return municipality


@transaction.atomic
def create_unit(*, parent: Unit, name: str, kind: str, opened: date, by: Person | None, code: str = "") -> Unit:
    """Open a unit below another from a date. Raises Refused when the parent is closed."""
    parent = history.lock(parent)
    if parent.closed is not None and parent.closed <= opened:
        raise Refused(_("%(unit)s er lagt ned, så det kan ikke opprettes enheter under den.") % {"unit": parent})
    unit = history.create(
        Unit,
        by=by,
        municipality=parent.municipality,
        parent=parent,
        path=_next_path(parent),
        kind=kind,
        name=name,
        code=code,
        opened=opened,
    )
    history.create(Placement, by=by, unit=unit, parent=parent, starts=opened)
    return unit


def _next_path(parent: Unit) -> str:
    path = parent.path + step(parent.next_step)
    parent.next_step += 1
    parent.save(update_fields=["next_step"])
    return path


@transaction.atomic
def edit_unit(unit: Unit, *, name: str, kind: str, by: Person, code: str | None = None) -> Unit:
    """Change name, kind and, when given, the number HR knows it by."""
    changes = {"name": name, "kind": kind, "code": unit.code if code is None else code}
    return history.apply(history.lock(unit, as_read=True), changes, by=by)


@transaction.atomic
def move_unit(unit: Unit, *, parent: Unit, starts: date, today: date, reason: str, by: Person | None) -> Unit:
    """Put the unit below another from a date: at once when the date has come, otherwise by the nightly task."""
    unit, parent = history.lock(unit), history.lock(parent)
    if unit.parent_id is None:
        raise Refused(_("Kommunen selv kan ikke flyttes."))
    if unit.municipality_id != parent.municipality_id:
        raise Refused(_("Enheten kan bare flyttes innenfor egen kommune."))
    if problem := move_problem(unit.path, parent.path):
        raise Refused(problem)
    if parent.closed is not None and parent.closed <= starts:
        raise Refused(_("%(unit)s er lagt ned på denne datoen.") % {"unit": parent})
    later = unit.placements.filter(starts__gte=starts)
    for placement in later:
        history.remove(placement, by=by, reason=reason)
    for placement in unit.placements.filter(starts__lt=starts).valid_on(starts):
        history.apply(placement, {"ends": starts - timedelta(days=1)}, by=by, reason=reason)
    history.create(Placement, by=by, reason=reason, unit=unit, parent=parent, starts=starts)
    if starts <= today:
        _put_below(unit, parent, by=by, reason=reason)
    return unit


def _put_below(unit: Unit, parent: Unit, *, by: Person | None, reason: str) -> None:
    old, new = unit.path, _next_path(parent)
    history.apply(unit, {"parent": parent}, by=by, reason=reason)
    with connection.cursor() as cursor:
        cursor.execute(
            "update organisation_unit set path = %s || substr(path, %s) where path >= %s and path < %s",
            [new, len(old) + 1, old, f"{old}~"],
        )
    unit.path = new


@transaction.atomic
def apply_placements(today: date, *, municipality: Municipality | None = None) -> int:
    """Let placements that hold today count: set parent and path. Returns how many units moved."""
    due = Placement.objects.valid_on(today).exclude(parent=F("unit__parent")).select_related("unit", "parent")
    if municipality is not None:
        due = due.filter(unit__municipality=municipality)
    moved = 0
    for placement in due.order_by("starts", "id"):
        unit, parent = history.lock(placement.unit), history.lock(placement.parent)
        if move_problem(unit.path, parent.path) is None:
            _put_below(unit, parent, by=None, reason=_("Planlagt flytting trådte i kraft."))
            moved += 1
    return moved


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, by: Person | None, reason: str) -> Unit:
    """Give the unit a new name from today; what it was called stays in its history."""
    return history.apply(history.lock(unit), {"name": name}, by=by, reason=reason)


@transaction.atomic
def close_unit(
    unit: Unit, *, closed: date, successor: Unit | None, today: date, reason: str, by: Person | None
) -> Unit:
    """Close the unit from a date, below its successor, where the posts go.

    Refused while open units lie below it, and when it has open work that nobody takes over.
    """
    unit = history.lock(unit)
    if unit.closed is not None:
        raise Refused(_("%(unit)s er allerede lagt ned.") % {"unit": unit})
    if closed < unit.opened:
        raise Refused(_("Enheten kan ikke legges ned før den er åpnet."))
    if unit.parent_id is None:
        raise Refused(_("Kommunen selv kan ikke legges ned."))
    if Unit.objects.below(unit).exclude(pk=unit.pk).open_on(closed).exists():
        raise Refused(_("Flytt eller legg ned enhetene under %(unit)s først.") % {"unit": unit})
    if successor is None:
        _refuse_open_work(unit)
    else:
        _refuse_successor(unit, successor, closed)
        unit = move_unit(unit, parent=successor, starts=closed, today=today, reason=reason, by=by)
        move_posts(unit, to=successor, starts=closed, by=by, reason=reason)
    set_leader(unit, person=None, starts=closed, by=by, reason=reason)
    end_members(unit, closed=closed, by=by, reason=reason)
    return history.apply(history.lock(unit), {"closed": closed, "successor": successor}, by=by, reason=reason)


def _refuse_open_work(unit: Unit) -> None:
    if work := open_work_of(unit):
        raise Refused(
            _("%(unit)s har %(work)s. Velg en enhet som tar over, eller avslutt dette først.")
            % {"unit": unit, "work": _(" og ").join(work)}
        )


def _refuse_successor(unit: Unit, successor: Unit, closed: date) -> None:
    if successor.municipality_id != unit.municipality_id:
        raise Refused(_("Enheten kan bare gå inn i en enhet i egen kommune."))
    if history.lock(successor).path.startswith(unit.path):
        raise Refused(_("Enheten kan ikke gå inn i seg selv."))
    if successor.closed is not None and successor.closed <= closed:
        raise Refused(_("%(unit)s er lagt ned på denne datoen.") % {"unit": successor})


@transaction.atomic
def merge_unit(unit: Unit, *, into: Unit, starts: date, today: date, reason: str, by: Person | None) -> Unit:
    """Let the unit go into another from a date: the units below, the posts, the work and the service areas follow."""
    unit = history.lock(unit)
    _refuse_successor(unit, into, starts)
    for child in Unit.objects.filter(parent=unit).open_on(starts).order_by("path"):
        move_unit(child, parent=into, starts=starts, today=today, reason=reason, by=by)
    put_in_areas_of(unit, into, by=by)
    return close_unit(unit, closed=starts, successor=into, today=today, reason=reason, by=by)


@transaction.atomic
def set_leader(unit: Unit, *, person: Person | None, starts: date, by: Person | None, reason: str = "") -> None:
    """Let a person lead the unit from a date; the one before ends the day before. None leaves it without a leader."""
    unit = history.lock(unit)
    for later in unit.leaderships.filter(starts__gte=starts):
        history.remove(later, by=by, reason=reason)
    for leadership in unit.leaderships.filter(starts__lt=starts).valid_on(starts):
        history.apply(leadership, {"ends": starts - timedelta(days=1)}, by=by, reason=reason)
    if person is not None:
        history.create(Leadership, by=by, reason=reason, unit=unit, person=person, starts=starts)
