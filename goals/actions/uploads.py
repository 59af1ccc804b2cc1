"""A file on its way in: kept, corrected, brought in. [G13]"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.actions.imports import Outcome, Target, import_plan
from goals.actions.measures import ResponsibleChoice
from goals.choices import DueKind
from goals.models import Plan, PlanImport
from goals.rules.deadlines_text import REVIEW_MONTHS, DueReading
from goals.rules.plan_draft import PlanDraft
from kvalitet.history.actions import lock
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused

KEPT = timedelta(days=14)


@transaction.atomic
def keep_upload(
    *,
    file_name: str,
    content: bytes,
    unit: Unit,
    kind: str,
    name: str,
    starts_year: int,
    ends_year: int,
    plan: Plan | None,
    by: Person,
) -> PlanImport:
    """Keep a file that has been read without errors; the person's own forgotten ones are thrown away."""
    PlanImport.objects.filter(by=by, done_at=None, created_at__lt=timezone.now() - KEPT).delete()
    upload = PlanImport(municipality=unit.municipality, unit=unit, kind=kind, name=name, plan=plan, by=by)
    upload.starts_year, upload.ends_year = starts_year, ends_year
    upload.file_name, upload.content = file_name[-200:], content
    upload.full_clean(exclude=["corrections", "counts"])
    upload.save()
    return upload


@transaction.atomic
def correct_upload(upload: PlanImport, *, names: Mapping[str, str], due: Mapping[int, Mapping[str, str]]) -> PlanImport:
    """Keep what a person has corrected: whom names mean, and deadlines by row number."""
    upload = lock(upload)
    refuse_done(upload)
    kept = upload.corrections
    rows = {**kept.get("due", {}), **{str(row): dict(found) for row, found in due.items()}}
    upload.corrections = {"names": {**kept.get("names", {}), **names}, "due": rows}
    upload.save(update_fields=["corrections"])
    return upload


@transaction.atomic
def finish_upload(
    upload: PlanImport, draft: PlanDraft, *, decided: Mapping[str, ResponsibleChoice], publish: bool, by: Person
) -> Outcome:
    """Bring the plan in, and let go of the file. Raises Refused, and then nothing is written."""
    upload = lock(upload)
    refuse_done(upload)
    outcome = import_plan(
        draft,
        target=target_of(upload),
        decided=decided,
        corrected=corrected_dues(upload),
        publish=publish,
        by=by,
        reason=_("Importert fra %(file)s") % {"file": upload.file_name},
    )
    upload.plan, upload.counts = outcome.plan, {name: dict(count) for name, count in outcome.counts.items()}
    upload.done_at, upload.content = timezone.now(), b""
    upload.save(update_fields=["plan", "counts", "done_at", "content"])
    return outcome


def refuse_done(upload: PlanImport) -> None:
    """Raise Refused when the plan has been brought in."""
    if upload.done_at is not None:
        raise Refused(_("Planen er allerede importert. Last opp filen på nytt hvis du vil importere den en gang til."))


def target_of(upload: PlanImport) -> Target:
    """Return where the plan is to go."""
    return Target(
        unit=upload.unit,
        kind=upload.kind,
        name=upload.name,
        starts_year=upload.starts_year,
        ends_year=upload.ends_year,
        plan=upload.plan,
    )


def corrected_dues(upload: PlanImport) -> dict[int, DueReading]:
    """Return the corrected deadlines by row number."""
    rows: dict[str, dict[str, Any]] = upload.corrections.get("due", {})
    return {int(row): _reading(found) for row, found in rows.items() if found.get("kind")}


def _reading(found: Mapping[str, Any]) -> DueReading:
    kind = DueKind(found["kind"])
    due = date.fromisoformat(found["due"]) if found.get("due") else None
    months = REVIEW_MONTHS if kind == DueKind.ONGOING else None
    return DueReading(kind, due, None, months, _("Rettet for hånd."), certain=True)
