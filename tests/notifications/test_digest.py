"""One e-mail a day, no more. [P13]"""

from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from kvalitet.notifications import actions, registry


def test_everything_of_a_day_comes_in_one_mail(tell, drain, states, mailoutbox):
    tell(mode="digest"), tell(mode="digest")
    assert drain().sent == 1
    assert drain().sent == 0
    (mail,) = mailoutbox
    assert "Sak 0" in mail.body
    assert "Sak 1" in mail.alternatives[0][0]
    assert states("kind", "state") == [("message", "sent"), ("message", "sent"), ("digest", "sent")]


def test_what_comes_after_the_digest_waits_for_the_next_day(tell, drain, states, time_machine, mailoutbox):
    tell(mode="digest")
    drain()
    late = tell(mode="digest")
    drain()
    assert len(mailoutbox) == 1
    time_machine.move_to("2026-03-05T07:30:00+01:00", tick=False)
    drain()
    late.refresh_from_db(from_queryset=type(late)._base_manager.all())
    assert (len(mailoutbox), late.state) == (2, "sent")
    assert "Sak 0" not in mailoutbox[1].body


@pytest.mark.parametrize(("told", "sent"), [("03:00", "07:00"), ("21:30", "07:00")])
def test_nothing_leaves_at_night(tell, drain, time_machine, mailoutbox, told, sent):
    tell(mode="digest")
    time_machine.move_to(f"2026-03-04T{told}:00+01:00", tick=False)
    drain()
    assert mailoutbox == []
    day = 4 if told < sent else 5
    time_machine.move_to(f"2026-03-0{day}T{sent}:00+01:00", tick=False)
    drain()
    assert len(mailoutbox) == 1


def test_a_statutory_one_is_mailed_alone(tell, drain, mailoutbox):
    tell(mode="digest"), tell(mode="digest", statutory=True)
    drain()
    assert sorted(mail.subject for mail in mailoutbox) == ["Dette venter på deg i Kvalitet", "Sak 1"]


def test_muted_ones_stay_in_the_app(tell, drain, states, mailoutbox):
    tell(mode="none")
    drain()
    assert (states(), mailoutbox) == (["app_only"], [])


def test_what_is_done_is_left_out_and_an_empty_digest_is_not_sent(tell, drain, states, monkeypatch, mailoutbox):
    tell(mode="digest"), tell(mode="digest")
    monkeypatch.setattr(registry, "problem", lambda notice: "Gjort." if notice.title == "Sak 0" else None)
    drain()
    assert "Sak 0" not in mailoutbox[0].body
    assert states()[:2] == ["cancelled", "sent"]


def test_a_digest_with_nothing_left_is_cancelled(tell, drain, states, monkeypatch, mailoutbox):
    tell(mode="digest")
    monkeypatch.setattr(registry, "problem", lambda notice: "Gjort." if notice.kind == "message" else None)
    drain()
    assert (states(), mailoutbox) == (["cancelled", "cancelled"], [])


def test_an_uncertain_digest_gives_its_notices_to_the_next_one(
    tell, drain, states, time_machine, monkeypatch, mailoutbox
):
    tell(mode="digest")
    with monkeypatch.context() as patch:

        def lost(self, messages):
            raise SMTPServerDisconnected("Borte")

        patch.setattr(EmailBackend, "send_messages", lost)
        assert drain().uncertain == 1
    assert states() == ["in_digest", "uncertain"]
    time_machine.move_to("2026-03-05T07:30:00+01:00", tick=False)
    drain()
    assert states() == ["sent", "uncertain", "sent"]
    assert len(mailoutbox) == 1


def test_a_long_digest_names_the_first_fifty(tell, drain, mailoutbox):
    for _number in range(52):
        tell(mode="digest")
    drain()
    assert "Sak 49" in mailoutbox[0].body
    assert "Sak 50" not in mailoutbox[0].body
    assert "Og 2 til" in mailoutbox[0].body


def test_the_same_key_is_told_once(tell, world):
    notice = tell()
    again = {"title": "Igjen", "text": "", "url": "/", "why": ""}
    assert not actions.notify(world.ola, key=notice.key, **again)


def test_withdrawn_ones_ask_for_nothing(tell, states, world):
    notice = tell()
    type(notice)._base_manager.update(source="test", source_id=7)
    actions.withdraw(source="test", source_ids=[7], reason="Tatt bort.", now=timezone.now())
    assert states("state", "read_at") == [("cancelled", timezone.now())]
