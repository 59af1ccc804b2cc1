"""Do the pass of a night by hand: every open case is reckoned anew."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from sickleave.actions.nightly import recompute


class Command(BaseCommand):
    help = _("Regn alle åpne oppfølgingssaker på nytt. En ny kjøring for samme dag endrer ingenting.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help=_("Dagen det gjelder. Uten valg: i dag."))

    def handle(self, *args: Any, **options: Any) -> None:
        done = recompute(_day(options["as_of"]))
        synced = done.synced
        words = _(
            "Regnet på nytt for %(people)s ansatte. Nye saker: %(made)s, endrede saker: %(changed)s, "
            "endrede steg: %(steps)s. Nye steg over fristen som HR har fått vite om: %(told)s."
        )
        self.stdout.write(
            words
            % {
                "people": synced.people,
                "made": synced.made,
                "changed": synced.changed,
                "steps": synced.steps,
                "told": done.told,
            }
        )


def _day(raw: str | None) -> date:
    if raw is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise CommandError(_("Skriv datoen som 2026-03-01.")) from error
