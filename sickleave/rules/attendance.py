"""Who attends a dialogue meeting, from what each of the two wants. Pure. [S3, domain A4]"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sickleave.choices import Answer
from sickleave.choices import ParticipantRole as Role

Text = str | Promise

ALWAYS = (Role.LEADER, Role.EMPLOYEE)
BY_EMPLOYEE = (Role.CERTIFIER, Role.SAFETY, Role.UNION, Role.SUPPORT)
"""Those the employee decides on: when the employee wants it, they are asked; the leader's wish alone isn't enough."""
BY_EITHER = (Role.HEALTH, Role.NAV, Role.HR)
"""Those either of the two may bring in."""

LEADER_MAY_WANT = (Role.CERTIFIER, *BY_EITHER)
EMPLOYEE_MAY_WANT = (*BY_EMPLOYEE, *BY_EITHER)

WAITING: dict[str, Text] = {
    Role.CERTIFIER: _("Du ønsker sykmelder med. Sykmelder kalles bare inn når den ansatte også ønsker det."),
}
REFUSED: Text = _("Den ansatte ønsker ikke sykmelder med. Da kalles ikke sykmelder inn.")


@dataclass(frozen=True)
class Seat:
    """One who is called to the meeting, and why."""

    role: str
    because: Text


def seats(
    leader_wants: Collection[str], employee_wants: Collection[str], *, employee_refuses: bool = False
) -> tuple[Seat, ...]:
    """Say who is called: the two always; the certifier when the employee wants it; others as the law lets each ask.

    `employee_refuses` is the employee's no to the certifier, which outweighs every wish.
    """
    found = [Seat(role, _("Skal alltid delta.")) for role in ALWAYS]
    for role in BY_EMPLOYEE:
        if role in employee_wants and not (role == Role.CERTIFIER and employee_refuses):
            found.append(Seat(role, _because(role, role in leader_wants)))
    for role in BY_EITHER:
        if role in employee_wants or role in leader_wants:
            found.append(Seat(role, _either(role in leader_wants, role in employee_wants)))
    return tuple(found)


def told(
    leader_wants: Collection[str], employee_wants: Collection[str], *, employee_refuses: bool = False
) -> tuple[Text, ...]:
    """Say why somebody the leader wants isn't called."""
    if Role.CERTIFIER not in leader_wants:
        return ()
    if employee_refuses:
        return (REFUSED,)
    return () if Role.CERTIFIER in employee_wants else (WAITING[Role.CERTIFIER],)


def _because(role: str, leader_too: bool) -> Text:
    if role == Role.CERTIFIER and leader_too:
        return _("Begge ønsker det.")
    return _("Den ansatte ønsker det.")


def _either(leader: bool, employee: bool) -> Text:
    if leader and employee:
        return _("Begge ønsker det.")
    return _("Lederen ønsker det.") if leader else _("Den ansatte ønsker det.")


def meeting_is_needed(leader: Answer, employee: Answer, certifier: Answer) -> bool | None:
    """Say whether the first meeting is to be held while graded: one yes is enough; None while somebody is to answer.

    The certifier has often not been asked; the two who work together decide then.
    """
    if Answer.YES in {leader, employee, certifier}:
        return True
    return None if Answer.UNKNOWN in {leader, employee} else False
