"""Which municipality the person sets up, and what may be chosen in it."""

from django.http import Http404

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.organisation.querysets import PersonQuerySet, UnitQuerySet
from kvalitet.web.shortcuts import Request


def administered(request: Request, verb: str = "setup.edit") -> Municipality:
    """Return the municipality whose set-up the person may open; the pages don't exist for anyone else."""
    ids = scope_of(request.user).municipalities(verb)
    own = request.user.municipality_id
    found = Municipality.objects.visible_to(request.user).filter(pk__in=ids).order_by("pk")
    municipality = found.filter(pk=own).first() if own in ids else found.first()
    if municipality is None:
        raise Http404
    return municipality


def people_of(request: Request, municipality: Municipality | None) -> PersonQuerySet:
    """Return people of the municipality who haven't left."""
    people: PersonQuerySet = Person.objects.visible_to(request.user)
    return people.filter(municipality=municipality).active()


def units_of(request: Request, municipality: Municipality | None) -> UnitQuerySet:
    """Return the municipality's units in tree order, those that are closed left out."""
    return Unit.objects.visible_to(request.user).filter(municipality=municipality, closed=None).order_by("path")
