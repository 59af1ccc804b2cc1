"""Talks between leader and employee are written down; the first one settles the first step. [S3]"""

from datetime import date

from django.db import transaction

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from sickleave.actions.milestones import complete
from sickleave.choices import MilestoneState, Step
from sickleave.models import Case, Contact, Milestone


@transaction.atomic
def add_contact(case: Case, *, on: date, form: str, note: str, by: Person) -> Contact:
    """Write down a talk; the first settles the step «første samtale»."""
    said = {"on": on, "form": form, "note": note, "by_id": by.pk}
    made = history.create(Contact, case=case, municipality=case.municipality, **said, by=by, reason="Samtale.")
    if Milestone.objects.filter(case=case, step=Step.TALK, state=MilestoneState.WAITING).exists():
        complete(case, Step.TALK, on=on, by=by)
    return made


@transaction.atomic
def edit_contact(contact: Contact, *, on: date, form: str, note: str, by: Person) -> Contact:
    """Put right what was written of a talk."""
    changes = {"on": on, "form": form, "note": note}
    return history.apply(history.lock(contact, as_read=True), changes, by=by, reason="Samtale rettet.")
