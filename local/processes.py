"""What a child process needs so that nothing is left running, and so that PostgreSQL runs as root too."""

import ctypes
import os
import pwd
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
UNPRIVILEGED = "nobody"

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(signum: int) -> None:
    """Ask the kernel to signal this process when its parent dies, however it dies. Linux only."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(signum), 0, 0, 0)


def mortal(signum: int) -> Callable[[], None]:
    """A preexec_fn for a child that must not outlive us."""

    def before_exec() -> None:
        die_with_parent(signum)

    return before_exec


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


class Unprivileged:
    """How to run PostgreSQL, which refuses to run as root: as `nobody`, owner of its own data directory.

    In a clone below /root, `nobody` can't even reach the programs. The child then keeps two capabilities (by
    setpriv of util-linux), so that no directory of the machine has to be opened to everybody.
    """

    def __init__(self, *paths: Path) -> None:
        self.needed = os.geteuid() == 0
        self.prefix: list[str] = []
        self.options: dict[str, Any] = {}
        if not self.needed:
            return
        self.account = pwd.getpwnam(UNPRIVILEGED)
        setpriv = shutil.which("setpriv")
        if setpriv and not all(_everybody_can_enter(path) for path in paths):
            keep = "+dac_override,+dac_read_search"
            self.prefix = [setpriv, f"--reuid={self.account.pw_uid}", f"--regid={self.account.pw_gid}"]
            self.prefix += ["--securebits=+no_setuid_fixup", "--clear-groups"]
            self.prefix += [f"--inh-caps={keep}", f"--ambient-caps={keep}", "--pdeathsig=INT"]
        else:
            self.options = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.needed:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)


def _everybody_can_enter(path: Path) -> bool:
    resolved = path.resolve()
    return all(directory.stat().st_mode & 0o001 for directory in (resolved, *resolved.parents) if directory.is_dir())
