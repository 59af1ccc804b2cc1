"""A file from HR from the moment it comes until it is in: received, compared, approved, carried out. [P3]"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from kvalitet.imports.actions import working
from kvalitet.imports.choices import NEW, SAME, WAITING, ImportSource, LineKind, RunState
from kvalitet.imports.files import read_staff
from kvalitet.imports.models import ImportLine, ImportRun
from kvalitet.imports.rules.plan import counts_of, fingerprint, has_changes
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused

logger = logging.getLogger(__name__)
SMALL = 2000
"""Rows that are compared and written while the person waits; more go to a worker."""
STUCK = timedelta(minutes=15)
KEPT = timedelta(days=180)
PROGRESS_SECONDS = 3600


@transaction.atomic
def receive(
    municipality: Municipality,
    *,
    kind: str,
    file_name: str,
    content: bytes,
    is_complete: bool,
    source: str,
    by: Person | None,
) -> ImportRun:
    """Keep a file that can be read. Raises Refused when it can't."""
    rows = read_staff(content, kind).row_count
    return ImportRun.objects.create(
        municipality=municipality,
        kind=kind,
        source=source,
        file_name=file_name[-200:],
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        row_count=rows,
        is_complete=is_complete,
        by=by,
        created_at=timezone.now(),
    )


def work_on(run_id: int) -> ImportRun:
    """Take the next step of a run, whichever it is; two at once do it once."""
    run = ImportRun.objects.select_related("municipality", "by").get(pk=run_id)
    with scope(municipality=[run.municipality_id]):
        if run.state == RunState.RECEIVED and _claim(run, RunState.RECEIVED, RunState.COMPARING):
            _guarded(run, _compare)
        elif run.state == RunState.APPROVED and _claim(run, RunState.APPROVED, RunState.RUNNING):
            _guarded(run, _carry_out)
    return run


def _claim(run: ImportRun, state: str, taken: str) -> bool:
    claimed = ImportRun.objects.filter(pk=run.pk, state=state).update(state=taken, claimed_at=timezone.now())
    run.refresh_from_db()
    return bool(claimed)


def _guarded(run: ImportRun, step: Callable[[ImportRun], None]) -> None:
    """A step that fails leaves everything as it was, and says so on the run."""
    try:
        with transaction.atomic():
            step(run)
    except Refused as refused:
        _fail(run, str(refused))
    except Exception:
        logger.exception("Import run %s failed", run.pk)
        _fail(run, _("Noe gikk galt hos oss, og ingenting er lagret. Prøv igjen, eller be om hjelp."))


def _fail(run: ImportRun, problem: str) -> None:
    run.state, run.problem, run.done_at = RunState.FAILED, problem[:500], timezone.now()
    run.save(update_fields=["state", "problem", "done_at"])


def _compare(run: ImportRun) -> None:
    work = working.compare(run, timezone.localdate())
    _keep(run, work, state=RunState.HELD if work.brake else RunState.READY, problem=work.brake)


def _keep(run: ImportRun, work: working.Work, *, state: str, problem: str = "") -> None:
    working.keep_lines(run, work.lines)
    run.counts, run.fingerprint = counts_of(work.lines), fingerprint(work.lines)
    run.row_count, run.state, run.problem = work.row_count, state, problem[:500]
    run.save(update_fields=["counts", "fingerprint", "row_count", "state", "problem"])


