"""A person written by name, as the suggestions beside the field write it."""

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from kvalitet.organisation.models import Person


def named_person(text: str, *, by: Person, municipality_id: int) -> Person | None:
    """Find who is meant by «Kari Kvam» or «Kari Kvam (kari)»; None for nobody. Raises ValidationError."""
    name = " ".join(text.replace("\x00", "").split())
    if not name:
        return None
    people = Person.objects.visible_to(by).active().filter(municipality=municipality_id)
    full = people.annotate(full=Concat("first_name", Value(" "), "last_name"))
    found = list(full.filter(full__iexact=name)[:2])
    if not found and name.endswith(")"):
        found = list(people.filter(username__iexact=name.rpartition("(")[2].removesuffix(")").strip())[:2])
    if len(found) > 1:
        text = _("Flere heter «%(name)s». Skriv navnet med brukernavnet i parentes.")
        raise ValidationError(text % {"name": name[:80]})
    if not found:
        raise ValidationError(_("Vi finner ingen som heter «%(name)s».") % {"name": name[:80]})
    person: Person = found[0]
    return person
