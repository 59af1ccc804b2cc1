"""Plans and lists of measures as workbooks and as printable documents; only what the person may see. [G1–G6]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.choices import DueKind, Perspective, ResponsibleRole, TaskStatus
from goals.models import Goal, Measure, MeasureTask, Plan, SubGoal
from goals.querysets import MeasureQuerySet, MeasureTaskQuerySet
from goals.rules.lateness import days_late, status_of_measure, summary_text
from kvalitet.organisation.models import Person
from kvalitet.output import pdf, xlsx

WIDE, NARROW, MIDDLE = 50, 14, 28


@dataclass
class MeasureLine:
    """A measure as a printed list shows it."""

    measure: Measure
    responsible: str
    involved: str
    due: str
    status: TaskStatus
    days_late: int
    answered: str

    @property
    def status_words(self) -> str:
        """The status, and how late it is."""
        if not self.days_late:
            return str(self.status.label)
        late = ngettext("%(days)s dag over fristen", "%(days)s dager over fristen", self.days_late)
        return f"{self.status.label}, {late % {'days': self.days_late}}"

    @property
    def exact_day(self) -> str:
        """The day a deadline in words was read as."""
        due = f"{self.measure.due:%d.%m.%Y}" if self.measure.due else ""
        return due if due != self.due else ""


@dataclass
class SubGoalPart:
    """A sub-goal with its measures; without a sub-goal: what hangs on the goal itself."""

    subgoal: SubGoal | None
    lines: list[MeasureLine] = field(default_factory=list)


@dataclass
class GoalPart:
    """A goal with its sub-goals in order."""

    goal: Goal
    parts: list[SubGoalPart] = field(default_factory=list)


@dataclass
class PlanContent:
    """A whole plan, ready to be laid out: goals by perspective."""

    plan: Plan
    perspectives: list[tuple[str, list[GoalPart]]]
    counts: tuple[int, int, int]
    done: int
    late: int

    @property
    def standing(self) -> str:
        """«6 er ferdig, 10 er over fristen»"""
        return _("%(done)s er ferdig, %(late)s er over fristen") % {"done": self.done, "late": self.late}

    @property
    def summary(self) -> str:
        """«6 mål, 11 delmål, 25 tiltak»"""
        goals, subgoals, measures = self.counts
        return _("%(goals)s mål, %(subgoals)s delmål, %(measures)s tiltak") % {
            "goals": goals,
            "subgoals": subgoals,
            "measures": measures,
        }


def plan_content(user: Person, plan: Plan, today: date) -> PlanContent:
    """Read a whole plan in six queries, whatever its size."""
    goals = list(Goal.objects.visible_to(user).filter(plan=plan).select_related("plan", "unit"))
    subgoals = list(SubGoal.objects.visible_to(user).filter(plan=plan).select_related("goal"))
    lines = list(measure_lines(Measure.objects.visible_to(user).filter(plan=plan), today))
    found: dict[int, GoalPart] = {goal.pk: GoalPart(goal, [SubGoalPart(None)]) for goal in goals}
    places: dict[tuple[int, int | None], SubGoalPart] = {(goal.pk, None): found[goal.pk].parts[0] for goal in goals}
    for subgoal in subgoals:
        part = places[subgoal.goal_id, subgoal.pk] = SubGoalPart(subgoal)
        found[subgoal.goal_id].parts.append(part)
    for line in lines:
        places[line.measure.goal_id, line.measure.subgoal_id].lines.append(line)
    order = list(Perspective.values)
    ordered = sorted(found.values(), key=lambda part: order.index(part.goal.perspective))
    return PlanContent(
        plan=plan,
        perspectives=[
            (str(Perspective(value).label), list(parts))
            for value, parts in groupby(ordered, key=lambda part: part.goal.perspective)
        ],
        counts=(len(goals), len(subgoals), len(lines)),
        done=sum(line.status == TaskStatus.DONE for line in lines),
        late=sum(line.days_late > 0 for line in lines),
    )


def measure_lines(measures: MeasureQuerySet, today: date) -> Iterable[MeasureLine]:
    """Make lines of measures with everything they show, in four queries."""
    rows = measures.select_related("plan", "goal", "subgoal", "unit")
    for measure in rows.prefetch_related("responsibles__person", "responsibles__group", "tasks"):
        tasks = list(measure.tasks.all())
        live = [task for task in tasks if not task.is_shared and task.status != TaskStatus.CANCELLED]
        done = sum(task.status == TaskStatus.DONE for task in live)
        responsibles = list(measure.responsibles.all())
        yield MeasureLine(
            measure=measure,
            responsible=", ".join(str(row) for row in responsibles if row.role != ResponsibleRole.INVOLVED),
            involved=", ".join(str(row) for row in responsibles if row.role == ResponsibleRole.INVOLVED),
            due=due_words(measure),
            status=status_of_measure([task.status for task in tasks]),
            days_late=max((days_late(task.due, today, task.status) for task in tasks), default=0),
            answered=summary_text(done, len(live)) if live else "",
        )


def due_words(measure: Measure) -> str:
    """Write a deadline the way it was written, otherwise as a date, otherwise as what kind it is."""
    if measure.due and (measure.due_kind == DueKind.DATE or not measure.due_text):
        return f"{measure.due:%d.%m.%Y}"
    return measure.due_text or str(measure.get_due_kind_display())


def plan_blocks(content: PlanContent) -> list[pdf.Block]:
    """Lay out a table of measures for each goal, headings repeated on every page."""
    blocks: list[pdf.Block] = []
    for perspective, goals in content.perspectives:
        blocks.append(pdf.Heading(perspective))
        for part in goals:
            blocks.append(pdf.Heading(part.goal.title, 2))
            if part.goal.description:
                blocks.append(pdf.Text(part.goal.description))
            for sub in part.parts:
                blocks += _pdf_part(sub)
    return blocks


def plan_pdf(content: PlanContent, today: date) -> bytes:
    """Lay the plan out for print."""
    plan = content.plan
    printed = _("Skrevet ut %(date)s") % {"date": date_format(today, "j. F Y")}
    return pdf.pdf(
        pdf.Document(
            owner=str(plan.municipality),
            title=f"{plan.name} {plan.years}",
            facts=[
                f"{plan.get_kind_display()} · {plan.unit} · {plan.get_status_display()}",
                f"{content.summary} · {content.standing} · {printed}",
            ],
            blocks=plan_blocks(content),
        )
    )


def _pdf_part(sub: SubGoalPart) -> list[pdf.Block]:
    if sub.subgoal is None and not sub.lines:
        return []
    blocks: list[pdf.Block] = []
    if sub.subgoal is not None:
        blocks.append(pdf.Heading(sub.subgoal.title, 3))
    if not sub.lines:
        note = sub.subgoal.note if sub.subgoal else ""
        return [*blocks, pdf.Text(note or _("Ingen egne tiltak."), subtle=True)]
    headings = [_("Tiltak"), _("Ansvarlig"), _("Frist"), _("Status")]
    return [*blocks, pdf.Grid(headings, [46, 24, 15, 15], [_pdf_row(line) for line in sub.lines])]


def _pdf_row(line: MeasureLine) -> list[str | pdf.Cell]:
    tone = "danger" if line.days_late else "success" if line.status == TaskStatus.DONE else ""
    involved = _("Medvirker: %(names)s") % {"names": line.involved} if line.involved else ""
    return [
        pdf.Cell(line.measure.title, small=line.measure.description),
        pdf.Cell(line.responsible or _("Ingen ansvarlig"), small=involved),
        pdf.Cell(line.due, small=line.exact_day),
        pdf.Cell(line.status_words, tone, small=line.answered),
    ]


def plan_xlsx(content: PlanContent, tasks: MeasureTaskQuerySet) -> bytes:
    """Write the plan with the columns an import takes, and a sheet of the tasks the person may see."""
    parts = [(part, sub) for _name, goals in content.perspectives for part in goals for sub in part.parts]
    rows = [row for part, sub in parts for row in _rows_of(part, sub)]
    sheets = [xlsx.Sheet(_("Tiltak"), _measure_columns(), rows), _task_sheet(tasks)]
    return xlsx.workbook(sheets, title=f"{content.plan.name} {content.plan.years}")


def measures_xlsx(measures: MeasureQuerySet, today: date) -> bytes:
    """Write a filtered list of measures, one a row."""
    rows = (_measure_row(line) for line in measure_lines(measures, today))
    return xlsx.workbook([xlsx.Sheet(_("Tiltak"), _measure_columns(), rows)], title=_("Tiltak"))


def tasks_xlsx(tasks: MeasureTaskQuerySet) -> bytes:
    """Write a filtered list of tasks, one a row."""
    return xlsx.workbook([_task_sheet(tasks)], title=_("Oppgaver"))


def _measure_columns() -> list[xlsx.Column]:
    """Return the headings in the language of the reader."""
    return [
        xlsx.Column(_("Plan"), MIDDLE),
        xlsx.Column(_("Perspektiv"), NARROW),
        xlsx.Column(_("Mål"), WIDE),
        xlsx.Column(_("Delmål"), WIDE),
        xlsx.Column(_("Tiltak"), WIDE),
        xlsx.Column(_("Ansvarlig"), MIDDLE),
        xlsx.Column(_("Medvirker"), MIDDLE),
        xlsx.Column(_("Frist"), NARROW + 4),
        xlsx.Column(_("Fristdato"), NARROW),
        xlsx.Column(_("Start"), NARROW),
        xlsx.Column(_("Status"), NARROW),
        xlsx.Column(_("Dager over fristen"), NARROW),
        xlsx.Column(_("Enheter ferdig"), MIDDLE),
        xlsx.Column(_("Enhet"), MIDDLE),
    ]


def _measure_row(line: MeasureLine) -> Sequence[xlsx.Value]:
    measure = line.measure
    return [
        measure.plan.name,
        measure.goal.get_perspective_display(),
        measure.goal.title,
        measure.subgoal.title if measure.subgoal else "",
        measure.title,
        line.responsible,
        line.involved,
        line.due,
        measure.due,
        measure.starts,
        str(line.status.label),
        line.days_late or None,
        line.answered,
        measure.unit.name,
    ]


def _rows_of(part: GoalPart, sub: SubGoalPart) -> list[Sequence[xlsx.Value]]:
    """Keep goals and sub-goals that have no measure of their own. [G2]"""
    if sub.lines:
        return [_measure_row(line) for line in sub.lines]
    if sub.subgoal is None and len(part.parts) > 1:
        return []
    title = sub.subgoal.title if sub.subgoal else ""
    goal = part.goal
    return [[goal.plan.name, goal.get_perspective_display(), goal.title, title, *[""] * 9, goal.unit.name]]


def _task_sheet(tasks: MeasureTaskQuerySet) -> xlsx.Sheet:
    columns = [
        xlsx.Column(_("Tiltak"), WIDE),
        xlsx.Column(_("Enhet"), MIDDLE),
        xlsx.Column(_("Status"), NARROW),
        xlsx.Column(_("Framdrift (prosent)"), NARROW),
        xlsx.Column(_("Frist"), NARROW),
        xlsx.Column(_("Kommentar"), WIDE),
        xlsx.Column(_("Dokumentasjon"), WIDE),
        xlsx.Column(_("Sist meldt"), NARROW + 4),
    ]
    rows = (_task_row(task) for task in tasks.select_related("measure", "unit"))
    return xlsx.Sheet(_("Oppgaver"), columns, rows)


def _task_row(task: MeasureTask) -> Sequence[xlsx.Value]:
    unit = _("%(unit)s (felles)") % {"unit": task.unit} if task.is_shared else task.unit.name
    status = task.get_status_display()
    return [task.measure.title, unit, status, task.progress, task.due, task.comment, task.evidence, task.status_at]
