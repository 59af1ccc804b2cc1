"""What HR does from the list of cases: it is written down that it was seen, and leaders are offered help. [S5, S8]"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person
from sickleave.models import ListLook

ONE_LOOK = timedelta(minutes=10)
"""The same list, looked through by the same person within this time, is one look; a file is one every time."""


def log_list(person: Person, *, page: str, shown: int, is_file: bool = False) -> None:
    """Write down that the list was seen, with how many cases; never which, and never what was looked for."""
    if person.municipality_id is None:
        return
    same = ListLook.objects.filter(person=person, page=page, at__gt=timezone.now() - ONE_LOOK)
    if is_file or not same.exists():
        ListLook.objects.create(person=person, municipality_id=person.municipality_id, page=page, shown=shown)


def offer_help(leader_id: int, *, today: date, by: Person) -> bool:
    """Tell a leader, in words anybody may read, that HR sees late steps and helps; once a day from each."""
    leader = Person.objects.get(pk=leader_id)
    return notify(
        leader,
        key=f"sick-leave-help-{leader.pk}-{by.pk}-{today:%Y%m%d}",
        title=_("HR minner om oppgaver som har gått over fristen"),
        text=_("%(name)s i HR tilbyr deg hjelp til å komme i mål. Logg inn i Kvalitet for å se hva det gjelder.")
        % {"name": by.get_full_name()},
        url=reverse("deadlines:tasks"),
        why=_("Du har oppgaver som har gått over fristen, og HR følger dem opp."),
        municipality=by.municipality,
        may_be_lent=False,
    )
