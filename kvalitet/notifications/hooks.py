"""What the app hangs up with the platform."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.notifications.figures import VERB
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person
from kvalitet.web.registry import MenuEntry, register_menu, register_unread


def unread(user: Person) -> int:
    """Count what the person hasn't read."""
    return Notice.objects.visible_to(user).unread().count()


def may_open_outbox(user: Person) -> bool:
    """The outbox exists in the demo only."""
    return bool(settings.DEMO and scope_of(user).has("notifications.view_outbox"))


def sees_counts(user: Person) -> bool:
    """Leaders, HR and the chief executive."""
    return scope_of(user).has(VERB)


def sets_hours(user: Person) -> bool:
    """Administrators of a whole municipality."""
    return bool(scope_of(user).municipalities("setup.edit"))


register_unread(unread)
register_menu(
    MenuEntry(
        label=_("Varsler sendt"),
        url_name="notifications:counts",
        icon="Paperplane",
        group=_("Kommunen"),
        order=720,
        visible=sees_counts,
    )
)
register_menu(
    MenuEntry(
        label=_("Stille tid"),
        url_name="notifications:municipality-hours",
        icon="BellDot",
        group=_("Oppsett"),
        order=911,
        visible=sets_hours,
    )
)
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
