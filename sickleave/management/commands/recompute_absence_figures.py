"""Reckons the monthly sums of sick leave anew."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kvalitet.organisation.models import Municipality
from sickleave.actions.aggregates import first_month, recompute_months


class Command(BaseCommand):
    help = "Reckons sick leave by unit and month; what rows are deleted of stays as it is. Twice changes nothing. [S6]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="starts", type=_month, metavar="YYYY-MM", help="First month; the first known"
        )
        parser.add_argument("--to", dest="ends", type=_month, metavar="YYYY-MM", help="Last month; the running one")
        parser.add_argument("--municipality", metavar="SLUG", help="One municipality; all of them if left out")

    def handle(self, **options: Any) -> None:
        municipality = _municipality(options["municipality"])
        starts, ends = options["starts"] or first_month(municipality), options["ends"] or timezone.localdate()
        if starts is None:
            self.stdout.write("Det er ikke registrert noe fravær, så det er ingen tall å regne ut.")
            return
        if ends < starts:
            raise CommandError("Den siste måneden kan ikke være før den første.")
        changed = recompute_months(starts, ends, municipality)
        self.stdout.write(f"Regnet ut fra {starts:%Y-%m} til {ends:%Y-%m}: {changed} rader er endret.")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise CommandError(f"«{text}» er ikke en måned. Skriv den som 2026-03.") from error


def _municipality(slug: str | None) -> Municipality | None:
    if slug is None:
        return None
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"Det finnes ingen kommune som heter «{slug}».")
    return found
