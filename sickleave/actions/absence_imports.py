"""A file of absences from the moment it comes until it is in: received, compared, approved, carried out. [S1]

Absences are written all or none, and the file is let go of with them. Then the cases follow, some people at a time:
a worker that dies there is followed by another, which begins again with the same people.
"""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from kvalitet.imports.choices import WAITING, RunState
from kvalitet.imports.file_kinds import check_size, is_workbook
from kvalitet.imports.tables import Unreadable
from kvalitet.organisation.models import Municipality, Person
from kvalitet.privacy.fields import box
from kvalitet.web.errors import Refused
from sickleave.actions.absence_files import LIMITS, AbsenceFile, read_absences
from sickleave.actions.absence_writing import follow, known_absences, write
from sickleave.models import AbsenceImport
from sickleave.rules.import_plan import ImportPlan, compare
from sickleave.rules.import_words import lines_of

logger = logging.getLogger(__name__)
SMALL_BYTES, SMALL_ROWS = 200_000, 2000
"""What is compared and written while the person waits; more goes to a worker."""
STUCK = timedelta(minutes=15)
FILE_KEPT = timedelta(hours=24)
LINES_KEPT = timedelta(days=14)
PROGRESS_SECONDS = 3600


def receive(municipality: Municipality, *, content: bytes, by: Person | None) -> AbsenceImport:
    """Keep a file, sealed. Raises Refused for what is no table; a small one is read through at once."""
    try:
        check_size(content, LIMITS)
        is_workbook(content, LIMITS)
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
    rows = 0
    if len(content) <= SMALL_BYTES:
        rows = read_absences(content, municipality, today=timezone.localdate()).row_count
    return AbsenceImport.objects.create(
        municipality=municipality, content=box().encrypt(content), row_count=rows, by=by
    )


def is_small(run: AbsenceImport) -> bool:
    """Whether a person may wait for the next step."""
    return 0 < run.row_count <= SMALL_ROWS


def work_on(run_id: int) -> AbsenceImport:
    """Take the next step of a run, whichever it is; two at once do it once."""
    run = AbsenceImport._base_manager.select_related("municipality", "by").get(pk=run_id)
    with scope(municipality=[run.municipality_id]):
        if run.state == RunState.RECEIVED and _claim(run, RunState.RECEIVED, RunState.COMPARING):
            _guarded(run, _compare)
        elif run.state == RunState.APPROVED and _claim(run, RunState.APPROVED, RunState.RUNNING):
            if run.content:
                _guarded(run, _write)
            if run.state == RunState.RUNNING:
                _follow(run)
    return run


def _claim(run: AbsenceImport, state: str, taken: str) -> bool:
    rows = AbsenceImport.objects.filter(pk=run.pk, state=state)
    claimed = rows.update(state=taken, claimed_at=timezone.now())
    run.refresh_from_db()
    return bool(claimed)


def _guarded(run: AbsenceImport, step: Callable[[AbsenceImport], None]) -> None:
    """A step that fails leaves everything as it was, says so on the run, and lets go of the file."""
    try:
        with transaction.atomic():
            step(run)
    except Refused as refused:
        _fail(run, str(refused))
    except Exception:
        logger.exception("Import of absences %s failed", run.pk)
        _fail(run, _("Noe gikk galt hos oss, og ingenting er lagret. Prøv igjen, eller be om hjelp."))


def _fail(run: AbsenceImport, problem: str) -> None:
    _store(run, state=RunState.FAILED, problem=problem[:500], done_at=timezone.now(), content=b"", lines="")


