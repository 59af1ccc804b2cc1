"""Telling the two parties that something is new; never what, and never about whom. [S5]"""

from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person
from sickleave.models import Case
from sickleave.rules.words import NEWS_TITLE, NOTICE_TEXT


def tell_employee(case: Case, *, key: str) -> None:
    """Let the employee know that there is something to read or answer, on the employee's own page."""
    _tell(case.person, case, key, reverse("sickleave:own"), _("Du er part i saken."))


def tell_leader(case: Case, leader: Person | None, *, key: str) -> None:
    """Let the nearest leader know that the employee has answered; nobody stands in."""
    if leader is not None:
        _tell(leader, case, key, case.get_absolute_url(), _("Du er part i saken."))


def _tell(person: Person, case: Case, key: str, url: str, why: str) -> None:
    notify(
        person,
        key=f"case-{key}",
        title=str(NEWS_TITLE),
        text=str(NOTICE_TEXT),
        url=url,
        why=why,
        municipality=case.municipality,
        may_be_lent=False,
    )
