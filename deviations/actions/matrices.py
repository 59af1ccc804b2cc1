"""The risk matrix: drafted, published as a version that never changes, dropped. [D5]"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.models import Matrix, MatrixVersion
from deviations.queries.matrices import current_version, draft_of
from deviations.rules.matrix import Definition, as_json, default_definition
from deviations.rules.matrix_checks import changes
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused


@transaction.atomic
def ensure_version(municipality: Municipality) -> MatrixVersion:
    """Return the version in force; a municipality without one gets the usual 5×5 as its first."""
    found = current_version(municipality.pk)
    if found is not None:
        return found
    history.lock(municipality)  # two who assess first at once make one matrix
    found = current_version(municipality.pk)
    return found or _first(municipality, default_definition(), _("Vanlig 5×5-matrise."), by=None)


@transaction.atomic
def publish_first(municipality: Municipality, *, definition: Definition, reason: str, by: Person) -> MatrixVersion:
    """Begin with a matrix of one's own instead of the usual. Raises Refused when there is one already."""
    history.lock(municipality)
    if current_version(municipality.pk) is not None:
        raise Refused(_("Kommunen har allerede en risikomatrise."))
    return _first(municipality, definition, reason, by=by)


def _first(municipality: Municipality, definition: Definition, reason: str, *, by: Person | None) -> MatrixVersion:
    now = timezone.now()
    matrix = Matrix._base_manager.filter(municipality=municipality).first()
    fields: dict[str, Any] = {"municipality": municipality}
    fields["matrix"] = matrix or history.create(Matrix, by=by, **fields)
    fields["definition"] = as_json(definition)
    fields |= {"number": 1, "created_at": now, "published_at": now, "by_id": by.pk if by else None}
    return history.create(MatrixVersion, by=by, reason=reason, **fields)


@transaction.atomic
def start_draft(municipality: Municipality, *, by: Person) -> MatrixVersion:
    """Copy the version in force to a draft; a draft that is begun already is the one to go on with."""
    current = ensure_version(municipality)
    history.lock(current.matrix)
    found = draft_of(municipality.pk)
    if found is not None:
        return found
    fields: dict[str, Any] = {"municipality": municipality, "matrix": current.matrix, "by_id": by.pk}
    fields |= {"definition": current.definition, "created_at": timezone.now()}
    return history.create(MatrixVersion, by=by, **fields)


@transaction.atomic
def save_draft(draft: MatrixVersion, *, definition: Definition, by: Person) -> MatrixVersion:
    """Keep the draft as it was written; the history tells what was changed. Raises ValidationError."""
    draft = _draft(draft)
    told = " ".join(changes(draft.content, definition))
    return history.apply(draft, {"definition": as_json(definition), "by": by}, by=by, reason=told)


@transaction.atomic
def publish_draft(draft: MatrixVersion, *, reason: str, by: Person) -> MatrixVersion:
    """Let the draft be the version new assessments are made by. The old ones keep theirs."""
    draft = _draft(draft)
    current = current_version(draft.municipality_id)
    if current is not None and not changes(current.content, draft.content):
        raise Refused(_("Utkastet er likt versjonen som gjelder. Endre noe før du publiserer."))
    if not reason.strip():
        raise Refused(_("Skriv hvorfor matrisen endres."))
    number = 1 if current is None or current.number is None else current.number + 1
    fields: dict[str, Any] = {"number": number, "published_at": timezone.now(), "reason": reason, "by": by}
    return history.apply(draft, fields, by=by, reason=reason)


@transaction.atomic
def drop_draft(draft: MatrixVersion, *, by: Person) -> None:
    """Throw the draft away."""
    history.remove(_draft(draft), by=by, reason=_("Utkastet ble forkastet."))


def _draft(draft: MatrixVersion) -> MatrixVersion:
    """Hold the draft. Raises Refused when it is published already."""
    locked = history.lock(draft, as_read=True)
    if locked.published_at is not None:
        raise Refused(_("Versjonen er publisert og kan ikke endres. Lag et nytt utkast."))
    return locked
