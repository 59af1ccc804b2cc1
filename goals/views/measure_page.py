"""What the page of one measure shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.choices import OPEN_STATUSES, PlanStatus, ResponsibleKind, ResponsibleRole
from goals.models import Measure, MeasureTask, Responsible
from goals.querysets import UNANSWERED, MeasureTaskQuerySet
from goals.rules.lateness import is_late, is_stale
from goals.views.mine import Answers, answers_of
from goals.views.rows import MeasureRow, TaskRow, rows_of, task_row
from kvalitet.access.decisions import may, who
from kvalitet.attachments.queries import files_of
from kvalitet.history.queries import Entry, timeline, timelines
from kvalitet.organisation.people import leaders_of
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request

MOST_LACKING = 8
MOST_TASKS = 25
MOST_ENTRIES = 30
SAID_ALREADY = frozenset({"status_at", "comment"})
"""The time stands beside each entry, and the comment is its reason."""


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now, and what happens if nothing is done."""

    title: str
    text: str
    url: str = ""
    button: str = ""
    tone: str = "accent"


def measure_context(request: Request, measure: Measure) -> dict[str, Any]:
    """Gather everything, in a fixed number of queries."""
    today = timezone.localdate()
    user = request.user
    responsibles = list(measure.responsibles.select_related("person", "group"))
    named = [str(one) for one in responsibles if one.role != ResponsibleRole.INVOLVED]
    row = rows_of([measure], today, {measure.pk: named})[0]
    visible = MeasureTask.objects.visible_to(user).filter(measure=measure)
    answers = answers_of(user)
    tasks = _most_urgent(visible, measure, answers)
    leaders = leaders_of([task.unit for task in tasks], today)
    counts = visible.order_by().aggregate(all=Count("pk"), lacking=Count("pk", filter=UNANSWERED))
    files = files_of(tasks)
    rows = [
        task_row(
            task,
            today,
            who=_who(task, leaders, row),
            may_report=bool(may(user, "goals.report", task)),
            is_mine=answers.covers(task),
            files=files.get(task.pk, ()),
        )
        for task in tasks
    ]
    can_edit = bool(may(user, "goals.edit", measure))
    return {
        "measure": measure,
        "row": row,
        "rows": rows,
        "task_count": counts["all"],
        "lacking": _lacking(tasks, counts["lacking"]),
        "step": next_step(measure, row, rows, responsibles, today, can_edit=can_edit),
        "responsibles": [_resolved(one) for one in responsibles],
        "moves": measure.deadline_moves.select_related("by"),
        "entries": _entries(measure, visible),
        "viewers": who(measure),
        "can_edit": can_edit,
        "panels": panels_for("measure", request, measure),
    }


def next_step(
    measure: Measure, row: MeasureRow, rows: list[TaskRow], named: list[Responsible], today: date, *, can_edit: bool
) -> NextStep | None:
    """Say what the person must do now, if anything."""
    mine = next((one for one in rows if one.is_mine and one.report_url and one.task.status in OPEN_STATUSES), None)
    edit = reverse("goals:measure-edit", args=[measure.uuid])
    is_lead = any(one.role != ResponsibleRole.INVOLVED and one.kind != ResponsibleKind.TEXT for one in named)
    if can_edit and row.is_open and not is_lead:
        text = _("Ingen får påminnelser om tiltaket før det har en ansvarlig.")
        return NextStep(_("Tiltaket mangler ansvarlig"), text, edit, _("Velg ansvarlig"), "warning")
    if mine is not None and measure.plan.status == PlanStatus.PUBLISHED:
        return _my_step(mine, today)
    if can_edit and row.is_open and row.due_date is None and row.due.color == "warning":
        text = _("Uten frist blir ingen minnet om tiltaket, og det vises som en mangel i planen.")
        return NextStep(_("Tiltaket mangler frist"), text, edit, _("Sett frist"), "warning")
    return None


