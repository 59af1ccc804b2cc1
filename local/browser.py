"""The browser of the tests: an existing one, or Debian's where it may be installed. No other download."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "chromium-l10n")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no Chromium or Chrome found (`make test` installs one only as root on Debian)"


def find() -> str | None:
    """Where the browser is; CHROMIUM has the first word."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for path in map(shutil.which, NAMES) if path), None)


def install() -> None:
    """Fetch Debian's Chromium when we may. Never fails: without it the browser tests are skipped."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests …", flush=True)
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *PACKAGES)
    found = find()
    print(f"Browser tests use {found}." if found else f"Browser tests will be skipped: {MISSING}.", flush=True)


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *arguments], check=False, stdout=subprocess.DEVNULL, env=environment)


if __name__ == "__main__" and "--install" in sys.argv:
    install()
