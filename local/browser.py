"""The browser of the tests: an existing Chromium, or Debian's where it may be installed. Never a download of its own."""

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
MISSING = "no Chromium or Chrome found; as root on Debian `make test` installs one, otherwise install it and run again"


def find() -> str | None:
    """Where the browser is; CHROMIUM has the first word."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for path in map(shutil.which, NAMES) if path), None)


def install() -> None:
    """Fetch Debian's Chromium when we may. Without it the browser tests are reported as skipped, so this never fails."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        print("Installing Chromium for the browser tests …", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
        subprocess.run(  # type: ignore[call-overload]
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], check=False, **quiet
        )
    found = find()
    print(f"Browser tests use {found}." if found else f"Browser tests will be skipped: {MISSING}.", flush=True)


if __name__ == "__main__" and "--install" in sys.argv:
    install()