def _my_step(mine: TaskRow, today: date) -> NextStep:
    task = mine.task
    if is_late(task.due, today, task.status):
        text = _("%(due)s. Meld status nå, eller be om ny frist.") % {"due": mine.due.text}
        return NextStep(_("Oppgaven er over fristen"), text, mine.report_url, _("Meld status"), "danger")
    if task.status_at and is_stale(
        task.status_at, today, task.measure.municipality.stale_after_days, status=task.status
    ):
        text = _("Det er lenge siden sist noen meldte hvordan det går.")
        return NextStep(_("Statusen er gammel"), text, mine.report_url, _("Meld status"), "warning")
    if task.status_at is None:
        text = _("Ingen har meldt status på oppgaven ennå.")
    else:
        text = _("Sist meldt: %(status)s.") % {"status": mine.status}
    return NextStep(_("Fortell hvordan det går"), text, mine.report_url, _("Meld status"))


def _who(task: MeasureTask, leaders: dict[int, Any], row: MeasureRow) -> str:
    if task.is_shared:
        return row.responsible or _("Ingen ansvarlig")
    return str(leaders.get(task.unit_id) or _("Ingen leder"))


def _most_urgent(visible: MeasureTaskQuerySet, measure: Measure, answers: Answers) -> list[MeasureTask]:
    """Return as many tasks as the page has room for: the person's own, then those nobody has answered."""
    own = When(Q(is_shared=True) | Q(unit__in=sorted(answers.units)), then=0)
    ranked = visible.annotate(rank=Case(own, When(UNANSWERED, then=1), default=2)).select_related("unit")
    tasks = list(ranked.order_by("rank", "unit__path", "pk")[:MOST_TASKS])
    for task in tasks:
        task.measure = measure
    return sorted(tasks, key=lambda task: (not task.is_shared, task.unit.path, task.pk))


def _lacking(tasks: list[MeasureTask], count: int) -> str:
    """«Mangler svar fra A, B og 3 til.»"""
    names = [t.unit.name for t in tasks if not t.is_shared and t.status_at is None and t.status in OPEN_STATUSES]
    if not names:
        return ""
    shown = ", ".join(names[:MOST_LACKING])
    more = count - min(len(names), MOST_LACKING)
    if more > 0:
        shown = _("%(names)s og %(more)d til") % {"names": shown, "more": more}
    return ngettext("Mangler svar fra %(names)s.", "Mangler svar fra %(count)d enheter: %(names)s.", count) % {
        "names": shown,
        "count": count,
    }


def _resolved(row: Responsible) -> dict[str, Any]:
    """Say how a name was understood."""
    meaning = {
        ResponsibleKind.PERSON: _("Person"),
        ResponsibleKind.POSITION: _("Stilling: den som har stillingen, får oppgaven"),
        ResponsibleKind.TEXT: _("Står som tekst. Ingen får påminnelser."),
    }
    kind = ResponsibleKind(row.kind)
    group = row.group
    note = _("Gruppe: %(rule)s") % {"rule": group.get_rule_display()} if group is not None else str(meaning[kind])
    written = row.source_text if row.source_text and row.source_text != str(row) else ""
    return {"name": str(row), "role": row.get_role_display(), "note": note, "written": written}


def _entries(measure: Measure, visible: MeasureTaskQuerySet) -> list[Entry]:
    """Merge what happened to the measure and to the tasks the person may see."""
    history = MeasureTask.history.filter(measure_id=measure.pk)
    seen = history.filter(id__in=visible.order_by().values("pk")).order_by("-history_date", "-history_id")
    newest = seen.values_list("id", "is_shared", "unit__name")[: MOST_ENTRIES * 2 + 1]
    names = {pk: "" if is_shared else name for pk, is_shared, name in newest}
    versions = timelines(history.filter(id__in=list(names)), limit=MOST_ENTRIES, titles=names, skip=SAID_ALREADY)
    reported = [entry for entry in versions if entry.changes or entry.reason]
    merged = sorted([*timeline(measure, limit=MOST_ENTRIES), *reported], key=lambda entry: entry.when, reverse=True)
    return merged[:MOST_ENTRIES]
