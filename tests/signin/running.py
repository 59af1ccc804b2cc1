"""Starts the provider and talks to it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import requests
from django.conf import settings
from django.urls import reverse

from kvalitet.signin.openid import Match, OpenIdProvider
from tests.signin.provider import CLIENT, SECRET


@dataclass
class Running:
    """The provider's process."""

    issuer: str

    def tell(self, **how) -> None:
        """Say how the next answers shall be."""
        requests.post(f"{self.issuer}/control", json=how, timeout=5).raise_for_status()

    def asked(self, path: str) -> list[dict]:
        """Return what was asked at a path since it was told."""
        asked = requests.get(f"{self.issuer}/asked", timeout=5).json()["asked"]
        return [one for one in asked if one["path"] == path]

    def configured(self, **also) -> OpenIdProvider:
        """Return the provider as the environment would describe it: by e-mail, in our own domain."""
        fields = {
            "key": "entra",
            "name": "Entra ID",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "match": Match.EMAIL,
            "claim": "email",
            "domains": ("fjordvik.example",),
            "municipality": "9901",
        }
        return OpenIdProvider(**{**fields, **also})


@contextmanager
def running_provider() -> Iterator[Running]:
    """Start the provider on a free port and stop it again."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.signin.provider"], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Running(process.stdout.readline().strip())
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def follow(address: str) -> str:
    """Go to the provider as a browser does, and return the address it sends back to."""
    back = urlsplit(requests.get(address, allow_redirects=False, timeout=5).headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in_at(client, *, key: str = "entra", query: str = ""):
    """Make the whole round and return our last answer."""
    started = client.get(reverse("openid_connect_login", args=[key]) + query)
    assert started.status_code == 302, started.text
    return client.get(follow(started.url))


def sent(address: str) -> dict[str, str]:
    """Return the query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
