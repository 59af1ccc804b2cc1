"""One-time codes for staff without a mailbox. [P14]"""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.signin.actions.telling import tell
from kvalitet.signin.models import OneTimeCode
from kvalitet.signin.rules import CODE_LENGTH, CODE_LETTERS, CODE_LIFE, plain_code
from kvalitet.web.errors import Refused


def _hashed(code: str) -> str:
    return salted_hmac("kvalitet.signin.code", plain_code(code), algorithm="sha256").hexdigest()


@transaction.atomic
def make_code(person: Person, *, by: Person, now: datetime) -> tuple[str, OneTimeCode]:
    """Make a code to hand over; one made before stops working. It can't be read again. [P14]"""
    person = history.lock(person)
    if not person.is_active:
        raise Refused(_("Personen er sperret og kan ikke logge inn."))
    code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
    OneTimeCode.objects.filter(person=person, used_at=None).delete()
    made = OneTimeCode.objects.create(
        person=person, made_by=by, code_hash=_hashed(code), made_at=now, expires_at=now + CODE_LIFE
    )
    history.touch(person, by=by, reason=_("Laget engangskode til innlogging."))
    tell(
        person,
        title=_("Det er laget en engangskode til deg"),
        text=_("%(by)s laget en engangskode som kan brukes til å logge inn som deg. Si fra hvis du ikke ba om den.")
        % {"by": by},
    )
    return code, made


@transaction.atomic
def use_code(number: str, code: str, *, now: datetime) -> Person | None:
    """Return whose code it is, once; the same work is done whether the number is known or not."""
    hashed = _hashed(code)
    known = Q(person__employee_number=number) | Q(person__username=number)
    rows = OneTimeCode.objects.usable(now).filter(known).select_for_update(of=("self",)).select_related("person")
    for row in rows:
        if constant_time_compare(row.code_hash, hashed):
            row.used_at = now
            row.save(update_fields=["used_at"])
            return row.person
    return None