def _carry_out(run: ImportRun) -> None:
    """Compare again under a lock, and write only what was approved."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('imports'), %s)", [run.municipality_id])
    work = working.compare(run, today)
    if fingerprint(work.lines) != run.fingerprint:
        problem = _("Noe er endret i Kvalitet siden filen ble lest. Se over på nytt før du gjennomfører.")
        _keep(run, work, state=RunState.HELD if work.brake else RunState.READY, problem=problem)
        return
    refused = working.write(run, work, today, lambda done, total: _tell(run, done, total))
    left = {line.key for line in refused}
    lines = [line for line in work.lines if line.key not in left or line.kind != LineKind.LEFT] + refused
    working.keep_lines(run, lines)
    run.counts, run.state, run.problem = counts_of(lines), RunState.DONE, ""
    run.fingerprint = fingerprint(line for line in work.lines if line.key in left)
    run.done_at, run.content = timezone.now(), b""
    run.save(update_fields=["counts", "state", "problem", "fingerprint", "done_at", "content", "waiting"])


def _tell(run: ImportRun, done: int, total: int) -> None:
    cache.set(f"import-run-{run.pk}", (done, total), PROGRESS_SECONDS)


def progress_of(run: ImportRun) -> tuple[int, int] | None:
    """How far a worker has come with a run; only a hint, the row is the truth."""
    found: tuple[int, int] | None = cache.get(f"import-run-{run.pk}") if run.state == RunState.RUNNING else None
    return found


def answer(run: ImportRun, answers: Mapping[str, str]) -> None:
    """Keep what a person has decided about doubles, and compare again. Raises Refused when it has gone on."""
    asked = set(run.lines.filter(kind=LineKind.DOUBT).values_list("key", flat=True)) | set(run.answers)
    decided = {key: value for key, value in answers.items() if key in asked and value in {SAME, NEW}}
    kept = {**run.answers, **decided}
    if not ImportRun.objects.filter(pk=run.pk, state__in=WAITING).update(answers=kept, state=RunState.RECEIVED):
        raise Refused(_("Importen er allerede i gang eller ferdig."))


def approve(run: ImportRun, *, by: Person) -> None:
    """Let the run be carried out as it was shown. Raises Refused when it has gone on, or would do nothing."""
    if not has_changes(run.counts):
        raise Refused(_("Filen endrer ingenting, så det er ikke noe å gjennomføre."))
    taken = ImportRun.objects.filter(pk=run.pk, state__in=WAITING, fingerprint=run.fingerprint)
    if not taken.update(state=RunState.APPROVED, by=by, claimed_at=timezone.now()):
        raise Refused(_("Importen er allerede i gang eller ferdig."))


def approve_unattended(run: ImportRun, *, also_held: bool = False) -> None:
    """Let a run go on by itself, as at night; one that the brake holds stays, unless it is said to go on too."""
    states = [RunState.READY, RunState.HELD] if also_held else [RunState.READY]
    ImportRun.objects.filter(pk=run.pk, state__in=states).update(state=RunState.APPROVED, claimed_at=timezone.now())


def is_told(run: ImportRun, content: bytes) -> bool:
    """Whether the same file, compared today, would do nothing but what this run has done, or already waits to do."""
    run.content = content
    return fingerprint(working.compare(run, timezone.localdate()).lines) == run.fingerprint


def drop(run: ImportRun) -> None:
    """Throw the file away; what it would have done is forgotten. Raises Refused when it has gone on."""
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=[*WAITING, RunState.FAILED])
    if not waiting.update(state=RunState.DROPPED, content=b"", done_at=timezone.now()):
        raise Refused(_("Importen er allerede i gang eller ferdig."))
    ImportLine.objects.filter(run=run).delete()


def sweep() -> list[int]:
    """Give back runs whose worker disappeared, and forget files and names that are old. Returns what to wake."""
    now = timezone.now()
    stuck = ImportRun.objects.filter(claimed_at__lt=now - STUCK)
    stuck.filter(state=RunState.COMPARING).update(state=RunState.RECEIVED, claimed_at=now)
    stuck.filter(state=RunState.RUNNING).update(state=RunState.APPROVED, claimed_at=now)
    ImportLine.objects.filter(run__created_at__lt=now - KEPT).delete()
    old = ImportRun.objects.filter(created_at__lt=now - KEPT).exclude(content=b"")
    old.filter(state__in=[*WAITING, RunState.FAILED]).update(state=RunState.DROPPED, content=b"", done_at=now)
    unfinished = ImportRun.objects.filter(state__in=[RunState.RECEIVED, RunState.APPROVED])
    return list(unfinished.filter(created_at__lt=now - timedelta(minutes=2)).values_list("pk", flat=True))


def is_small(run: ImportRun) -> bool:
    """Whether a person may wait for it."""
    return run.row_count <= SMALL and run.source == ImportSource.UPLOAD
