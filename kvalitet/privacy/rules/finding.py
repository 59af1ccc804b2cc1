"""The whole search through one text."""

from collections.abc import Iterable
from datetime import date

from kvalitet.privacy.rules.findings import Finding, apart
from kvalitet.privacy.rules.health import health_words
from kvalitet.privacy.rules.identity import identity_numbers
from kvalitet.privacy.rules.mail import mail_addresses
from kvalitet.privacy.rules.names import KnownName, names_in
from kvalitet.privacy.rules.phones import phone_numbers


def find(text: str, *, today: date, known: Iterable[KnownName] = ()) -> list[Finding]:
    """Return what says too much in a Norwegian text, in order; `known` are the names that may stand in it."""
    return apart(
        [
            *identity_numbers(text, today=today),
            *mail_addresses(text),
            *phone_numbers(text),
            *names_in(text, known),
            *health_words(text),
        ]
    )
