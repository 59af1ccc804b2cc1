"""What a person has been told, and how it is mailed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvalitet.notifications.models import KeptMail, Notice, PersonHours


def test_the_list_shows_own_notices_and_why(tell, world, sign_in):
    notice = tell()
    html = sign_in(world.ola).get("/varsler/").content.decode()
    assert notice.title in html
    assert "Hvorfor fikk jeg dette?" in html
    assert "Du har 1 varsel du ikke har lest." in html
    assert notice.title not in sign_in(world.kari).get("/varsler/").content.decode()


def test_digests_and_cancelled_ones_are_not_shown(tell, drain, world, sign_in):
    tell(mode="digest")
    drain()
    assert Notice._base_manager.count() == 2
    html = sign_in(world.ola).get("/varsler/").content.decode()
    assert "Dette venter på deg i Kvalitet" not in html
    Notice._base_manager.update(state="cancelled")
    assert "Du har ingen varsler ennå." in sign_in(world.ola).get("/varsler/").content.decode()


def test_opening_marks_it_read_and_goes_on(tell, world, sign_in):
    notice = tell()
    client = sign_in(world.ola)
    answer = client.get(notice.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, "/oppgaver/")
    assert "Du har 0 varsler" in client.get("/varsler/").content.decode()


def test_a_notice_leads_nowhere_outside(tell, world, sign_in):
    notice = tell()
    Notice._base_manager.update(url="https://example.com/")
    assert sign_in(world.ola).get(notice.get_absolute_url()).url == "/varsler/"


def test_mark_one_and_mark_all(tell, world, sign_in):
    first, _second, _third = tell(), tell(), tell()
    client = sign_in(world.ola)
    assert client.post(f"/varsler/{first.uuid}/lest/").status_code == 303
    answer = client.post("/varsler/lest/", follow=True)
    assert "2 varsler er merket som lest." in answer.content.decode()


def test_another_persons_notice_is_not_found(tell, world, sign_in):
    notice = tell()
    for person in (world.kari, world.siri, world.nils):
        client = sign_in(person)
        assert client.get(notice.get_absolute_url()).status_code == 404
        assert client.post(f"/varsler/{notice.uuid}/lest/").status_code == 404
    notice.refresh_from_db(from_queryset=Notice._base_manager.all())
    assert notice.read_at is None


def test_the_bell_counts_unread(tell, world, sign_in):
    tell(), tell()
    assert 'data-count="2"' in sign_in(world.ola).get("/varsler/").content.decode()


USUAL = {"mode": "digest", "digest_hour": "7", "follows": "follow", "quiet_from": "20", "quiet_to": "7"}


def test_choose_how_to_be_mailed(world, sign_in):
    client = sign_in(world.ola)
    assert client.post("/varsler/innstillinger/", USUAL | {"mode": "each"}).status_code == 303
    world.ola.refresh_from_db()
    assert world.ola.email_mode == "each"
    wrong = client.post("/varsler/innstillinger/", USUAL | {"mode": "brevdue"})
    assert wrong.status_code == 422
    assert "Velg ett av alternativene." in wrong.content.decode()


def test_own_quiet_hours_are_kept_and_wrong_ones_refused(world, sign_in):
    client = sign_in(world.ola)
    own = USUAL | {"follows": "own", "quiet_from": "22", "quiet_to": "10", "digest_hour": "12"}
    assert client.post("/varsler/innstillinger/", own).status_code == 303
    hours = PersonHours.objects.get(person=world.ola)
    assert (hours.quiet_from, hours.quiet_to, hours.working_days_only, hours.digest_hour) == (22, 10, False, 12)
    for wrong, words in (({"quiet_from": "11"}, "16 timer"), ({"digest_hour": "9"}, "stille tiden")):
        answer = client.post("/varsler/innstillinger/", own | wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert client.post("/varsler/innstillinger/", USUAL).status_code == 303
    hours.refresh_from_db()
    assert (hours.has_own, hours.quiet_from, hours.digest_hour) == (False, 22, 7)


def test_e_mail_waits_for_each_persons_own_morning(tell, drain, world, time_machine, mailoutbox):
    PersonHours.objects.create(person=world.vera, has_own=True, quiet_from=0, quiet_to=0, working_days_only=False)
    tell(), tell(world.vera)
    time_machine.move_to("2026-03-04T22:00:00+01:00", tick=False)
    drain()
    assert [mail.to for mail in mailoutbox] == [["vera@fjordvik.example"]]
    time_machine.move_to("2026-03-05T06:59:00+01:00", tick=False)
    drain()
    assert len(mailoutbox) == 1
    time_machine.move_to("2026-03-05T07:00:00+01:00", tick=False)
    drain()
    assert len(mailoutbox) == 2
    assert {row.attempts for row in Notice._base_manager.all()} == {1}


def test_the_administrator_chooses_for_the_municipality(tell, drain, world, sign_in, time_machine, mailoutbox):
    url = "/varsler/kommunens-stille-tid/"
    for person in (world.kari, world.anne, world.nils):
        assert sign_in(person).get(url).status_code == 404
    client = sign_in(world.siri)
    chosen = {"quiet_from": "16", "quiet_to": "8", "working_days_only": "on", "version": "1"}
    assert client.post(url, chosen).status_code == 303
    assert client.post(url, chosen | {"quiet_from": "9", "version": "1"}).status_code == 422
    assert "kl. 16–08" in sign_in(world.ola).get("/varsler/innstillinger/").content.decode()
    tell()
    time_machine.move_to("2026-03-04T17:00:00+01:00", tick=False)
    drain()
    assert mailoutbox == []
    stale = client.post(url, chosen | {"version": "7"})
    assert stale.status_code == 422


@pytest.mark.usefixtures("morning")
def test_the_demo_keeps_mail_for_the_administrator_to_read(tell, drain, world, sign_in, settings):
    settings.EMAIL_BACKEND = "kvalitet.notifications.mailbackend.KeptMailBackend"
    settings.DEMO = True
    tell(), tell(world.nils)
    assert drain().sent == 2
    mail = KeptMail.objects.get(to="ola@fjordvik.example")
    client = sign_in(world.siri)
    assert mail.subject in client.get("/utboks/").content.decode()
    assert "nils@" not in client.get("/utboks/").content.decode()
    assert "Hvorfor fikk du denne e-posten?" in client.get(mail.get_absolute_url()).content.decode()
    for person in (world.ola, world.anne, world.nils):
        assert sign_in(person).get("/utboks/").status_code == 404
        assert sign_in(person).get(mail.get_absolute_url()).status_code == 404
    settings.DEMO = False
    assert client.get("/utboks/").status_code == 404


def test_as_many_queries_for_thirty_notices_as_for_three(tell, world, sign_in):
    client = sign_in(world.ola)
    counts = []
    for number in (3, 20):
        for _each in range(number):
            tell()
        with CaptureQueriesContext(connection) as made:
            client.get("/varsler/")
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_an_unreachable_person_is_told_in_the_app_only(tell, world):
    world.ola.email = ""
    assert tell().state == "app_only"
