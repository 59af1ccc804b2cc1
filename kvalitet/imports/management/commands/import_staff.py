"""Brings in units or employees from a file, as the import page and the nightly run do."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django_scopes import scope

from kvalitet.imports import actions
from kvalitet.imports.actions.runs import approve_unattended
from kvalitet.imports.choices import ImportKind, ImportSource, LineKind, RunState
from kvalitet.imports.files import kind_of
from kvalitet.imports.models import ImportRun
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused


class Command(BaseCommand):
    help = "Imports units or employees from HR; a second run with the same file changes nothing. [P3]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or XLSX; whether it holds units or people is seen from it")
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--kind", choices=ImportKind.values, help="units or people, when it isn't to be guessed")
        parser.add_argument("--dry-run", action="store_true", help="Show what would happen, write nothing")
        parser.add_argument("--partial", action="store_true", help="The file hasn't got everybody: close nobody")
        parser.add_argument("--approve", action="store_true", help="Go on even when many would be closed")
        parser.add_argument("--by", default="", metavar="USERNAME", help="Who is written in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=options["municipality"]).first()
        if municipality is None:
            raise CommandError(
                _("Vi finner ingen kommune med kortnavnet «%(slug)s».") % {"slug": options["municipality"]}
            )
        with scope(municipality=[municipality.pk]):
            run = self._compare(municipality, options)
            if run.state == RunState.FAILED:
                raise CommandError(run.problem)
            if not options["dry_run"]:
                run = self._carry_out(run, approved=options["approve"])
        self._tell(run, is_trial=options["dry_run"])
        if options["dry_run"]:
            actions.drop(run)

    def _compare(self, municipality: Municipality, options: dict[str, Any]) -> ImportRun:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
            run = actions.receive(
                municipality,
                kind=options["kind"] or kind_of(content),
                file_name=path.name,
                content=content,
                is_complete=not options["partial"],
                source=ImportSource.COMMAND,
                by=self._person(municipality, options["by"]),
            )
        except OSError as error:
            raise CommandError(_("Filen «%(path)s» kan ikke leses.") % {"path": path}) from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        return actions.work_on(run.pk)

    def _carry_out(self, run: ImportRun, *, approved: bool) -> ImportRun:
        if run.state == RunState.HELD and not approved:
            raise CommandError(_("%(why)s Kjør på nytt med --approve.") % {"why": run.problem})
        if run.has_changes:
            approve_unattended(run, also_held=approved)
        elif run.is_waiting:
            actions.drop(run)
            return run
        run = actions.work_on(run.pk)
        if run.state != RunState.DONE:
            raise CommandError(run.problem)
        return run

    def _person(self, municipality: Municipality, username: str) -> Person | None:
        if not username:
            return None
        person: Person | None = Person.objects.filter(municipality=municipality, username=username).first()
        if person is None:
            raise CommandError(_("Vi finner ingen med brukernavnet «%(name)s».") % {"name": username})
        return person

    def _tell(self, run: ImportRun, *, is_trial: bool) -> None:
        for line in run.lines.filter(kind__in=[LineKind.BAD, LineKind.DOUBT, LineKind.NOTE]).order_by("row", "id"):
            where = _("Rad %(row)s: ") % {"row": line.row} if line.row else ""
            self.stdout.write(f"{where}{line.title}: {line.text}")
        if is_trial:
            for line in run.lines.exclude(kind__in=[LineKind.BAD, LineKind.DOUBT, LineKind.NOTE]):
                self.stdout.write(f"{LineKind(line.kind).label}: {line.title}. {line.text}")
        word = _("Prøvekjøring") if is_trial else _("Importert") if run.has_changes else _("Uendret")
        self.stdout.write(f"{word}: {run.summary}")
