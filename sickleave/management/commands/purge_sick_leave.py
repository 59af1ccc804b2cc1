"""`purge_sick_leave`: what is due for deletion and, with `--confirm`, deleted now; for those who run Kvalitet. [S5]"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.organisation.models import Municipality
from kvalitet.web.errors import Refused
from sickleave.actions import retention
from sickleave.models import Deletion
from sickleave.queries.retention import counts, times_of
from sickleave.rules.retention import Paper

EVER = 10**9


class Command(BaseCommand):
    help = "Count what is due for deletion in sick leave, or delete it. Prints numbers only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take exactly one of `--dry-run` and `--confirm`, and the short name of a municipality."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--dry-run", action="store_true", help="Only count.")
        what.add_argument("--confirm", action="store_true", help="Delete what is counted. It can't be undone.")
        parser.add_argument("--municipality", metavar="SLUG", help="One municipality; otherwise all of them.")

    @scopes_disabled()  # type: ignore[untyped-decorator]
    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the municipalities; what was confirmed before and isn't done is done first."""
        rows = Municipality.objects.order_by("slug")
        if options["municipality"]:
            rows = rows.filter(slug=options["municipality"])
        if not rows:
            raise CommandError("There is no such municipality.")
        if options["confirm"]:
            retention.carry_out(seconds=EVER)
        for municipality in rows:
            self._one(municipality, is_confirmed=options["confirm"])

    def _one(self, municipality: Municipality, *, is_confirmed: bool) -> None:
        today = timezone.localdate()
        found = counts(municipality, times_of(municipality, today))
        self.stdout.write(f"{municipality.slug}: {_told(found)}")
        if not is_confirmed or not any(found.values()):
            return
        try:
            made = retention.confirm(municipality, listed=found, today=today, by=None)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        retention.carry_out(seconds=EVER)
        done = Deletion.objects.get(pk=made.pk)
        self.stdout.write(f"  deleted: {_told(done.deleted)}")


def _told(numbers: dict[str, int]) -> str:
    return ", ".join(f"{paper} {numbers.get(paper, 0)}" for paper in Paper)
