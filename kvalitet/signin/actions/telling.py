"""Telling people what happened to their own sign-in."""

from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person


def tell(person: Person, *, title: str, text: str) -> None:
    """Tell at once, by e-mail too: a change somebody else made must be found out."""
    if person.municipality_id is None:
        return
    notify(
        person,
        key=f"signin:{person.pk}:{uuid4()}",
        title=title,
        text=text,
        url=reverse("signin:security"),
        why=_("Du får alltid vite om endringer i innloggingen din."),
        statutory=True,
    )
