"""The first municipality and its first administrator; possible only while nobody is there. [P15]

The code is signed with the installation's own key and carries the moment it was made, so nothing needs storing: it
ends by itself after a day, and opens nothing once the first person is in.
"""

from datetime import date

from django.core import signing
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.errors import Refused

SALT = "kvalitet.setup.first"
VALID_SECONDS = 24 * 60 * 60
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})


def is_empty() -> bool:
    """Whether nobody is registered yet."""
    return not Person._base_manager.exists() and not Municipality._base_manager.exists()


def make_code() -> str:
    """Make a code that lets somebody begin, good for a day."""
    return signing.TimestampSigner(salt=SALT).sign("begin").removeprefix("begin:")


def is_right(code: str) -> bool:
    """Whether the code is one of ours and not too old."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(f"begin:{code.strip()}", max_age=VALID_SECONDS)
    except signing.BadSignature:
        return False
    return True


def slug_of(name: str) -> str:
    """The short name in addresses and folders: «Nordre Follo kommune» is nordre-follo."""
    plain = slugify(name.translate(LETTERS))
    return plain.removesuffix("-kommune")[:50] or plain[:50]


@transaction.atomic
def begin(
    *, code: str, municipality: str, number: str, first_name: str, last_name: str, email: str, password: str
) -> Person:
    """Make the municipality and its administrator. Raises Refused for a wrong code, and when somebody was first."""
    if not is_right(code):
        raise Refused(_("Oppsettkoden er feil eller eldre enn ett døgn. Lag en ny der tjenesten kjører."))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('setup.first'))")
    if not is_empty():
        raise Refused(_("Noen har allerede satt opp denne installasjonen. Logg inn i stedet."))
    opened = date(timezone.localdate().year, 1, 1)
    made = organisation.create_municipality(
        slug=slug_of(municipality), name=municipality, number=number, opened=opened, by=None
    )
    person = organisation.create_person(
        municipality=made,
        username=email.split("@")[0].lower(),
        first_name=first_name,
        last_name=last_name,
        email=email,
        password=password,
        by=None,
    )
    root = Unit.objects.get(municipality=made, parent=None)
    reason = _("Første oppsett.")
    give_role(person, role=Role.ADMIN, unit=root, starts=timezone.localdate(), by=person, reason=reason)
    return person
