"""«Hvorfor fikk jeg dette?»: every notice and e-mail can say it. [P13]"""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.actions import Assignee
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import ServiceArea


@pytest.fixture
def remind(world, time_machine):
    """Return a function that plans the reminders of Ola's task of the 18th of March on a day."""
    Deadline._base_manager.all().delete()
    area = ServiceArea.objects.create(municipality=world.municipality, name="Skole")

    def planner(day, **fields):
        time_machine.move_to("2026-01-05T12:00:00+01:00", tick=False)
        deadlines.set_deadlines(
            area,
            due=date(2026, 3, 18),
            assignees=[Assignee(person=world.ola)],
            title="Lag plan",
            url="/oppgaver/",
            municipality=world.municipality,
            unit=world.skole,
            by=None,
            **fields,
        )
        time_machine.move_to(f"{day}T08:05:00+01:00", tick=False)
        deadlines.plan(timezone.now())

    return planner


def notice_of(person, **found) -> Notice:
    with scopes_disabled():
        return Notice.objects.filter(recipient=person, **found).exclude(state="cancelled").latest("id")


def page_of(sign_in, notice) -> str:
    return sign_in(notice.recipient).get(f"/varsler/{notice.uuid}/hvorfor/").content.decode()


def test_a_reminder_says_which_step_of_what_and_how_to_stop_it(remind, world, sign_in):
    remind("2026-03-13")
    html = page_of(sign_in, notice_of(world.ola))
    for words in ("Du er ansvarlig for oppgaven.", "3 dager før fristen", "Lag plan", "Solbakken skole"):
        assert words in html
    assert "Ingen andre" in html
    assert "Varslene stanser når oppgaven er gjort." in html
    assert "Utsett varselet" in html


def test_an_escalation_names_the_others_who_got_it(remind, world, sign_in):
    remind("2026-03-30")
    html = page_of(sign_in, notice_of(world.kari))
    assert "fristen er brutt to ganger, og du er nærmeste leder." in html
    assert "Ola Olsen" in html
    assert "Kari Kvam" in page_of(sign_in, notice_of(world.ola, source_step=10))


def test_a_substitute_and_the_one_away_are_told_why(remind, world, sign_in):
    period = {"starts": date(2026, 3, 1), "ends": date(2026, 3, 20)}
    appoint_deputy(world.ola, deputy=world.vera, reason="Ferie", by=None, is_away=True, **period)
    remind("2026-03-13")
    assert "Du er stedfortreder for Ola Olsen." in page_of(sign_in, notice_of(world.vera))
    assert "Du får ingen e-post om den." in page_of(sign_in, notice_of(world.ola))


def test_a_statutory_one_says_that_it_cant_be_stopped(remind, world, sign_in):
    remind("2026-03-13", statutory=True)
    html = page_of(sign_in, notice_of(world.ola))
    assert "kan ikke slås av" in html
    assert "Utsett varselet" not in html


def test_an_e_mail_leads_to_the_page_and_a_digest_lists_what_it_held(tell, drain, world, sign_in, mailoutbox):
    tell(mode="digest"), tell(mode="digest")
    drain()
    digest = notice_of(world.ola, kind="digest")
    assert f"/varsler/{digest.uuid}/hvorfor/" in mailoutbox[0].body
    assert f"/varsler/{digest.uuid}/hvorfor/" in mailoutbox[0].alternatives[0][0]
    html = page_of(sign_in, digest)
    assert "Du får én samlet e-post om dagen når noe venter på deg." in html
    assert "Sak 0" in html
    assert "Sak 1" in html


def test_nobody_else_is_told(tell, world, sign_in, client):
    notice = tell()
    for person in (world.kari, world.siri, world.nils):
        assert sign_in(person).get(f"/varsler/{notice.uuid}/hvorfor/").status_code == 404
    assert client.get(f"/varsler/{notice.uuid}/hvorfor/").status_code == 302
