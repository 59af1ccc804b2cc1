"""What can be asked of attachments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kvalitet.attachments.choices import State
from kvalitet.attachments.registry import attachables

if TYPE_CHECKING:
    from kvalitet.attachments.models import Attachment


class AttachmentQuerySet(QuerySet["Attachment"]):
    """Files; always asked for by object or by key, since the object decides who sees them."""

    def visible_to(self, user: Any) -> Self:
        """Keep those whose object the person may see; narrow by key or object as well."""
        seen = Q(pk__in=[])
        for one in attachables():
            rows = one.model._default_manager.visible_to(user)  # type: ignore[attr-defined] # all have it
            kind = ContentType.objects.get_for_model(one.model)
            seen |= Q(content_type=kind) & Q(Exists(rows.filter(pk=OuterRef("object_id")).order_by()))
        return self.filter(seen)

    def kept(self) -> Self:
        """Leave out those that were removed."""
        return self.filter(removed_at=None)

    def ready(self) -> Self:
        """Keep those that may be read."""
        return self.kept().filter(state=State.READY)

    def on(self, objects: Iterable[Model]) -> Self:
        """Keep those on these objects, which are all of one model."""
        objects = list(objects)
        if not objects:
            return self.none()
        kind = ContentType.objects.get_for_model(objects[0])
        return self.filter(content_type=kind, object_id__in=[obj.pk for obj in objects])

    def for_panel(self) -> Self:
        """Return what a list of files shows, in the order they came."""
        return self.kept().select_related("uploaded_by").order_by("at", "id")
