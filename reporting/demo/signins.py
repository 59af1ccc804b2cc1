"""Where some are signed in, a code app, and a one-time code that was handed over."""

from datetime import datetime, timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from kvalitet.organisation.models import Person
from kvalitet.signin.actions.codes import make_code
from kvalitet.signin.actions.visits import open_visit
from kvalitet.signin.choices import Method
from reporting.demo.clock import at
from reporting.demo.people import Demo

KEPT = timedelta(days=30)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
VISITS = (
    ("leder", EDGE, "10.20.4.17", 26),
    ("leder", PHONE, "84.208.31.5", 3),
    ("admin", EDGE, "10.20.1.9", 20),
    ("hr", EDGE, "10.20.2.40", 5),
)


def tell(demo: Demo) -> None:
    """Sign some in, and let the leader have helped somebody in."""
    for username, agent, ip, hours in VISITS:
        _visit(demo.users[username], agent, ip, timezone.now() - timedelta(hours=hours))
    staff = Person.objects.filter(positions__unit=demo.units["furutun"], is_demo=False).order_by("id")
    helped, careful = staff[:2]
    with at(demo.today - timedelta(days=1), 7, 12):
        make_code(helped, by=demo.users["leder"], now=timezone.now())
    TOTP.activate(careful, generate_totp_secret())
    RecoveryCodes.activate(careful)


def _visit(person: Person, agent: str, ip: str, seen: datetime) -> None:
    session = SessionStore()
    session.set_expiry(KEPT)
    session.create()
    open_visit(
        person,
        session_key=session.session_key or "",
        method=Method.PASSWORD,
        provider="",
        user_agent=agent,
        ip=ip,
        now=seen,
    )
