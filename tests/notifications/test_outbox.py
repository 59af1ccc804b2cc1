"""Sending: one row at a time, known afterwards. [P6]"""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.notifications import actions, registry, rules
from kvalitet.notifications.actions import outbox
from kvalitet.notifications.models import Notice


@pytest.fixture
def server(monkeypatch):
    """Return a list of errors the mail server will answer with, one for each attempt; None lets it through."""
    answers = []
    plain = EmailBackend.send_messages

    def send(self, messages):
        error = answers.pop(0) if answers else None
        if error is not None:
            raise error
        return plain(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return answers


def test_a_queued_notice_is_mailed_once(tell, drain, states, mailoutbox):
    notice = tell()
    assert drain().sent == 1
    assert drain().sent == 0
    assert states() == ["sent"]
    (mail,) = mailoutbox
    assert mail.to == ["ola@fjordvik.example"]
    assert mail.extra_headers == {"Message-ID": f"<{notice.uuid}@kvalitet>", "Auto-Submitted": "auto-generated"}


def test_the_mail_is_text_and_html_and_says_why(tell, drain, mailoutbox):
    notice = tell()
    drain()
    (mail,) = mailoutbox
    html = mail.alternatives[0][0]
    for text in (mail.body, html):
        assert f"http://127.0.0.1:8000{notice.get_absolute_url()}" in text
        assert "Fordi." in text
        assert "/varsler/innstillinger/" in text


def test_a_statutory_mail_says_that_it_cannot_be_muted(tell, drain, mailoutbox):
    tell(mode="none", statutory=True)
    drain()
    assert "lovpålagt" in mailoutbox[0].body
    assert "/varsler/innstillinger/" not in mailoutbox[0].body


def test_a_temporary_refusal_is_tried_again_later(tell, drain, states, server, mailoutbox):
    tell()
    server.append(SMTPDataError(451, b"Prov senere"))
    assert drain().put_back == 1
    assert states("state", "state_reason") == [("queued", "451 Prov senere")]
    assert drain().sent == 0
    assert actions.drain(now=timezone.now() + timedelta(minutes=3)).sent == 1
    assert len(mailoutbox) == 1


def test_a_final_refusal_is_kept_as_failed(tell, drain, states, server):
    tell()
    server.append(SMTPRecipientsRefused({"ola@fjordvik.example": (550, b"Ukjent")}))
    assert drain().failed == 1
    assert states("state", "state_reason") == [("failed", "550 Ukjent")]


def test_one_refusal_does_not_stop_the_others(tell, drain, states, server):
    tell(), tell()
    server.append(SMTPDataError(554, b"Nei"))
    assert (drain().sent, states()) == (1, ["failed", "sent"])


def test_a_connection_lost_in_the_middle_is_uncertain_and_not_sent_again(tell, drain, states, server, mailoutbox):
    tell()
    server.append(SMTPServerDisconnected("Borte"))
    assert drain().uncertain == 1
    drain()
    assert states() == ["uncertain"]
    assert mailoutbox == []


def test_without_a_mail_server_everything_stays_in_the_queue(tell, drain, states, monkeypatch):
    def closed(self):
        raise ConnectionRefusedError("Ingen der")

    tell(), tell()
    monkeypatch.setattr(EmailBackend, "open", closed)
    assert drain().put_back == 1
    assert states() == ["queued", "queued"]


def test_a_refusal_every_time_is_given_up_at_last(tell, states, server):
    tell()
    for attempt in range(rules.MOST_ATTEMPTS + 1):
        server.append(SMTPDataError(451, b"Senere"))
        actions.drain(now=timezone.now() + timedelta(weeks=attempt))
    assert states() == ["failed"]


def test_what_no_longer_holds_is_not_sent(tell, drain, states, monkeypatch, mailoutbox):
    tell()
    monkeypatch.setattr(registry, "problem", lambda notice: "Saken er lukket.")
    assert drain().cancelled == 1
    assert states("state", "state_reason") == [("cancelled", "Saken er lukket.")]
    assert mailoutbox == []


def test_someone_who_has_left_gets_nothing(tell, drain, states, world, mailoutbox):
    tell()
    world.ola.is_active = False
    world.ola.save()
    drain()
    assert states() == ["cancelled"]
    assert mailoutbox == []


@pytest.mark.parametrize(("field", "value"), [("email", ""), ("email_mode", "none")])
def test_a_changed_mind_counts_until_the_last_moment(tell, drain, states, world, field, value):
    tell()
    setattr(world.ola, field, value)
    world.ola.save()
    drain()
    assert states() == ["app_only"]


def test_a_database_away_before_sending_puts_the_row_back(tell, drain, states, monkeypatch, mailoutbox):
    def gone(notice):
        raise OperationalError("Borte")

    tell()
    monkeypatch.setattr(registry, "problem", gone)
    drain()
    assert states() == ["queued"]
    assert mailoutbox == []


def test_a_database_away_after_sending_is_waited_for(tell, drain, states, monkeypatch, mailoutbox):
    failures = [OperationalError("Borte"), OperationalError("Borte")]
    plain = outbox._write

    def write(*args):
        if failures:
            raise failures.pop()
        return plain(*args)

    tell()
    monkeypatch.setattr(outbox, "_write", write)
    monkeypatch.setattr(outbox.connection, "close", lambda: None)
    monkeypatch.setattr(outbox.clock, "sleep", lambda seconds: None)
    drain()
    assert (states(), len(mailoutbox)) == (["sent"], 1)


def stop_the_sender(notice, minutes):
    with scopes_disabled():
        Notice.objects.filter(pk=notice.pk).update(
            state="sending", attempts=1, claimed_at=timezone.now() - timedelta(minutes=minutes)
        )


def test_a_stopped_sender_is_noticed_after_ten_minutes(tell, states, drain, mailoutbox):
    young, old, statutory = tell(), tell(), tell(statutory=True)
    stop_the_sender(young, 9), stop_the_sender(old, 11), stop_the_sender(statutory, 11)
    assert actions.sweep(now=timezone.now()) == 2
    assert states() == ["sending", "uncertain", "queued"]
    drain()
    assert [mail.extra_headers["Message-ID"] for mail in mailoutbox] == [statutory.message_id]


def test_an_uncertain_one_comes_in_tomorrows_digest(tell, states, time_machine, mailoutbox):
    notice = tell()
    stop_the_sender(notice, 11)
    actions.sweep(now=timezone.now())
    actions.drain(now=timezone.now())
    assert mailoutbox == []
    tomorrow = datetime(2026, 3, 5, 7, tzinfo=UTC)
    time_machine.move_to(tomorrow, tick=False)
    notice.recipient.email_mode = "digest"
    notice.recipient.save()
    actions.drain(now=tomorrow)
    assert "Sak 0" in mailoutbox[0].body
    assert states() == ["sent", "sent"]


def test_the_budget_ends_a_drain(tell, states):
    tell()
    assert actions.drain(budget=0).sent == 0
    assert states() == ["queued"]
