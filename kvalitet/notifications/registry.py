"""What other apps hang up here: the check made right before an e-mail leaves."""

from collections.abc import Callable

from kvalitet.notifications.models import Notice

Check = Callable[[Notice], str | None]

_checks: dict[str, Check] = {}


def register_check(source: str, check: Check) -> None:
    """Let `check` say, in a whole sentence, why a notice from this source no longer holds, or None."""
    _checks[source] = check


def problem(notice: Notice) -> str | None:
    """Ask the source whether the notice still holds."""
    check = _checks.get(notice.source)
    return check(notice) if check else None
