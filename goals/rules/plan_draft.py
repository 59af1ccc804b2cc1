"""A plan as read from rows, before anything is written: goals, sub-goals, measures and what is doubtful. [G13]"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from goals.choices import DueKind, Perspective, TaskStatus
from goals.rules.deadlines_text import DueReading, interpret_due
from goals.rules.responsible_text import ResponsiblePiece, split_responsible
from goals.rules.words_text import guess_perspective, read_perspective, read_status


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a plan as people write it; everything but the number is text."""

    number: int
    goal: str = ""
    subgoal: str = ""
    measure: str = ""
    responsible: str = ""
    due: str = ""
    perspective: str = ""
    unit: str = ""
    starts: str = ""
    status: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class DraftProblem:
    message: str
    row: int | None = None
    is_error: bool = True


@dataclass(slots=True)
class MeasureDraft:
    row: int
    title: str
    description: str
    responsible_text: str
    responsible: list[ResponsiblePiece]
    due_text: str
    due: DueReading
    starts: date | None
    unit_text: str
    status: TaskStatus | None
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SubGoalDraft:
    row: int
    title: str
    measures: list[MeasureDraft] = field(default_factory=list)


@dataclass(slots=True)
class GoalDraft:
    """`measures` are those directly under the goal; `is_guessed` says that nobody wrote the perspective."""

    row: int
    title: str
    perspective: Perspective
    is_guessed: bool = False
    subgoals: list[SubGoalDraft] = field(default_factory=list)
    measures: list[MeasureDraft] = field(default_factory=list)


@dataclass(slots=True)
class PlanDraft:
    goals: list[GoalDraft] = field(default_factory=list)
    problems: list[DraftProblem] = field(default_factory=list)

    def measures(self) -> Iterator[tuple[GoalDraft, SubGoalDraft | None, MeasureDraft]]:
        """Every measure with its goal and sub-goal, in the order they are to stand."""
        for goal in self.goals:
            yield from ((goal, None, measure) for measure in goal.measures)
            for subgoal in goal.subgoals:
                yield from ((goal, subgoal, measure) for measure in subgoal.measures)

    @property
    def goal_count(self) -> int:
        return len(self.goals)

    @property
    def subgoal_count(self) -> int:
        return sum(len(goal.subgoals) for goal in self.goals)

    @property
    def measure_count(self) -> int:
        return sum(1 for _measure in self.measures())

    @property
    def errors(self) -> list[DraftProblem]:
        return [problem for problem in self.problems if problem.is_error]

    @property
    def notes(self) -> list[DraftProblem]:
        return [problem for problem in self.problems if not problem.is_error]

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    def responsible_names(self) -> dict[str, list[ResponsiblePiece]]:
        """Every name once, in the order first met, with each piece that has it: what a person must map."""
        names: dict[str, list[ResponsiblePiece]] = {}
        spelled: dict[str, str] = {}
        for _goal, _subgoal, measure in self.measures():
            for piece in measure.responsible:
                name = spelled.setdefault(piece.name.casefold(), piece.name)
                names.setdefault(name, []).append(piece)
        return names

    def summary(self) -> str:
        """«6 mål, 11 delmål, 25 tiltak»"""
        values = {"goals": self.goal_count, "subgoals": self.subgoal_count, "measures": self.measure_count}
        return str(_("%(goals)s mål, %(subgoals)s delmål, %(measures)s tiltak")) % values


def draft_plan(
    rows: Iterable[PlanRow],
    *,
    year: int,
    ends_year: int | None = None,
    today: date | None = None,
    known: Collection[str] = frozenset(),
) -> PlanDraft:
    """Gather rows into a plan; an empty goal repeats the one above, an empty sub-goal beside a goal means none."""
    builder = _Builder(year, ends_year, today, frozenset(known))
    for row in rows:
        builder.take(row)
    return builder.draft


