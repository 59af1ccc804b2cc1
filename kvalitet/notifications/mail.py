"""How a notice becomes an e-mail, and the one connection it leaves through."""

from collections.abc import Sequence
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.rules import state_after_reply

MOST_ITEMS = 50


class NoServer(Exception):
    """The mail server can't be reached, so nothing was sent."""


@dataclass(frozen=True)
class Outcome:
    """How one attempt ended, and what the server said."""

    state: State
    reason: str = ""


def build(notice: Notice, items: Sequence[Notice] = ()) -> EmailMultiAlternatives:
    """Write the e-mail in text and HTML; nothing in it that a colleague can't read over a shoulder."""
    name = "digest" if notice.kind == Kind.DIGEST else "notice"
    context = {
        "notice": notice,
        "items": items[:MOST_ITEMS],
        "more": max(0, len(items) - MOST_ITEMS),
        "site_url": settings.SITE_URL,
    }
    message = EmailMultiAlternatives(
        subject=notice.title,
        body=render_to_string(f"email/{name}.txt", context),
        to=[notice.recipient.email],
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"email/{name}.html", context), "text/html")
    return message


class Sender:
    """One connection for a whole drain, opened when first needed and again when the server has closed it."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self.connection.close()

    def send(self, message: EmailMultiAlternatives) -> Outcome:
        """Send one message; raises NoServer only while it is certain that nothing was sent."""
        self._open()
        try:
            self.connection.send_messages([message])
        except SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            return Outcome(state_after_reply(code), _said(code, reply))
        except SMTPResponseException as error:
            self.connection.close()
            return Outcome(state_after_reply(error.smtp_code), _said(error.smtp_code, error.smtp_error))
        except (SMTPException, OSError) as error:
            self.connection.close()
            return Outcome(State.UNCERTAIN, str(error)[:500])
        return Outcome(State.SENT)

    def _open(self) -> None:
        smtp = getattr(self.connection, "connection", None)
        try:
            if smtp is not None and smtp.noop()[0] != 250:
                self.connection.close()
        except (SMTPException, OSError):
            self.connection.close()
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            raise NoServer(str(error)) from error


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {text}"[:500]
