"""A file of employees against the people there are: new, changed, moved, gone, or perhaps a double. Pure. [P3]"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kvalitet.imports.choices import NEW, SAME, LineKind
from kvalitet.imports.rules.people_rows import Employee, Places, Rows, read_people
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.posts import Post, PostChanges, compare_posts
from kvalitet.imports.rules.values import folded, likeness, shown_day

NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Known:
    """A person as stored."""

    id: int
    number: str
    first: str
    last: str
    email: str
    is_active: bool
    posts: tuple[Post, ...] = ()
    override: int | None = None

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(slots=True)
class PersonStep:
    """What happens to one person; `last_day` is set for those who leave."""

    kind: str
    employee: Employee | None
    known: Known | None
    fields: dict[str, str | bool] = field(default_factory=dict)
    posts: PostChanges = field(default_factory=PostChanges)
    last_day: date | None = None
    told: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.employee.name if self.employee else self.known.name if self.known else ""

    def line(self) -> Line:
        """The step as a person reads it."""
        number = self.employee.row if self.employee else None
        key = self.employee.key if self.employee else f"-{self.known.id}" if self.known else ""
        return Line(self.kind, self.name, " ".join(self.told), number, key=key)


@dataclass(slots=True)
class PeoplePlan:
    """Steps for people, what is set aside, and who each employee of the file is."""

    steps: list[PersonStep] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    employees: dict[str, Employee] = field(default_factory=dict)
    who: dict[str, Known] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    """Keys of those whose posts are all over."""

    def lines(self) -> list[Line]:
        """Everything a person reads about people."""
        return [step.line() for step in self.steps] + self.aside


class PeopleComparison:
    """Compares one file; made for one use."""

    def __init__(
        self, rows: Rows, *, places: Places, known: Sequence[Known], today: date, answers: Mapping[str, str]
    ) -> None:
        read = read_people(rows, places)
        self.plan = PeoplePlan(employees=read.employees)
        self.plan.aside += read.bad
        self.spared, self.known, self.today, self.answers = read.spared, known, today, answers
        self.kept: set[int] = set()

    def run(self, *, is_complete: bool) -> PeoplePlan:
        """Find who each one is, set doubles aside, compare the rest, and close those who are gone."""
        self._match()
        self._set_doubles_aside()
        self.plan.ended = {key for key, one in self.plan.employees.items() if self._last_day(one) is not None}
        for key, employee in self.plan.employees.items():
            known = self.plan.who.get(key)
            step = self._new(employee) if known is None else self._compare(employee, known)
            if step is not None:
                self.plan.steps.append(step)
        if is_complete:
            self.plan.steps += [self._left(known) for known in self._gone()]
        return self.plan

    def _match(self) -> None:
        """By number; by e-mail where one of them has no number and the name is the same."""
        by_number = {one.number.casefold(): one for one in self.known if one.number}
        by_email = defaultdict(list)
        for one in self.known:
            if one.email:
                by_email[one.email.casefold()].append(one)
        taken = set()
        for key, employee in self.plan.employees.items():
            found = by_number.get(employee.number.casefold()) if employee.number else None
            if found is not None:
                self.plan.who[key] = found
                taken.add(found.id)
        for key, employee in self.plan.employees.items():
            if key in self.plan.who or not employee.email:
                continue
            same = [one for one in by_email[employee.email.casefold()] if one.id not in taken]
            if len(same) == 1 and self._is_certain(employee, same[0]):
                self.plan.who[key] = same[0]
                taken.add(same[0].id)

    @staticmethod
    def _is_certain(employee: Employee, known: Known) -> bool:
        return not (known.number and employee.number) and folded(known.name) == folded(employee.name)

    def _set_doubles_aside(self) -> None:
        """A new employee who looks like someone the file doesn't mention is for a person to decide."""
        taken = {one.id for one in self.plan.who.values()}
        left = [one for one in self.known if one.id not in taken]
        by_email = {one.email.casefold(): one for one in left if one.email}
        by_name: dict[str, list[Known]] = defaultdict(list)
        by_unit: dict[int, list[Known]] = defaultdict(list)
        for one in left:
            by_name[folded(one.name)].append(one)
            for unit in {post.unit for post in one.posts}:
                by_unit[unit].append(one)
        for key, employee in list(self.plan.employees.items()):
            if key in self.plan.who:
                continue
            double, reason = self._double(employee, by_email, by_name, by_unit)
            answer = self.answers.get(key, "")
            if double is None or double.id in self.kept or answer == NEW:
                continue
            if answer == SAME:
                self.plan.who[key] = double
                self.kept.add(double.id)
            else:
                self._doubt(employee, double, reason)

    def _double(
        self,
        employee: Employee,
        by_email: Mapping[str, Known],
        by_name: Mapping[str, list[Known]],
        by_unit: Mapping[int, list[Known]],
    ) -> tuple[Known | None, str]:
        if employee.email and (found := by_email.get(employee.email.casefold())):
            return found, _("Samme e-post som %(name)s%(number)s.")
        units = {post.unit for post in employee.posts}
        name = folded(employee.name)
        for one in by_name.get(name, []):
            if units & {post.unit for post in one.posts} or not one.posts:
                return one, _("Samme navn og enhet som %(name)s%(number)s.")
        for unit in units:
            for one in by_unit.get(unit, []):
                if one.is_active and likeness(folded(one.name), name) >= NEAR:
                    return one, _("Nesten samme navn, og samme enhet, som %(name)s%(number)s.")
        return None, ""

    def _doubt(self, employee: Employee, known: Known, reason: str) -> None:
        number = _(" (ansattnummer %(number)s)") % {"number": known.number} if known.number else ""
        text = reason % {"name": known.name, "number": number}
        options = ((SAME, _("Samme person")), (NEW, _("Ny person")))
        key = employee.key
        self.plan.aside.append(Line(LineKind.DOUBT, employee.name, text, employee.row, key, options, employee.cells))
        self.kept.add(known.id)
        del self.plan.employees[key]

    def _new(self, employee: Employee) -> PersonStep | None:
        """Someone who has already left when they first come is passed by."""
        if employee.key in self.plan.ended:
            return None
        step = PersonStep(LineKind.NEW, employee, None)
        step.posts = compare_posts((), employee.posts, self.today, no_title=_("Ansatt"))
        places = [f"{post.title}, {post.unit_name}" for post in step.posts.new]
        step.told = ["; ".join(places) + "." if places else _("Uten stilling.")]
        return step

    def _compare(self, employee: Employee, known: Known) -> PersonStep | None:
        last_day = self._last_day(employee)
        if last_day is not None:
            return self._left(known, employee, last_day) if known.is_active else None
        step = PersonStep("", employee, known)
        self._compare_facts(step, employee, known)
        if employee.posts:
            step.posts = compare_posts(known.posts, employee.posts, self.today, no_title=_("Ansatt"))
            step.told += step.posts.told
        if not known.is_active:
            step.fields["is_active"] = True
            step.told.insert(0, _("Kommer tilbake."))
            step.kind = LineKind.BACK
        elif step.posts.is_moved:
            step.kind = LineKind.MOVED
        elif step.fields or step.posts:
            step.kind = LineKind.CHANGED
        return step if step.kind else None

    def _last_day(self, employee: Employee) -> date | None:
        days = [post.ends for post in employee.posts if post.ends is not None and post.is_over(self.today)]
        return max(days) if days and len(days) == len(employee.posts) else None

    @staticmethod
    def _compare_facts(step: PersonStep, employee: Employee, known: Known) -> None:
        facts = (
            ("first_name", _("Fornavn"), known.first, employee.first),
            ("last_name", _("Etternavn"), known.last, employee.last),
            ("email", _("E-post"), known.email, employee.email or known.email),
            ("employee_number", _("Ansattnummer"), known.number, employee.number or known.number),
        )
        for name, label, old, new in facts:
            if old != new:
                step.fields[name] = new
                step.told.append(_("%(label)s: %(old)s → %(new)s.") % {"label": label, "old": old or "–", "new": new})

    def _gone(self) -> list[Known]:
        """Active people with a number whom the file doesn't mention, not even in a row that can't be read."""
        present = {one.id for one in self.plan.who.values()} | self.kept
        found = []
        for one in self.known:
            if not one.is_active or not one.number or one.id in present:
                continue
            if self.spared & {one.number.casefold(), one.email.casefold(), folded(one.name)}:
                continue
            found.append(one)
        return found

    def _left(self, known: Known, employee: Employee | None = None, last_day: date | None = None) -> PersonStep:
        step = PersonStep(LineKind.LEFT, employee, known)
        step.last_day = last_day or self.today - timedelta(days=1)
        if employee is None:
            step.told = [_("Er ikke i filen. Stillinger, roller og tilgang avsluttes.")]
        else:
            text = _("Sluttet %(day)s. Stillinger, roller og tilgang avsluttes.")
            step.told = [text % {"day": shown_day(step.last_day)}]
        return step


def compare_people(
    rows: Rows,
    *,
    places: Places,
    known: Sequence[Known],
    today: date,
    answers: Mapping[str, str],
    is_complete: bool,
) -> PeoplePlan:
    """Say what a file of employees would change."""
    return PeopleComparison(rows, places=places, known=known, today=today, answers=answers).run(is_complete=is_complete)
