"""`fill_search`: write what rows are found by; once after an upgrade, or with `--all` when the words have changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kvalitet.search.actions import fill_parts, searched_models


class Command(BaseCommand):
    help = "Write the parts of words that rows are found by, where they are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--all`."""
        parser.add_argument("--all", action="store_true", help="Write them anew for every row.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through every kind of row, batch by batch."""
        for model in searched_models():
            written = fill_parts(model, everything=options["all"])
            self.stdout.write(f"{model._meta.label}: {written}")
