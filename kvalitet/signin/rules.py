"""What is right about codes, devices and second factors. Pure."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kvalitet.access.choices import Role
from kvalitet.access.rules import VERBS

CODE_LETTERS = "34679ACDEFHJKMNPRTUVWXY"
"""No 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, G and Q: they are read aloud and from paper."""
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=15)
IDLE_LIFE = timedelta(minutes=30)
"""How long a shared device may lie unused before it signs out."""
FRESH_LIFE = timedelta(minutes=15)
"""How long after a sign-in by a provider one may change how one signs in."""
TOUCH_EVERY = timedelta(minutes=5)

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Right:
    """A role held somewhere in the tree."""

    role: str
    path: str


def plain_code(typed: str) -> str:
    """Return what was typed without spaces and hyphens, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def code_in_groups(code: str) -> str:
    """Write the code so that it can be read aloud: K7RT-4MXA."""
    return f"{code[:4]}-{code[4:]}"


def device_in_words(user_agent: str) -> str:
    """Say a browser the way people do: «Chrome på Windows»."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Ukjent nettleser")


def network_of(ip: str) -> str:
    """Keep so much of an address that one knows one's own network again, and no more: 10.0.5.x."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return f"{ipaddress.ip_network((int(address) >> 80 << 80, 48)).network_address}/48"
    return f"{ip.rpartition('.')[0]}.x"


def gives_more(theirs: Iterable[Right], mine: Iterable[Right]) -> bool:
    """Whether somebody holds a role that allows what I may not do in the same place.

    A post is left out: what follows from working somewhere is what everyone who works there has.
    """
    held = list(mine)
    return any(
        not any(verb in VERBS[own.role] and right.path.startswith(own.path) for own in held)
        for right in theirs
        if right.role != Role.EMPLOYEE
        for verb in VERBS[right.role]
    )


def needs_second_factor(roles: Iterable[str], demanded: Iterable[str]) -> bool:
    """Whether any of the roles held is one that a password alone doesn't open."""
    return bool(set(roles) & set(demanded))


def is_idle(seen: float, now: datetime) -> bool:
    """Whether a shared device has lain unused for too long."""
    return now.timestamp() - seen > IDLE_LIFE.total_seconds()
