"""`rotate_keys`: seal every sealed text with the first of FIELD_KEYS, so that earlier keys can be dropped. [S5]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kvalitet.privacy.actions import Rotated, rotate_keys, sealed_models


class Command(BaseCommand):
    help = "Seal every sealed text with the first of FIELD_KEYS. Safe while Kvalitet runs, and can be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through every table that holds sealed texts, and tell numbers only."""
        total = Rotated()
        for model, columns in sealed_models():
            found = rotate_keys(model, columns, told=lambda so_far, model=model: self._tell(model, so_far))  # type: ignore[misc] # mypy can't see the default
            self.stdout.write(self._line(model._meta.db_table, found))
            total += found
        self.stdout.write(self._line("sum", total))
        if total.unreadable:
            raise CommandError(
                f"{total.unreadable} texts can't be opened by any of FIELD_KEYS and were left as they are. "
                "Add the key they were sealed with at the end of FIELD_KEYS and run again; drop no key until then."
            )
        if total.overtaken:
            raise CommandError(f"{total.overtaken} texts were changed by others meanwhile. Run again.")
        self.stdout.write("Everything is sealed with the first key. The others can be dropped.")

    def _tell(self, model: Any, so_far: Rotated) -> None:
        if so_far.seen % 10_000 < 500 and so_far.seen >= 10_000:
            self.stdout.write(f"  {model._meta.db_table}: {so_far.seen} …")

    def _line(self, name: str, found: Rotated) -> str:
        told = f"{name}: {found.seen} texts, {found.renewed} sealed anew"
        return f"{told}, {found.overtaken} changed meanwhile, {found.unreadable} can't be opened"
