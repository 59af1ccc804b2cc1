"""Tells how to begin on an empty installation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from kvalitet.setup.actions.first import is_empty, make_code


class Command(BaseCommand):
    help = "Prints the address where the first municipality is made, with a code that is good for a day. [P15]"

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_empty():
            self.stdout.write("Kvalitet er satt opp. Logg inn som systemansvarlig for å fortsette.")
            return
        code = make_code()
        self.stdout.write("Installasjonen er tom. Åpne denne adressen for å opprette kommunen:")
        self.stdout.write(f"  {settings.SITE_URL}{reverse('setup:first')}?kode={code}")
        self.stdout.write(f"  Oppsettkode: {code} (gjelder i ett døgn, og bare til den første er registrert)")
