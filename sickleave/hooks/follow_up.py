"""HR's page in the menu, and what a step is called in the list of tasks of the one who takes it. [S2, S5, S8]"""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.deadlines.registry import register_source
from kvalitet.organisation.models import Person
from kvalitet.web.registry import MenuEntry, register_menu
from sickleave.choices import Step
from sickleave.models import Milestone
from sickleave.queries.follow_up import follows_up
from sickleave.rules.step_pages import page_of
from sickleave.rules.words import TASK_TITLE


def own_titles(pks: Collection[int], person: Person) -> dict[int, str]:
    """Say which step it is and for whom, to the one who sees the case now; made for the page and never stored."""
    rows = Milestone.objects.visible_to(person).filter(pk__in=list(pks)).order_by()
    names = rows.values_list("pk", "step", "case__person__first_name", "case__person__last_name")
    return {
        pk: _("%(step)s for %(name)s") % {"step": Step(step).label, "name": f"{first} {last}"}
        for pk, step, first, last in names
    }


def load(pks: Collection[int]) -> dict[int, Milestone]:
    """Fetch steps with their cases, in one query."""
    rows = Milestone._base_manager.filter(pk__in=list(pks)).select_related("case")
    return {row.pk: row for row in rows}


def step_url(row: Milestone) -> str:
    """Return the page where the step is done; the case itself for what has none."""
    found = page_of(row.step)
    if found is None:
        return row.get_absolute_url()
    return reverse(f"sickleave:{found.name}", args=[row.case.uuid, *found.extra])


register_source(
    Milestone,
    label=gettext_lazy("Sykefravær"),
    action_label=gettext_lazy("Åpne steget"),
    action_url=step_url,
    load=load,
    neutral_title=TASK_TITLE,
    own_titles=own_titles,
)
register_menu(
    MenuEntry(
        label=gettext_lazy("Saker i oppfølging"),
        url_name="sickleave:follow-up",
        icon="PersonGroup",
        group=gettext_lazy("Sykefravær"),
        order=42,
        visible=follows_up,
    )
)
