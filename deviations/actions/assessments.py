"""How likely and how bad something is, by the matrix in force. [D5]"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.actions.matrices import ensure_version
from deviations.choices import LIVE_RISKS, OPEN_STATES, EntryKind, Moment
from deviations.models import Assessment, Deviation, MatrixVersion, Risk
from deviations.rules.matrix import Reading, read
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused


@transaction.atomic
def assess(
    obj: Deviation | Risk,
    *,
    likelihood: int,
    consequences: Mapping[str, int],
    by: Person | None,
    moment: str = Moment.CURRENT,
    reason: str = "",
    actual: int | None = None,
    version: MatrixVersion | None = None,
) -> Assessment:
    """Store an assessment and copy what it comes to onto the event or risk. `version` is the one that was shown.

    Raises Refused when it is closed, changed meanwhile, or the matrix has a newer version.
    """
    _refuse_closed(obj)
    current = ensure_version(obj.municipality)
    if version is not None and version.pk != current.pk:
        raise Refused(_("Risikomatrisen er endret mens du vurderte. Se over nivåene, og lagre på nytt."))
    found = _read(current, likelihood, consequences, actual)
    if isinstance(obj, Deviation):
        locked_event = history.lock(obj, as_read=True)
        made = _store(current, found, {"deviation": obj, "actual": actual}, consequences, reason=reason, by=by)
        history.apply(locked_event, _copied(made), by=by, reason=reason)
        add_entry(locked_event, EntryKind.ASSESSMENT, _told(found, reason), by=by)
        return made
    risk = history.lock(obj, as_read=True)
    made = _store(current, found, {"risk": obj, "moment": moment}, consequences, reason=reason, by=by)
    history.apply(risk, _copied_to_risk(made, found), by=by, reason=reason)
    return made


def _refuse_closed(obj: Deviation | Risk) -> None:
    if isinstance(obj, Deviation) and obj.state not in OPEN_STATES:
        raise Refused(_("Saken er lukket. Åpne den igjen før du vurderer risikoen på nytt."))
    if isinstance(obj, Risk) and obj.state not in LIVE_RISKS:
        raise Refused(_("Risikoen er avsluttet. Åpne den igjen før du vurderer den på nytt."))


def _read(version: MatrixVersion, likelihood: int, consequences: Mapping[str, int], actual: int | None) -> Reading:
    matrix = version.content
    known = {kind.key for kind in matrix.kinds}
    levels = [*consequences.values(), *([actual] if actual is not None else [])]
    if not consequences or not known.issuperset(consequences) or not all(1 <= one <= matrix.columns for one in levels):
        raise Refused(_("Velg konsekvens for minst én type, fra nivåene i matrisen."))
    try:
        return read(matrix, likelihood, consequences)
    except IndexError:
        raise Refused(_("Velg en sannsynlighet fra matrisen.")) from None


def _store(
    version: MatrixVersion,
    found: Reading,
    fields: dict[str, Any],
    consequences: Mapping[str, int],
    *,
    reason: str,
    by: Person | None,
) -> Assessment:
    now = timezone.now()
    return history.create(
        Assessment,
        by=by,
        reason=reason,
        **fields,
        **{"municipality": version.municipality, "version": version, "by_id": by.pk if by else None},
        **{"likelihood": found.likelihood, "consequence": found.consequence, "consequences": dict(consequences)},
        **{"score": found.score, "band": found.band.key, "assessed_on": timezone.localdate(now), "created_at": now},
    )


def _copied(made: Assessment) -> dict[str, Any]:
    return {
        **{"likelihood": made.likelihood, "consequence": made.consequence, "risk_score": made.score},
        **{"risk_band": made.band, "matrix_version": made.version},
    }


def _copied_to_risk(made: Assessment, found: Reading) -> dict[str, Any]:
    if made.moment == Moment.INHERENT:
        return {"inherent_score": made.score}
    if made.moment == Moment.TARGET:
        return {"target_score": made.score}
    return {**_copied(made), "needs_measure": found.band.needs_measure, "assessed_on": made.assessed_on}


def _told(found: Reading, reason: str) -> str:
    text = _("Risikoen er vurdert til %(score)d (%(band)s): sannsynlighet %(likelihood)d, konsekvens %(consequence)d.")
    words = {"score": found.score, "band": found.band.name}
    said = text % {**words, "likelihood": found.likelihood, "consequence": found.consequence}
    return f"{said} {reason}".strip()


@transaction.atomic
def assess_many(
    municipality: Municipality,
    events: Iterable[Deviation],
    *,
    by: Person | None,
    version: MatrixVersion | None = None,
) -> int:
    """Make the assessment of events that carry a likelihood and a consequence already, in a few statements.

    For demo and import: what the events say is read by the matrix in force, or by the version given. Returns how many.
    """
    version = version or ensure_version(municipality)
    matrix = version.content
    rows = []
    for event in events:
        if event.likelihood is not None and event.consequence is not None:
            found = read(matrix, event.likelihood, {matrix.kinds[0].key: event.consequence})
            rows.append(_row(version, event, found, by))
    history.create_many(Assessment, rows, by=by)
    for band in matrix.bands:
        ids = [row.deviation_id for row in rows if row.band == band.key and row.deviation_id is not None]
        Deviation._base_manager.filter(pk__in=ids).update(matrix_version=version, risk_band=band.key)
    return len(rows)


def _row(version: MatrixVersion, event: Deviation, found: Reading, by: Person | None) -> Assessment:
    at = event.received_at or event.created_at
    day: date = timezone.localdate(at)
    return Assessment(
        municipality_id=event.municipality_id,
        deviation=event,
        version=version,
        likelihood=found.likelihood,
        consequence=found.consequence,
        consequences={version.content.kinds[0].key: found.consequence},
        score=found.score,
        band=found.band.key,
        assessed_on=day,
        created_at=at,
        by=by,
    )
