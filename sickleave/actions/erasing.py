"""Deleting cases, notes and absences so that nothing tells they were: rows, versions, deadlines, notices, looks. [S5]

The papers of a case are found by looking, so that a new kind of paper is deleted from the day it is made. Monthly
sums stay as they are.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.attachments.models import Attachment
from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality
from sickleave.actions import aggregates
from sickleave.models import Absence, Case

logger = logging.getLogger(__name__)
OWN_PAGES = "/sykefravaer/"
REASONS = "sickleave.reasons"
"""Where a session keeps why HR opened a case; the door of cases writes it."""


def papers() -> list[type[models.Model]]:
    """Return every model whose rows hang on a case, but for absences, which outlive it."""
    found = []
    for model in apps.get_app_config("sickleave").get_models():
        points = [field for field in model._meta.concrete_fields if field.related_model is Case]
        if points and model is not Absence and not hasattr(model, "instance_type"):
            found.append(model)
    return found


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def erase_cases(cases: Sequence[Case]) -> int:
    """Delete cases with all that hangs on them, and the cases they once were before two became one."""
    if not cases:
        return 0
    ids = {case.pk for case in cases} | _former(cases)
    keys = _keys_of(ids)
    _keep_figures(cases)
    children: dict[type[models.Model], list[int]] = {}
    for model in papers():
        children[model] = list(model._base_manager.filter(case__in=ids).values_list("pk", flat=True))
    told = _told_to_the_people(cases)
    targets: dict[type[models.Model], Any] = {**children, Case: ids}
    deadlines.erase_deadlines(targets, marks=keys, also=told)
    _erase_files(targets)
    for model, pks in children.items():
        has_versions = hasattr(model, "history")
        rows = model._base_manager.filter(pk__in=pks)
        history.erase(rows, versions=Q(case_id__in=ids) if has_versions else None)
    Absence._base_manager.filter(case__in=ids).update(case=None)
    Absence.history.filter(case_id__in=ids).update(case_id=None)
    history.erase(Case._base_manager.filter(pk__in=ids), versions=Q(id__in=ids))
    _forget_reasons(keys)
    return len(cases)


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def erase_absences(rows: Sequence[Absence]) -> int:
    """Delete absences with their versions; the months up to theirs are never reckoned again."""
    if not rows:
        return 0
    pks = [row.pk for row in rows]
    deadlines.erase_deadlines({Absence: pks})
    _keep_figures(rows)
    return history.erase(Absence._base_manager.filter(pk__in=pks))


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def erase_text(model: type[models.Model], pks: Sequence[int], field: str) -> int:
    """Empty a text in rows and in every version of them; that there was a talk, and when, stays."""
    model._base_manager.filter(pk__in=pks).update(**{field: ""})
    versions: Any = model
    versions.history.filter(id__in=pks).update(**{field: ""})
    return len(pks)


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def erase_removed(before: Any, *, municipality: int) -> int:
    """Delete versions of what people took away themselves before a moment: mistakes, and cases that became one."""
    deleted = 0
    kinds: list[Any] = [*papers(), Case, Absence]
    for model in kinds:
        if hasattr(model, "history"):
            live = model._base_manager.filter(municipality=municipality).order_by().values("pk")
            gone = model.history.filter(municipality_id=municipality).exclude(id__in=live)
            latest = gone.order_by().values("id").annotate(latest=Max("history_date")).filter(latest__lt=before)
            deleted += gone.filter(id__in=latest.values("id")).delete()[0]
    return deleted


def hold_people(people: Iterable[int]) -> None:
    """Let nobody reckon these people's cases anew until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(7203, id::int) from organisation_person where id = any(%s) order by id",
            [sorted(set(people))],
        )


def _former(cases: Sequence[Case]) -> set[int]:
    """Return ids of cases that no longer are, of the same people and not later: what these were joined from."""
    found: set[int] = set()
    for case in cases:
        earlier = Case.history.filter(person_id=case.person_id, starts__lte=case.ends)
        found |= set(earlier.values_list("id", flat=True))
    return found - set(Case._base_manager.filter(pk__in=found).values_list("pk", flat=True))


def _keys_of(ids: set[int]) -> list[str]:
    return sorted({str(key) for key in Case.history.filter(id__in=ids).values_list("uuid", flat=True)})


def _told_to_the_people(cases: Sequence[Case]) -> Q:
    """Match what the employees themselves were told about sick leave while the case went on."""
    wanted = Q(pk__in=[])
    for case in cases:
        until = case.closed_on or case.ends
        wanted |= Q(recipient=case.person_id, url__startswith=OWN_PAGES, created_at__date__lte=until)
    return wanted


def _erase_files(targets: dict[type[models.Model], Any]) -> None:
    """Delete rows of files; no file may be attached to sick leave, so that there should be none."""
    labels = {model._meta.model_name: keys for model, keys in targets.items()}
    for name, keys in labels.items():
        found = Attachment._base_manager.filter(
            content_type__app_label="sickleave", content_type__model=name, object_id__in=list(keys)
        )
        if number := found.delete()[0]:
            logger.warning("Files were attached where none may be, and deleted: %s", number)


def _keep_figures(rows: Sequence[Absence] | Sequence[Case]) -> None:
    """Reckon the monthly sums a last time and freeze them, before what they were made of is gone."""
    stretches: dict[int, tuple[date, date]] = {}
    for row in rows:
        starts, ends = stretches.get(row.municipality_id, (row.starts, row.ends))
        stretches[row.municipality_id] = min(starts, row.starts), max(ends, row.ends)
    for place in Municipality.objects.filter(pk__in=stretches):
        aggregates.freeze(place, *stretches[place.pk])


def _forget_reasons(keys: Sequence[str]) -> None:
    """Take the reasons for opening these cases out of the sessions that still live."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        kept = session.get_decoded()
        reasons = kept.get(REASONS, {})
        if reasons.keys() & set(keys):
            kept[REASONS] = {key: value for key, value in reasons.items() if key not in keys}
            Session.objects.filter(pk=session.pk).update(session_data=SessionStore().encode(kept))
