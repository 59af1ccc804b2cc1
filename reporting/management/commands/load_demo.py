"""Loads the invented municipalities the demo shows."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kvalitet.organisation.models import Municipality
from reporting.demo.load import is_loaded, load
from reporting.demo.sizes.load import NotEmptyError, load_size
from reporting.demo.sizes.shape import SIZES
from reporting.demo.users import sign_ins


class Command(BaseCommand):
    help = "Loads the demo municipalities; a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing when there is any municipality.")
        parser.add_argument("--sign-ins", action="store_true", help="Only list the sign-ins.")
        parser.add_argument(
            "--size",
            choices=["demo", *SIZES],
            default="demo",
            help="large: one municipality of 3,000 employees; national: 357 of 450,000. Only into an empty database.",
        )

        parser.add_argument("--events", type=int, help="How many events the size shall have.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sign_ins"]:
            self.stdout.write(sign_ins())
            return
        if settings.PRODUCTION:
            raise CommandError("Demokommunen kan ikke lastes i produksjon.")
        if options["size"] != "demo":
            self._load_size(options["size"], options["events"])
            return
        if is_loaded():
            self.stdout.write("Uendret: demokommunen er lastet fra før.")
            return
        if options["if_empty"] and Municipality.objects.exists():
            self.stdout.write("Uendret: databasen er i bruk.")
            return
        load(timezone.localdate())
        self.stdout.write("Lastet: Fjordvik kommune og Åsheim kommune.")

    def _load_size(self, name: str, events: int | None) -> None:
        size = SIZES[name] if events is None else replace(SIZES[name], events=max(events, 0))
        try:
            load_size(size, timezone.localdate(), self.stderr._out)
        except NotEmptyError as error:
            raise CommandError("Databasen er ikke tom. Lag en ny, og kjør «migrate» først.") from error
        counts = f"{size.units} enheter, {size.people} ansatte og {size.events} meldinger"
        self.stdout.write(f"Lastet: {size.municipalities} kommuner, {counts}.")
