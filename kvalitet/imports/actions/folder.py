"""The nightly run: the newest file of each kind from the municipality's folder, units before people. [P3]"""

import hashlib
import logging
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.imports.actions import runs
from kvalitet.imports.choices import ImportKind, ImportSource, LineKind, RunState
from kvalitet.imports.files import kind_of
from kvalitet.imports.models import ImportRun
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Municipality
from kvalitet.web.errors import Refused

logger = logging.getLogger(__name__)
ENDINGS = {".csv", ".txt", ".xlsx"}


def take_folder(folder: Path) -> list[ImportRun]:
    """Bring in what lies in each municipality's own folder, named after its short name. Returns the new runs."""
    made = []
    for municipality in Municipality.objects.filter(is_active=True).order_by("pk"):
        place = folder / municipality.slug
        if place.is_dir():
            for kind, path in newest_files(place).items():
                run = take_file(municipality, path, kind)
                made += [run] if run is not None else []
    return made


def newest_files(place: Path) -> dict[str, Path]:
    """Return the newest file of each kind, units first."""
    found: dict[str, Path] = {}
    files = [path for path in place.iterdir() if path.is_file() and path.suffix.lower() in ENDINGS]
    for path in sorted(files, key=lambda path: (path.stat().st_mtime, path.name), reverse=True):
        if len(found) < len(ImportKind):
            found.setdefault(kind_of(path.read_bytes()), path)
    return {kind: found[kind] for kind in (ImportKind.UNITS, ImportKind.PEOPLE) if kind in found}


def take_file(municipality: Municipality, path: Path, kind: str) -> ImportRun | None:
    """Bring in one file; None when it is the one of last time and changes nothing now either."""
    with scope(municipality=[municipality.pk]):
        try:
            run = _register(municipality, path, kind)
        except (Refused, OSError) as problem:
            _tell_unreadable(municipality, path, str(problem))
            return None
        if run is None:
            return None
        run = runs.work_on(run.pk)
        if run.state == RunState.READY and run.has_changes:
            runs.approve_unattended(run)
            run = runs.work_on(run.pk)
        _tell(run)
    return run


def _register(municipality: Municipality, path: Path, kind: str) -> ImportRun | None:
    """Keep the file once, however many look at the same time."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('imports.folder'), %s)", [municipality.pk])
        last = ImportRun.objects.filter(municipality=municipality, kind=kind, source=ImportSource.FOLDER).first()
        if last is not None and last.digest == digest and (last.is_working or runs.is_told(last, content)):
            return None
        return runs.receive(
            municipality,
            kind=kind,
            file_name=path.name,
            content=content,
            is_complete=True,
            source=ImportSource.FOLDER,
            by=None,
        )


def _tell(run: ImportRun) -> None:
    """Tell the administrators what needs them; a night without trouble is told on the page only."""
    left = run.counts.get(LineKind.BAD, 0) + run.counts.get(LineKind.DOUBT, 0)
    if run.state == RunState.DONE and not left:
        return
    if run.state == RunState.READY and not run.has_changes and not left:
        return
    title = {
        RunState.HELD: _("Nattens import fra HR venter på godkjenning"),
        RunState.FAILED: _("Nattens import fra HR ble ikke gjennomført"),
    }.get(RunState(run.state), _("Nattens import fra HR har rader du må se på"))
    text = f"{run.file_name}: {run.problem or run.summary}"
    _notify(run.municipality, f"import-{run.pk}", title, text, run.get_absolute_url())


def _tell_unreadable(municipality: Municipality, path: Path, problem: str) -> None:
    title = _("Filen fra HR kan ikke leses")
    key = f"import-unreadable-{municipality.pk}-{timezone.localdate()}-{path.name[:80]}"
    _notify(municipality, key, title, f"{path.name}: {problem}", "/oppsett/import/")


def _notify(municipality: Municipality, key: str, title: str, text: str, url: str) -> None:
    held = RoleAssignment.objects.valid_on(timezone.localdate()).filter(
        municipality=municipality, role=Role.ADMIN, unit__parent=None, person__is_active=True
    )
    for assignment in held.select_related("person"):
        notify(
            assignment.person,
            key=f"{key}-{assignment.person_id}",
            title=title,
            text=text,
            url=url,
            why=_("Du er systemansvarlig i kommunen."),
            municipality=municipality,
        )
