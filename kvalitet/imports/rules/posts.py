"""The posts a person holds against the posts the file says: moved, changed, new, ended. Pure. [P3]"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kvalitet.imports.rules.values import folded, shown_day, shown_number

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Post:
    """A post, stored or wanted; what the file doesn't say is None, and a stored one has an id."""

    unit: int
    unit_name: str
    title: str | None
    percentage: Decimal | None
    starts: date | None
    ends: date | None
    says_end: bool = False
    id: int = 0

    def is_over(self, day: date) -> bool:
        """Whether it had ended before a day."""
        return self.ends is not None and self.ends < day


@dataclass(slots=True)
class PostChanges:
    """What happens to the posts of one person."""

    new: list[Post] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    ended: list[tuple[int, date]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_moved: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.ended or self.dropped)


def compare_posts(stored: Sequence[Post], wanted: Sequence[Post], today: date, *, no_title: str) -> PostChanges:
    """Pair posts by unit and title, then by unit, then by title; what is over is left as it is."""
    changes = PostChanges()
    held = sorted((post for post in stored if not post.is_over(today)), key=_order)
    over = {(post.unit, folded(post.title or "")) for post in stored if post.is_over(today)}
    asked = [
        post
        for post in sorted(wanted, key=_order)
        if not (post.is_over(today) and (post.unit, folded(post.title or no_title)) in over)
    ]
    for is_pair in _pairings(no_title, today):
        for post in list(asked):
            match = next((mine for mine in held if is_pair(mine, post)), None)
            if match is not None:
                held.remove(match)
                asked.remove(post)
                _change(changes, match, post, today)
    _move(changes, held, asked, today)
    for post in asked:
        if not post.is_over(today):
            _begin(changes, post, today, no_title)
    for post in held:
        if post.ends is None:
            _end(changes, post, today)
    return changes


def _order(post: Post) -> tuple[date, int, str]:
    return (post.starts or date.min, post.unit, post.title or "")


def _pairings(no_title: str, today: date) -> list[Callable[[Post, Post], bool]]:
    def same_post(mine: Post, other: Post) -> bool:
        return mine.unit == other.unit and folded(mine.title or "") == folded(other.title or no_title)

    def same_unit(mine: Post, other: Post) -> bool:
        return mine.unit == other.unit and not other.is_over(today)

    return [same_post, same_unit]


def _change(changes: PostChanges, mine: Post, wanted: Post, today: date) -> None:
    fields: dict[str, Any] = {}
    if wanted.title and wanted.title != mine.title:
        fields["title"] = wanted.title
        changes.told.append(_("Stilling: %(old)s → %(new)s.") % {"old": mine.title, "new": wanted.title})
    if wanted.percentage is not None and wanted.percentage != mine.percentage:
        fields["percentage"] = wanted.percentage
        old = shown_number(mine.percentage or FULL)
        text = _("Stillingsprosent: %(old)s → %(new)s.")
        changes.told.append(text % {"old": old, "new": shown_number(wanted.percentage)})
    not_begun = mine.starts is not None and mine.starts > today
    if not_begun and wanted.starts is not None and wanted.starts != mine.starts:
        fields["starts"] = wanted.starts
        changes.told.append(_("Begynner %(day)s.") % {"day": shown_day(wanted.starts)})
    if wanted.says_end and wanted.ends != mine.ends:
        begins = fields.get("starts", mine.starts) or date.min
        if wanted.ends is not None and wanted.ends < begins:
            changes.dropped.append(mine.id)
            return
        fields["ends"] = wanted.ends
        changes.told.append(_end_text(mine, wanted.ends))
    if fields:
        changes.changed.append((mine.id, fields))


def _end_text(mine: Post, ends: date | None) -> str:
    if ends is None:
        return _("Stillingen har ingen sluttdato lenger.")
    return _("%(title)s slutter %(day)s.") % {"title": mine.title, "day": shown_day(ends)}


def _move(changes: PostChanges, held: list[Post], asked: list[Post], today: date) -> None:
    """A post that ends in one unit and one that begins in another are a move: same title first, then in order."""
    for same_title in (True, False):
        for post in list(asked):
            if post.is_over(today):
                continue
            open_posts = [mine for mine in held if mine.ends is None]
            match = next(
                (m for m in open_posts if not same_title or folded(m.title or "") == folded(post.title or "")), None
            )
            if match is None:
                continue
            held.remove(match)
            asked.remove(post)
            begins = post.starts if post.starts is not None and post.starts > (match.starts or date.min) else today
            percentage = match.percentage if post.percentage is None else post.percentage
            changes.new.append(replace(post, title=post.title or match.title, percentage=percentage, starts=begins))
            _close(changes, match, begins - timedelta(days=1))
            changes.is_moved = True
            names = {"old": match.unit_name, "new": post.unit_name, "day": shown_day(begins)}
            changes.told.append(_("Flyttes fra %(old)s til %(new)s %(day)s.") % names)


def _begin(changes: PostChanges, post: Post, today: date, no_title: str) -> None:
    starts = post.starts or min(today, post.ends or today)
    filled = replace(post, title=post.title or no_title, starts=starts)
    changes.new.append(replace(filled, percentage=FULL if post.percentage is None else post.percentage))
    names = {"title": filled.title, "unit": post.unit_name}
    changes.told.append(_("Ny stilling: %(title)s, %(unit)s.") % names)


def _end(changes: PostChanges, post: Post, today: date) -> None:
    _close(changes, post, today - timedelta(days=1))
    text = _("Stillingen er ikke i filen lenger: %(title)s, %(unit)s.")
    changes.told.append(text % {"title": post.title, "unit": post.unit_name})


def _close(changes: PostChanges, post: Post, last_day: date) -> None:
    """A post that would end before it began is taken away."""
    if post.starts is not None and last_day < post.starts:
        changes.dropped.append(post.id)
    else:
        changes.ended.append((post.id, last_day))
