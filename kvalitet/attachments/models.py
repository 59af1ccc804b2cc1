from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.attachments.choices import Kind, State
from kvalitet.attachments.querysets import AttachmentQuerySet
from kvalitet.web.visibility import MunicipalityManager

INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


class Attachment(models.Model):
    """A file on an object. The row stays when the file is removed, to tell that it was there. [P8]

    Nobody is named as `uploaded_by` when who it was is not to be known.
    """

    uuid = models.UUIDField(_("nøkkel"), default=uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("kommune"),
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    object_id = models.BigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    name = models.CharField(_("navn"), max_length=200)
    key = models.CharField(_("plass i lageret"), max_length=100, unique=True, editable=False)
    size = models.BigIntegerField(_("størrelse i byte"))
    sha256 = models.CharField(_("kontrollsum"), max_length=64, editable=False)
    kind = models.CharField(_("filtype"), max_length=10, choices=Kind)
    media_type = models.CharField(_("medietype"), max_length=100)
    state = models.CharField(_("tilstand"), max_length=10, choices=State, default=State.READY)
    scan_tries = models.PositiveIntegerField(_("forsøk på viruskontroll"), default=0, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("lastet opp av"),
    )
    at = models.DateTimeField(_("lastet opp"), default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("fjernet av"),
    )
    removed_at = models.DateTimeField(_("fjernet"), null=True, blank=True)

    objects = MunicipalityManager.from_queryset(AttachmentQuerySet)()

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ("at", "id")
        indexes = (
            models.Index(
                fields=["content_type", "object_id", "at"], name="attachment_object", condition=Q(removed_at=None)
            ),
            models.Index(fields=["id"], name="attachment_checking", condition=Q(state=State.CHECKING, removed_at=None)),
        )
        constraints = (models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:file", args=[self.uuid, self.name])

    @property
    def opens_in_browser(self) -> bool:
        """Whether the file is shown at once; a PDF is not, since browsers don't show one in a sandbox."""
        return self.media_type in INLINE
