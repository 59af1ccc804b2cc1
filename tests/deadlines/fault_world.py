"""What the fault test does inside Django, as a program of its own: `python -m tests.deadlines.fault_world WORD`."""

import sys
from datetime import date, timedelta

import django

PEOPLE = 2000


def make() -> None:
    """Make 2,000 people with one deadline each, set a month ago and with one reminder that came due since."""
    import time_machine  # noqa: PLC0415 — after django.setup()
    from django.contrib.auth.models import Group  # noqa: PLC0415 — after django.setup()
    from django.utils import timezone  # noqa: PLC0415 — after django.setup()

    from kvalitet.deadlines import actions  # noqa: PLC0415 — after django.setup()
    from kvalitet.deadlines.actions import Assignee  # noqa: PLC0415 — after django.setup()
    from kvalitet.notifications.models import MunicipalityHours  # noqa: PLC0415 — after django.setup()
    from kvalitet.organisation import actions as organisation  # noqa: PLC0415 — after django.setup()
    from kvalitet.organisation.models import Person, Unit  # noqa: PLC0415 — after django.setup()

    place = organisation.create_municipality(
        slug="prove", name="Prøve kommune", number="9999", opened=date(2020, 1, 1), by=None
    )
    MunicipalityHours.objects.create(municipality=place, quiet_from=0, quiet_to=0, working_days_only=False)
    people = [
        Person(username=f"p{n}", first_name="P", last_name=str(n), email=f"p{n}@prove.example", municipality=place)
        for n in range(PEOPLE)
    ]
    for person in people:
        person.email_mode = "each"
        person.set_unusable_password()
    Person.objects.bulk_create(people)
    target = Group.objects.create(name="Anything")  # who may see it is not what is tried here
    today = timezone.localdate()
    with time_machine.travel(timezone.now() - timedelta(days=30)):
        actions.set_deadlines(
            target,
            due=today,
            assignees=[Assignee(person=person) for person in people],
            title="Svar på undersøkelsen",
            url="/oppgaver/",
            municipality=place,
            unit=Unit.objects.get(municipality=place),
            by=None,
            steps=[-1],
        )


def sweep() -> None:
    """Look for stopped senders as if eleven minutes had passed."""
    from django.utils import timezone  # noqa: PLC0415 — after django.setup()

    from kvalitet.notifications import actions  # noqa: PLC0415 — after django.setup()

    actions.sweep(now=timezone.now() + timedelta(minutes=11))


if __name__ == "__main__":
    django.setup()
    {"make": make, "sweep": sweep}[sys.argv[1]]()
