"""Brings in absences from a file, as the import page does; row by row in words that say nothing of whom."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django_scopes import scope

from kvalitet.imports.choices import RunState
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused
from sickleave.actions import absence_imports as actions
from sickleave.models import AbsenceImport
from sickleave.rules.import_words import summary


class Command(BaseCommand):
    help = "Imports absences from payroll; a second run with the same file changes nothing. [S1]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or XLSX")
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="Show what would happen, write nothing")
        parser.add_argument("--by", default="", metavar="USERNAME", help="Who is written in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=options["municipality"]).first()
        if municipality is None:
            raise CommandError(
                _("Vi finner ingen kommune med kortnavnet «%(slug)s».") % {"slug": options["municipality"]}
            )
        with scope(municipality=[municipality.pk]):
            run = self._compare(municipality, options)
            for row, text in json.loads(run.lines)["bad"]:
                self.stdout.write(_("Rad %(row)s: %(text)s") % {"row": row, "text": text})
            if run.has_changes and not options["dry_run"]:
                run = self._carry_out(run)
            else:
                actions.drop(run)
        word = _("Prøvekjøring") if options["dry_run"] else _("Importert") if run.is_done else _("Uendret")
        self.stdout.write(f"{word}: {summary(run.counts)}")

    def _compare(self, municipality: Municipality, options: dict[str, Any]) -> AbsenceImport:
        path: Path = options["file"]
        by = Person.objects.filter(municipality=municipality, username=options["by"]).first()
        if options["by"] and by is None:
            raise CommandError(_("Vi finner ingen med brukernavnet «%(name)s».") % {"name": options["by"]})
        try:
            run = actions.work_on(actions.receive(municipality, content=path.read_bytes(), by=by).pk)
        except OSError as error:
            raise CommandError(_("Filen «%(path)s» kan ikke leses.") % {"path": path}) from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if run.state == RunState.FAILED:
            raise CommandError(run.problem)
        return run

    def _carry_out(self, run: AbsenceImport) -> AbsenceImport:
        actions.approve(run, by=run.by)
        run = actions.work_on(run.pk)
        if not run.is_done:
            raise CommandError(run.problem)
        return run
