"""What the app hangs up with the platform."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person
from kvalitet.web.registry import MenuEntry, register_menu, register_unread


def unread(user: Person) -> int:
    """Count what the person hasn't read."""
    return Notice.objects.visible_to(user).unread().count()


def may_open_outbox(user: Person) -> bool:
    """The outbox exists in the demo only."""
    return bool(settings.DEMO and scope_of(user).has("notifications.view_outbox"))


register_unread(unread)
register_menu(
    MenuEntry(
        label=_("E-poster i demoen"),
        url_name="notifications:outbox",
        icon="EnvelopeClosed",
        group=_("Oppsett"),
        order=920,
        visible=may_open_outbox,
    )
)
