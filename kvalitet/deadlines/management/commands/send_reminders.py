"""Do a pass of reminders by hand, with no queue: plan, then send."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scopes_disabled

from kvalitet.deadlines import actions
from kvalitet.notifications import actions as notifications
from kvalitet.notifications.choices import State
from kvalitet.notifications.models import Notice

UNLIMITED = 24 * 60 * 60.0


class Command(BaseCommand):
    help = _("Planlegg og send påminnelser for en dag. En ny kjøring for samme dag sender ingenting.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help=_("Dagen det gjelder. Uten valg: i dag."))

    @scopes_disabled()  # type: ignore[untyped-decorator]
    def handle(self, *args: Any, **options: Any) -> None:
        day = _day(options["as_of"])
        noon = actions.moment_of(day)
        newest = Notice.objects.order_by("-id").values_list("id", flat=True).first() or 0
        with transaction.atomic():
            planned = actions.plan_by_hand(day)
            notifications.queue_digests(now=noon, by_hand=True)
        drained = notifications.drain(now=max(noon, timezone.now()), digest_at=noon, budget=UNLIMITED, by_hand=True)
        # A worker may have been faster with some of them: they are sent all the same.
        by_all = Notice.objects.filter(pk__gt=newest, state=State.SENT, digest=None).count()
        told = ngettext("Planlagt: %(count)s påminnelse.", "Planlagt: %(count)s påminnelser.", planned.notices)
        sent = max(drained.sent, by_all)
        mailed = ngettext("Sendt: %(count)s e-post.", "Sendt: %(count)s e-poster.", sent)
        self.stdout.write(f"{told % {'count': planned.notices}} {mailed % {'count': sent}}")
        left = drained.put_back + drained.failed + drained.uncertain
        if left:
            self.stderr.write(_("Ikke sendt: %(left)s e-poster. Se tilstanden på /health/.") % {"left": left})


def _day(raw: str | None) -> date:
    if raw is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise CommandError(_("Skriv datoen som 2026-03-01.")) from error
