"""Reads series from a file and prints what a control chart of them says."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter
from django.utils.translation import gettext as _

from kvalitet.figures.rules.limits import RuleSet
from kvalitet.figures.rules.reading import Reading, read
from kvalitet.figures.rules.series_json import Named, read_json
from kvalitet.figures.rules.series_output import fields_of
from kvalitet.figures.standalone import standalone
from kvalitet.figures.words import Teller

HELP = """
The file is JSON, an object of series: {"S1": {"x": [9.2, 9.6, 8.9], "baseline": null}}

  x               the points in time, oldest first
  n               what each x is a share of; gives a p-chart
  baseline        limits are frozen to so many of the first points
  title           shown above the chart
  chart           xmr, p, u (x per n), c (small counts) or run; default xmr, or p with n
  phases          numbers of the points (from 1) that begin a new phase, e.g. [13]
  run_length      points in a row on one side (default 8)
  trend_length    points that all rise or all fall (default 6)
  hugging_length  points in a row within one sigma (default off)
  screened        true leaves out the largest moving ranges once
  labels          a name for each point
  period          week, month, tertial, year or point
  better          up, down or neither
  target, unit    what one aims at, and the unit of x
  measures        [{"point": 13, "name": "Nye vaktlag"}], drawn as lines

Printed are title, x, n and baseline as given, and: cl, mr, ucl, lcl, mr_ucl, the flagged points (from 1) as outside,
run, trend and two_of_three (only the points beyond two sigma), mr_above, and Anhoej's rules as anhoej. p- and
u-charts have one limit a point and the shares as p or u. With phases the numbers are the last phase's, and `limits`
holds them all. Nothing is printed when something in the file is wrong: the reasons come on stderr, exit code 1.
"""


class Formatter(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Keeps the lines of the list of fields."""


class Command(BaseCommand):
    help = "Computes control charts of series in a JSON file; needs no database."
    requires_system_checks = []
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.epilog = HELP
        parser.formatter_class = Formatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="JSON file, or - to read from standard input")
        parser.add_argument("--svg", type=Path, metavar="OUT", help="Write the charts, one below the other, to OUT")
        parser.add_argument("--words", action="store_true", help="Add the conclusion in Norwegian as words")
        parser.add_argument("--run-length", type=int, default=8, metavar="N", help="Points of a run (default 8)")
        parser.add_argument("--trend-length", type=int, default=6, metavar="N", help="Points of a trend (default 6)")
        parser.add_argument("--screened", action="store_true", help="Leave out the largest moving ranges once")

    def handle(self, *args: Any, **options: Any) -> None:
        lengths = options["run_length"], options["trend_length"]
        if not all(3 <= length <= 100 for length in lengths):
            self._refuse([_("--run-length og --trend-length må være fra 3 til 100.")])
        rules = RuleSet(run=lengths[0], trend=lengths[1], is_screened=options["screened"])
        series, problems = read_json(self._data(options["file"]), rules)
        if problems:
            self._refuse(problems)
        readings = [(named, read(named.series)) for named in series]
        for named in series:
            for warning in named.warnings:
                self.stderr.write(self.style.WARNING(warning))
        if options["svg"]:
            self._draw(options["svg"], readings)
        found = {named.name: fields_of(named, reading) for named, reading in readings}
        if options["words"]:
            for named, reading in readings:
                found[named.name]["words"] = Teller(reading, named.frame).conclusion()
        self.stdout.write(printed(found))

    def _data(self, file: str) -> bytes:
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except (OSError, ValueError):
            self._refuse([_("Filen «%(file)s» finnes ikke, eller kan ikke leses.") % {"file": file}])

    def _draw(self, out: Path, readings: list[tuple[Named, Reading]]) -> None:
        content = standalone([Teller(reading, named.frame) for named, reading in readings])
        try:
            out.write_bytes(content)
        except OSError:
            self._refuse([_("Bildet kan ikke lagres som «%(file)s».") % {"file": out}])

    def _refuse(self, problems: list[str]) -> NoReturn:
        for problem in problems:
            self.stderr.write(self.style.ERROR(problem))
        raise SystemExit(1)


def printed(found: dict[str, Any]) -> str:
    """Write one field a line, and each row of numbers on one: short to read, easy to compare."""
    series = []
    for name, fields in found.items():
        lines = ",\n    ".join(
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()
        )
        series.append(f"  {json.dumps(name, ensure_ascii=False)}: {{\n    {lines}\n  }}")
    return "{\n" + ",\n".join(series) + "\n}"