def _store(run: AbsenceImport, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(run, name, value)
    run.save(update_fields=list(fields))


def _plan(run: AbsenceImport) -> tuple[AbsenceFile, ImportPlan]:
    file = read_absences(box().decrypt(bytes(run.content)), run.municipality, today=timezone.localdate())
    plan = compare(file.rows, known_absences(run.municipality, file.rows))
    plan.problems = sorted([*file.problems, *plan.problems])
    return file, plan


def _compare(run: AbsenceImport) -> None:
    _show(run, *_plan(run))


def _show(run: AbsenceImport, file: AbsenceFile, plan: ImportPlan, problem: str = "") -> None:
    told = {"counts": plan.counts(), "lines": json.dumps(lines_of(plan, file.notes)), "row_count": file.row_count}
    _store(run, **told, fingerprint=plan.fingerprint(), problem=problem, state=RunState.READY)


def _write(run: AbsenceImport) -> None:
    """Compare again under a lock, and write only what was approved."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('sickleave.imports'), %s)", [run.municipality_id])
    file, plan = _plan(run)
    if plan.fingerprint() != run.fingerprint:
        _show(run, file, plan, _("Noe er endret i Kvalitet siden filen ble lest. Se over på nytt."))
        return
    write(plan, run.municipality, by=run.by, tell=lambda done, total: tell(run, done, total))
    lines = {**lines_of(plan, file.notes, is_done=True), "people": plan.people}
    _store(run, content=b"", lines=json.dumps(lines), counts=plan.counts())


def _follow(run: AbsenceImport) -> None:
    """Let the cases of those whose absences changed follow; only then is it done. What fails is tried again later."""
    lines = json.loads(run.lines)
    people, today = lines.pop("people", []), timezone.localdate()
    try:
        follow(people, today, by=run.by, tell=lambda done, total: tell(run, done, total))
    except Exception:
        logger.exception("Cases didn't follow import of absences %s", run.pk)
        _store(
            run, problem=_("Fraværet er lagret, men sakene er ikke regnet på nytt ennå. Vi prøver igjen av oss selv.")
        )
        return
    _store(run, state=RunState.DONE, lines=json.dumps(lines), problem="", done_at=timezone.now())


def tell(run: AbsenceImport, done: int, total: int) -> None:
    """Let those who wait know how far a run has come, and the sweep that it isn't stuck."""
    cache.set(f"absence-import-{run.pk}", (done, total), PROGRESS_SECONDS)


def progress_of(run: AbsenceImport) -> tuple[int, int] | None:
    """How far a worker has come; only a hint, the row is the truth."""
    found: tuple[int, int] | None = cache.get(f"absence-import-{run.pk}") if run.state == RunState.RUNNING else None
    return found


def approve(run: AbsenceImport, *, by: Person | None) -> None:
    """Let the run be carried out as it was shown. Raises Refused when it has gone on, or would do nothing."""
    if not run.has_changes:
        raise Refused(_("Filen endrer ingenting, så det er ikke noe å gjennomføre."))
    taken = AbsenceImport.objects.filter(pk=run.pk, state__in=WAITING, fingerprint=run.fingerprint)
    if not taken.update(state=RunState.APPROVED, by=by, claimed_at=timezone.now()):
        raise Refused(_("Importen er allerede i gang eller ferdig."))


def drop(run: AbsenceImport) -> None:
    """Throw the file away with all it told. Raises Refused when it has gone on."""
    waiting = AbsenceImport.objects.filter(pk=run.pk, state__in=WAITING)
    if not waiting.update(state=RunState.DROPPED, content=b"", lines="", done_at=timezone.now()):
        raise Refused(_("Importen er allerede i gang eller ferdig."))


def sweep() -> list[int]:
    """Give back runs whose worker disappeared, and let go of files and lines that are old. Returns what to wake."""
    now, rows = timezone.now(), AbsenceImport._base_manager
    stuck = rows.filter(claimed_at__lt=now - STUCK)
    stuck.filter(state=RunState.COMPARING).update(state=RunState.RECEIVED, claimed_at=now)
    stuck.filter(state=RunState.RUNNING).update(state=RunState.APPROVED, claimed_at=now)
    old = rows.filter(created_at__lt=now - FILE_KEPT, state__in=WAITING)
    old.update(state=RunState.DROPPED, content=b"", lines="", done_at=now)
    rows.filter(state=RunState.DONE, done_at__lt=now - LINES_KEPT).exclude(lines="").update(lines="")
    unfinished = rows.filter(state__in=[RunState.RECEIVED, RunState.APPROVED])
    return list(unfinished.filter(created_at__lt=now - timedelta(minutes=2)).values_list("pk", flat=True))
