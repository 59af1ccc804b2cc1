"""What other apps hang up here about the notices they are the source of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kvalitet.notifications.models import Notice


@dataclass(frozen=True)
class Explanation:
    """What only the source knows of a notice: facts as (heading, text), and how it is made to stop."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    how_to_stop: str = ""
    snooze_url: str = ""


Check = Callable[[Notice], str | None]
Explain = Callable[[Notice], Explanation]
SnoozeUrl = Callable[[Notice], str]

_checks: dict[str, Check] = {}
_explanations: dict[str, Explain] = {}
_snooze_urls: dict[str, SnoozeUrl] = {}
_uncounted: set[str] = set()


def register_check(source: str, check: Check) -> None:
    """Let `check` say, in a whole sentence, why a notice from this source no longer holds, or None."""
    _checks[source] = check


def register_explanation(source: str, explain: Explain, *, snooze_url: SnoozeUrl) -> None:
    """Let the source tell more of why a notice came, and where it is put off; the address takes no query."""
    _explanations[source] = explain
    _snooze_urls[source] = snooze_url


def problem(notice: Notice) -> str | None:
    """Ask the source whether the notice still holds."""
    check = _checks.get(notice.source)
    return check(notice) if check else None


def explanation(notice: Notice) -> Explanation:
    """Ask the source why it came."""
    explain = _explanations.get(notice.source)
    return explain(notice) if explain else Explanation()


def snooze_url(notice: Notice) -> str:
    """Return where an unread notice that may be muted is put off; empty when it can't be."""
    address = _snooze_urls.get(notice.source)
    return address(notice) if address and not notice.statutory and notice.read_at is None else ""


def register_uncounted(prefix: str) -> None:
    """Let nobody but the person count notices that lead below this address: that there are any may tell something."""
    _uncounted.add(prefix)


def uncounted() -> list[str]:
    """Return the addresses below which notices are counted by nobody else."""
    return sorted(_uncounted)