class _Builder:
    """Remembers what stood above, and every title already met."""

    def __init__(self, year: int, ends_year: int | None, today: date | None, known: frozenset[str]) -> None:
        self.draft = PlanDraft()
        self.year, self.ends_year, self.today, self.known = year, ends_year, today, known
        self.goals: dict[str, GoalDraft] = {}
        self.subgoals: dict[tuple[str, str], SubGoalDraft] = {}
        self.measures: dict[tuple[str, str, str], MeasureDraft] = {}
        self.above = ("", "")
        self.perspective_above: Perspective | None = None
        self.readings: dict[str, DueReading] = {}
        self.pieces: dict[str, list[ResponsiblePiece]] = {}

    def take(self, row: PlanRow) -> None:
        goal_title, subgoal_title = _title(row.goal), _title(row.subgoal)
        if not goal_title:
            goal_title = self.above[0]
            subgoal_title = subgoal_title or self.above[1]
        if not goal_title:
            self._problem(_("Målet mangler. Skriv målet på den første raden det gjelder."), row.number)
            return
        self.above = (goal_title, subgoal_title)
        goal = self._goal(goal_title, row)
        subgoal = self._subgoal(goal, subgoal_title, row) if subgoal_title else None
        if _title(row.measure):
            self._measure(goal, subgoal, row)
        elif row.responsible or row.due:
            self._problem(_("Tiltaket mangler, men ansvarlig eller frist er fylt ut. Skriv tiltaket."), row.number)

    def _problem(self, message: object, row: int, *, is_error: bool = True) -> None:
        text = str(_("Rad %(row)s: %(message)s")) % {"row": row, "message": message}
        self.draft.problems.append(DraftProblem(text, row, is_error))

    def _goal(self, title: str, row: PlanRow) -> GoalDraft:
        written = read_perspective(row.perspective)
        self.perspective_above = written or self.perspective_above
        goal = self.goals.get(_key(title))
        if goal is None:
            perspective = self.perspective_above or guess_perspective(f"{title} {row.subgoal}")
            goal = GoalDraft(row.number, title, perspective, is_guessed=written is None)
            self.goals[_key(title)] = goal
            self.draft.goals.append(goal)
        elif written and goal.is_guessed:
            goal.perspective, goal.is_guessed = written, False
        elif written and written != goal.perspective:
            message = str(_("Målet står i perspektivet %(first)s på rad %(row)s, og det er brukt."))
            values = {"first": goal.perspective.label, "row": goal.row}
            self._problem(message % values, row.number, is_error=False)
        return goal

    def _subgoal(self, goal: GoalDraft, title: str, row: PlanRow) -> SubGoalDraft:
        key = (_key(goal.title), _key(title))
        subgoal = self.subgoals.get(key)
        if subgoal is None:
            subgoal = self.subgoals[key] = SubGoalDraft(row.number, title)
            goal.subgoals.append(subgoal)
        return subgoal

    def _measure(self, goal: GoalDraft, subgoal: SubGoalDraft | None, row: PlanRow) -> None:
        title = _title(row.measure)
        key = (_key(goal.title), _key(subgoal.title if subgoal else ""), _key(title))
        draft = self._read(title, row)
        if (first := self.measures.get(key)) is not None:
            self._repeated(first, draft)
            return
        if subgoal is None and goal.subgoals:
            draft.warnings.append(str(_("Delmålet er tomt, så tiltaket legges rett under målet.")))
        self.measures[key] = draft
        (subgoal or goal).measures.append(draft)

    def _read(self, title: str, row: PlanRow) -> MeasureDraft:
        due = self._due(row.due)
        responsible = self._responsible(row.responsible)
        status = read_status(row.status)
        starts = self._due(row.starts)
        start_day = starts.starts or starts.due or due.starts
        warnings = [] if due.certain or due.kind == DueKind.NONE else [due.explanation]
        if row.status and status is None:
            warnings.append(str(_("Statusen «%(text)s» er ikke forstått.")) % {"text": _one_line(row.status)[:80]})
        if start_day and due.due and start_day > due.due:
            warnings.append(str(_("Starten er etter fristen, så starten er ikke tatt med.")))
            start_day = None
        if not responsible:
            warnings.append(str(_("Ingen er satt som ansvarlig.")))
        return MeasureDraft(
            row=row.number,
            title=title,
            description=row.description,
            responsible_text=_one_line(row.responsible),
            responsible=responsible,
            due_text=_one_line(row.due),
            due=due,
            starts=start_day,
            unit_text=_one_line(row.unit),
            status=status,
            warnings=warnings,
        )

    def _due(self, text: str) -> DueReading:
        if text not in self.readings:
            self.readings[text] = interpret_due(text, year=self.year, ends_year=self.ends_year, today=self.today)
        return self.readings[text]

    def _responsible(self, text: str) -> list[ResponsiblePiece]:
        if text not in self.pieces:
            self.pieces[text] = split_responsible(text, known=self.known)
        return self.pieces[text]

    def _repeated(self, first: MeasureDraft, again: MeasureDraft) -> None:
        """The same measure twice: the same deadline adds the responsible, another one is for a person to settle."""
        if again.due_text and first.due_text and again.due != first.due:
            message = str(
                _("Tiltaket står også på rad %(row)s med en annen frist. Slå radene sammen eller gi dem ulike navn.")
            )
            self._problem(message % {"row": first.row}, again.row)
            return
        if not first.due_text and again.due_text:
            first.due_text, first.due = again.due_text, again.due
        names = {piece.name.casefold() for piece in first.responsible}
        added = [piece for piece in again.responsible if piece.name.casefold() not in names]
        first.responsible = [*first.responsible, *added]
        message = str(_("Tiltaket står også på rad %(row)s, og radene er slått sammen."))
        self._problem(message % {"row": first.row}, again.row, is_error=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _title(text: str) -> str:
    """A title has letters: «-» in a cell means that it is empty."""
    return _one_line(text) if any(sign.isalnum() for sign in text) else ""


def _key(title: str) -> str:
    return title.casefold().strip(" .:;")
