"""Every text of a case, and what in them says too much. [D9]"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from deviations.models import Deviation
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import KeptMail, Notice
from kvalitet.privacy.queries import check_all
from kvalitet.privacy.rules import Finding

FIELDS = (
    *("title", "description", "immediate_action", "place_text", "cause_text"),
    *("no_measure_reason", "closing_text", "whys"),
)


def copies_in(event: Deviation) -> Iterator[tuple[models.Model, tuple[str, ...]]]:
    """Yield rows that may repeat words of the case: all that hangs on it, deadlines, notices and the demo's mail."""
    for row in hanging_on(event):
        if names := text_fields(type(row)):
            yield row, names
    kind = ContentType.objects.get_for_model(Deviation)
    for deadline in Deadline._base_manager.filter(content_type=kind, object_id=event.pk):
        yield deadline, ("title",)
    for notice in Notice._base_manager.filter(municipality=event.municipality_id, url=event.get_absolute_url()):
        yield notice, ("title", "text")
    for mail in KeptMail._base_manager.filter(text__contains=str(event.uuid)):
        yield mail, ("subject", "text", "html")


def hanging_on(event: Deviation) -> Iterator[models.Model]:
    """Yield every row of the app that points at the case."""
    for relation in Deviation._meta.related_objects:
        related: Any = relation.related_model
        if related._meta.app_label == Deviation._meta.app_label and not relation.many_to_many:
            yield from related._base_manager.filter(**{relation.field.name: event})


def text_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the fields of a model in which people write."""
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.unique or field.name in {"parts", "token", "code_hash"})
    )


def texts_of(event: Deviation) -> list[str]:
    """Return everything written in a case, and in its earlier versions, each once."""
    versions: Any = event.history.all()
    rows: list[tuple[models.Model, tuple[str, ...]]] = [(event, FIELDS)]
    rows += [(version, (*FIELDS, "history_change_reason")) for version in versions]
    rows += [(row, text_fields(type(row))) for row in hanging_on(event)]
    found: dict[str, None] = {}
    for row, names in rows:
        for name in names:
            value = getattr(row, name)
            for text in value if isinstance(value, list) else [value]:
                if text:
                    found[str(text)] = None
    return list(found)


def found_in(event: Deviation) -> list[Finding]:
    """Return what says too much, each once; one query for the names."""
    texts = {str(number): text for number, text in enumerate(texts_of(event))}
    rows = check_all(texts, event.municipality)
    return list({one.key: one for found in rows.values() for one in found}.values())
