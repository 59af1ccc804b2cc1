"""What the app hangs up with the platform."""

from django.utils.translation import gettext_lazy as _

from kvalitet.deadlines.actions.checking import problem_of
from kvalitet.deadlines.actions.setting import SOURCE
from kvalitet.deadlines.open_work import open_tasks_of
from kvalitet.notifications.registry import register_check
from kvalitet.organisation.registry import register_open_work
from kvalitet.web.registry import MenuEntry, register_menu

register_check(SOURCE, problem_of)
register_open_work(open_tasks_of)
register_menu(MenuEntry(label=_("Oppgaver"), url_name="deadlines:tasks", icon="Tasklist", group="", order=20))
