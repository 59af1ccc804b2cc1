"""The demo's post office: nothing leaves the machine, everything can be read on the outbox page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from kvalitet.notifications.models import KeptMail


class KeptMailBackend(BaseEmailBackend):
    """Keeps each message as a row."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages and say how many."""
        kept = KeptMail.objects.bulk_create([_kept(message) for message in email_messages])
        return len(kept)


def _kept(message: EmailMessage) -> KeptMail:
    parts = getattr(message, "alternatives", [])
    html = [str(content) for content, mimetype in parts if mimetype == "text/html"]
    return KeptMail(
        message_id=message.extra_headers.get("Message-ID", ""),
        to=", ".join(message.to)[:500],
        subject=message.subject[:500],
        text=str(message.body),
        html=html[0] if html else "",
    )
