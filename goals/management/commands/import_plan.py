"""Brings in a plan from a CSV or XLSX file."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from goals.actions.import_names import Names, folded
from goals.actions.import_steps import CHANGED, NEW
from goals.actions.imports import Outcome, Target, import_plan, summary
from goals.actions.measures import ResponsibleChoice
from goals.choices import PlanKind
from goals.importers import read_plan
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.errors import Refused

YEARS = range(1990, 2101)


class Command(BaseCommand):
    help = "Imports a plan of goals, sub-goals and measures; a second run with the same file changes nothing. [G13]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="CSV or XLSX with the columns mål; delmål; tiltak; ansvarlig; frist"
        )
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--year", required=True, type=int, metavar="YYYY", help="The year the plan begins")
        parser.add_argument("--ends", type=int, metavar="YYYY", help="The last year, if not the same")
        parser.add_argument("--name", default="", help="Name of the plan; the file's name if left out")
        parser.add_argument(
            "--unit", default="", help="Name of the unit the plan belongs to; the municipality if left out"
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="'TEXT=WHO'",
            help="Who a text means: user name, group or title",
        )
        parser.add_argument("--dry-run", action="store_true", help="Show what would happen, write nothing")
        parser.add_argument("--draft", action="store_true", help="Leave the plan as a draft")
        parser.add_argument("--by", default="", metavar="USERNAME", help="Who is written in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=options["municipality"]).first()
        if municipality is None:
            raise CommandError(
                _("Vi finner ingen kommune med kortnavnet «%(slug)s».") % {"slug": options["municipality"]}
            )
        with scope(municipality=[municipality.pk]):
            outcome = self._import(municipality, options)
        self._tell(outcome, is_trial=options["dry_run"])

    def _import(self, municipality: Municipality, options: dict[str, Any]) -> Outcome:
        path: Path = options["file"]
        year = options["year"]
        ends = options["ends"] or year
        if year not in YEARS or ends not in YEARS or ends < year:
            raise CommandError(_("Året må være mellom 1990 og 2100, og planen kan ikke slutte før den begynner."))
        today = timezone.localdate()
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(_("Filen «%(path)s» kan ikke leses.") % {"path": path}) from error
        names = Names(municipality, today=today)
        decided = dict(self._decide(pair, municipality, names) for pair in options["map"])
        known = names.known() | {name for name in decided if len(name.split()) > 1}
        draft = read_plan(data, year=year, ends_year=ends, today=today, known=known)
        for problem in draft.notes:
            self.stdout.write(problem.message)
        unit = self._unit(municipality, options["unit"])
        name = options["name"] or path.stem.replace("_", " ")
        kind = PlanKind.ACTION_PLAN if unit.parent_id is None else PlanKind.UNIT_PLAN
        target = Target(unit=unit, kind=kind, name=name[:200], starts_year=year, ends_year=ends)
        try:
            return import_plan(
                draft,
                target=target,
                decided=decided,
                publish=not options["draft"],
                by=self._person(municipality, options["by"]),
                reason=_("Importert fra %(file)s") % {"file": path.name},
                is_trial=options["dry_run"],
            )
        except Refused as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _decide(self, pair: str, municipality: Municipality, names: Names) -> tuple[str, ResponsibleChoice]:
        text, separator, who = (part.strip() for part in pair.partition("="))
        if not (text and separator and who):
            raise CommandError(
                _("Skriv --map slik: --map 'Prosjektleder=brukernavn'. Vi fikk «%(pair)s».") % {"pair": pair}
            )
        person = Person.objects.filter(municipality=municipality, username=who, is_active=True).first()
        if person is not None:
            return text, ResponsibleChoice(person=person)
        if group := names.groups.get(folded(who)):
            return text, ResponsibleChoice(group=group)
        if title := names.titles.get(folded(who)):
            return text, ResponsibleChoice(position_title=title)
        message = _("Vi finner ingen person, gruppe eller stilling som heter «%(who)s» (fra --map «%(pair)s»).")
        raise CommandError(message % {"who": who, "pair": pair})

    def _unit(self, municipality: Municipality, name: str) -> Unit:
        units = Unit.objects.filter(municipality=municipality, closed=None)
        found = list(units.filter(name__iexact=name) if name else units.filter(parent=None))
        if len(found) != 1:
            raise CommandError(_("Vi finner ikke én enhet som heter «%(name)s».") % {"name": name})
        return found[0]

    def _person(self, municipality: Municipality, username: str) -> Person | None:
        if not username:
            return None
        person: Person | None = Person.objects.filter(municipality=municipality, username=username).first()
        if person is None:
            raise CommandError(_("Vi finner ingen med brukernavnet «%(name)s».") % {"name": username})
        return person

    def _tell(self, outcome: Outcome, *, is_trial: bool) -> None:
        for step in outcome.steps.measures:
            unread = [step.due.explanation] if step.is_doubtful and not step.due.certain else []
            doubts = [
                f"{match.choice.source_text}: {match.explanation}" for match in step.matches if not match.is_certain
            ]
            for doubt in [*unread, *doubts]:
                self.stdout.write(_("Rad %(row)s: %(doubt)s") % {"row": step.draft.row, "doubt": doubt})
        counts = outcome.counts
        word = _("Prøvekjøring") if is_trial else _("Uendret") if outcome.is_unchanged else _("Importert")
        line = f"{word}: {summary(counts)}"
        new, changed = summary(counts, NEW), summary(counts, CHANGED)
        if new != summary(counts) and not outcome.is_unchanged:
            line += _(" (nye: %(new)s; endret: %(changed)s)") % {"new": new, "changed": changed}
        self.stdout.write(line)
