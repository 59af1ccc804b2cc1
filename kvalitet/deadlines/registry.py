"""What the owners of deadlines hang up here: what a task is called, and how it is done in two clicks. [P7]"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

if TYPE_CHECKING:
    from kvalitet.deadlines.models import Deadline
    from kvalitet.organisation.models import Municipality, Person

Text = str | Promise


@dataclass(frozen=True)
class Source:
    """How tasks on one model are shown and done."""

    label: Text
    action_label: Text
    action_url: Callable[[Any], str] | None
    done: "Callable[[Any, Person], object] | None"
    load: Callable[[list[int]], dict[int, Any]] | None
    neutral_title: Text = ""
    """What is said instead of the title outside the person's own pages, for objects that nobody else may know of."""
    own_titles: "OwnTitles | None" = None

    def finish_url(self, deadline: "Deadline") -> str:
        """Return the page that asks once and marks the task as done; empty when the owner has no such thing."""
        return reverse("deadlines:finish", args=[deadline.uuid]) if self.done is not None else ""


OwnTitles = Callable[[Collection[int], "Person"], dict[int, str]]
"""Titles for those of the objects, by pk, that the person may see now; made when a page is drawn and never stored."""

_sources: dict[type[Model], Source] = {}


def register_source(
    model: type[Model],
    *,
    label: Text,
    action_label: Text = "",
    action_url: Callable[[Any], str] | None = None,
    done: "Callable[[Any, Person], object] | None" = None,
    load: Callable[[list[int]], dict[int, Any]] | None = None,
    neutral_title: Text = "",
    own_titles: OwnTitles | None = None,
) -> None:
    """Hang up how tasks on the model are done: on a page of the owner's, or by `done(obj, by)` after a question.

    `neutral_title` is said in calendars and to leaders when the title itself would tell something sensitive;
    `load(pks)` fetches the objects with what `action_url` needs, in one query. Where the stored title may say nothing
    at all, `own_titles(pks, person)` says what the person's own pages show instead, in a fixed number of queries.
    """
    _sources[model] = Source(label, action_label, action_url, done, load, neutral_title, own_titles)


def source_of(content_type_id: int) -> Source | None:
    """Return what the owner of this kind of object has hung up."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return _sources.get(model) if model else None


@dataclass(frozen=True)
class Held:
    """One thing a person is responsible for, as shown where it is handed over. [I11]"""

    key: str
    title: str
    url: str
    unit: str
    due: date | None
    label: Text


@dataclass(frozen=True)
class HandoverSource:
    """How an app tells what people who have left still answer for, and gives it to another."""

    waiting: "Callable[[Municipality], dict[int, int]]"
    """How many things each person who has left still answers for, by person id; one query."""
    held: "Callable[[Person, Person], list[Held]]"
    """What a person (first) answers for that another (second, who looks) may see."""
    give: "Callable[[Person, Person, Collection[str], Person], int]"
    """Let the second person take over the things with these keys from the first; the last one does it."""


_handovers: dict[str, HandoverSource] = {}


def register_handover(name: str, source: HandoverSource) -> None:
    """Hang up what an app's people answer for; the same name again replaces it."""
    _handovers[name] = source


def handover_sources() -> dict[str, HandoverSource]:
    """Return what the apps have hung up, by name."""
    return dict(_handovers)


def shown_title(deadline: "Deadline") -> str:
    """Return what may be said of a deadline outside the person's own pages."""
    source = source_of(deadline.content_type_id)
    return str(source.neutral_title) if source and source.neutral_title else deadline.title
