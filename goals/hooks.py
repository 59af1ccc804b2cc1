"""What the app hangs up with the platform: menu, and how a task is done from «Mine oppgaver»."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from goals.actions import handover
from goals.actions.tasks import finish_task
from goals.choices import Shown
from goals.effects import effects
from goals.models import Goal, Measure, MeasureTask, Plan
from goals.queries.thread import goal_strands, measure_strands, plan_strands
from goals.queries.unit_plan import plans_of
from goals.querysets import tasks_shown
from goals.sources import SOURCES, WORDS
from kvalitet.access.decisions import may
from kvalitet.attachments.registry import register_attachable
from kvalitet.deadlines.registry import HandoverSource, Held, register_handover, register_source
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Person, Unit
from kvalitet.search.registry import register_search, register_words
from kvalitet.setup.registry import SetupStep, register_reorganisation_effect, register_step
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from kvalitet.web.thread import hang_thread, register_thread

GROUP = _("Styring")


def tasks_by_key(pks: list[int]) -> dict[int, Any]:
    """Fetch tasks for the list of deadlines, in one query."""
    found: dict[int, Any] = MeasureTask._base_manager.select_related("measure").in_bulk(pks)
    return found


def report_url(task: MeasureTask) -> str:
    """Return the page where status is reported, which leads back to the list."""
    return f"{reverse('goals:task-status', args=[task.uuid])}?fra=oppgaver"


def unit_panel(request: Request, unit: Unit) -> dict[str, Any] | None:
    """Show on a unit's page how it stands with what it has been given, to those who may see it."""
    today = timezone.localdate()
    tasks = MeasureTask.objects.visible_to(request.user)
    below = tasks.filter(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~")
    counts = {"open": tasks_shown(Shown.OPEN, today), "late": tasks_shown(Shown.LATE, today)}
    found: dict[str, int] = below.aggregate(**{name: Count("pk", filter=kept) for name, kept in counts.items()})
    url = f"{reverse('goals:task-list')}?enhet={unit.uuid}&vis="
    return {"template": "goals/unit_panel.html", "counts": found, "url": url} if found["open"] else None


def held_by(person: Person, user: Person) -> list[Held]:
    """List what a person answers for, measures first, then groups."""
    measures = [
        Held(f"{handover.MEASURE}-{one.uuid}", one.title, one.get_absolute_url(), one.unit.name, one.due, _("Tiltak"))
        for one in handover.measures_of(person, user)
    ]
    url = reverse("goals:group-list") if may(user, "goals.edit") else ""
    groups = [
        Held(f"{handover.GROUP}-{one.uuid}", one.name, url, "", None, _("Ansvarsgruppe"))
        for one in handover.groups_of(person, user)
    ]
    return measures + groups


def plan_step(request: Request, municipality: Any) -> tuple[bool, str]:
    """Tell whether the municipality has brought in a plan."""
    plans = Plan.objects.visible_to(request.user).filter(municipality=municipality)
    measures = Measure.objects.visible_to(request.user).filter(municipality=municipality)
    found = plans.aggregate(n=Count("pk"))["n"]
    text = ngettext("%(plans)s plan med %(measures)s tiltak.", "%(plans)s planer med %(measures)s tiltak.", found)
    told = text % {"plans": found, "measures": measures.count()}
    return bool(found), told if found else str(_("Ingen planer ennå."))


def _may_import(request: Request) -> bool:
    return bool(may(request.user, "goals.edit"))


register_handover("goals", HandoverSource(handover.waiting, held_by, handover.give))
register_step(
    SetupStep(
        key="plan",
        order=60,
        title=_("Plan"),
        text=_("Hent inn handlingsplanen med mål, delmål, tiltak, ansvarlige og frister fra et regneark."),
        url_name="goals:import-start",
        action=_("Importer plan"),
        state=plan_step,
        is_open=_may_import,
        closed_text=_("Planen legges inn av kvalitetsrådgiver eller kommunedirektør."),
    )
)


def shared_plans(request: Request, unit: Unit) -> dict[str, Any] | None:
    """Show a member municipality the plans of the unit that are shared with it."""
    plans = list(Plan.objects.visible_to(request.user).filter(unit=unit).order_by("-starts_year", "name"))
    return {"template": "goals/shared_plans.html", "plans": plans} if plans else None


def unit_plan_panel(request: Request, unit: Unit) -> dict[str, Any] | None:
    """Lead from a unit's page to its plan for the year."""
    if unit.kind not in {UnitKind.UNIT, UnitKind.DEPARTMENT}:
        return None
    year = timezone.localdate().year
    plans = plans_of(request.user, unit, year)
    url = f"{reverse('goals:unit-plan', args=[unit.uuid])}?aar={year}"
    return {"template": "goals/unit_plan_panel.html", "plan": plans[0] if plans else None, "url": url, "year": year}


register_panel("unit", unit_panel)
register_panel("unit", unit_plan_panel)
for place, strands in (("plan", plan_strands), ("goal", goal_strands), ("measure", measure_strands)):
    register_thread(place, strands)
    hang_thread(place)
register_panel("guest-unit", shared_plans)
register_reorganisation_effect(effects)
register_attachable(Plan, kind="plan", place="plan", add_verb="goals.edit", select=("unit", "municipality"))
register_attachable(Goal, kind="mal", place="goal", add_verb="goals.edit", select=("plan", "unit"))
register_attachable(Measure, kind="tiltak", place="measure", add_verb="goals.edit", select=("plan", "unit"))
register_attachable(MeasureTask, kind="oppgave", add_verb="goals.report", select=("measure__plan", "unit"))
register_source(
    MeasureTask,
    label=_("Tiltak"),
    action_label=_("Meld status"),
    action_url=report_url,
    done=lambda task, by: finish_task(task, by=by),
    load=tasks_by_key,
)
register_menu(MenuEntry(label=_("Planer"), url_name="goals:plan-list", icon="Layers", group=GROUP, order=30))
register_menu(
    MenuEntry(
        label=_("Virksomhetsplaner"),
        url_name="goals:unit-plan-list",
        icon="Buildings3",
        group=GROUP,
        order=31,
        visible=lambda user: bool(may(user, "goals.edit")),
    )
)
register_menu(
    MenuEntry(label=_("Tiltak"), url_name="goals:measure-list", icon="ClipboardCheckmark", group=GROUP, order=32)
)
register_menu(
    MenuEntry(
        label=_("Ansvarsgrupper"),
        url_name="goals:group-list",
        icon="PersonGroup",
        group=GROUP,
        order=39,
        visible=lambda user: bool(may(user, "goals.edit")),
    )
)

for found in SOURCES:
    register_search(found)
register_words(WORDS)
