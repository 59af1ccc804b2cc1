"""What the app hangs up with the platform."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kvalitet.deadlines.actions.checking import problem_of
from kvalitet.deadlines.actions.setting import SOURCE
from kvalitet.deadlines.explaining import explain
from kvalitet.deadlines.open_work import open_tasks_of
from kvalitet.deadlines.queries import feed_of
from kvalitet.notifications.models import Notice
from kvalitet.notifications.registry import register_check, register_explanation
from kvalitet.organisation.registry import register_open_work
from kvalitet.web.registry import MenuEntry, register_menu, register_panel


def profile_panel(request: Any, person: Any) -> dict[str, Any]:
    """Offer own deadlines as a calendar, on the person's own page."""
    return {"template": "deadlines/profile_panel.html", "feed": feed_of(person)}


def snooze_url(notice: Notice) -> str:
    """Return where the reminder's task is put off."""
    return reverse("deadlines:snooze-notice", args=[notice.uuid])


register_check(SOURCE, problem_of)
register_explanation(SOURCE, explain, snooze_url=snooze_url)
register_panel("profile", profile_panel)
register_open_work(open_tasks_of)
register_menu(MenuEntry(label=_("Oppgaver"), url_name="deadlines:tasks", icon="Tasklist", group="", order=20))
