"""What people in the demo have said about their measures, spread over the months."""

from datetime import date, timedelta

from goals.actions import measures as measure_actions
from goals.actions import tasks as task_actions
from goals.choices import ResponsibleKind, TaskStatus
from goals.models import Measure, MeasureTask
from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo
from reporting.demo.planning import Made, Planner

UNDERWAY = (
    "Vi har startet, og de første møtene er holdt.",
    "Halvveis. Vi venter på innspill fra tillitsvalgte.",
    "Utkastet er sendt på høring i virksomheten.",
    "Går etter planen. Neste milepæl er om tre uker.",
    "Litt forsinket på grunn av fravær, men vi tar det igjen.",
    "Opplæringen er i gang, og halvparten av de ansatte har deltatt.",
    "Vi har delt arbeidet i to og begynner med den enkleste delen.",
)
FINISHED = (
    "Gjennomført og gjort kjent på personalmøtet.",
    "Ferdig. Resultatet ligger i kvalitetssystemet.",
    "Fullført, og vi evaluerer effekten etter et halvt år.",
    "Vedtatt i ledergruppa og tatt i bruk.",
)
EVIDENCE = ("Referat fra personalmøte", "Sluttrapport i arkivet", "Vedtatt dokument på intranettet", "")
WAITING = "Vi må vente til budsjettet er vedtatt."
STOPPED = "Avbrutt fordi behovet er dekket på en annen måte."
SHARE_OF_LEADER = 0.7
"""The leader one signs in as has answered only what most have answered, so that something is left to do."""


class Reporter:
    """Reports for everybody from `begun` until `until`, both inclusive."""

    def __init__(self, demo: Demo, planner: Planner, *, begun: date, until: date) -> None:
        self.demo, self.planner, self.begun, self.until = demo, planner, begun, until

    def tell(self, made: list[Made]) -> None:
        """Report on measures, oldest first for each."""
        for one in made:
            measure = Measure.objects.select_related("plan", "municipality", "unit").get(pk=one.measure.pk)
            self._move(measure, one)
            share = float(one.source.state) if one.source.state[:1].isdigit() else None
            for task in measure.tasks.select_related("unit", "municipality", "measure__plan").order_by("pk"):
                state = one.source.state if task.is_shared else self._answer(task, share or 0)
                self._report(task, state if share is None or not task.is_shared else TaskStatus.IN_PROGRESS)

    def _move(self, measure: Measure, one: Made) -> None:
        if one.source.moved is None or not isinstance(one.source.due, int):
            return
        to = self.planner.day(measure.plan, one.source.due)
        with at(self._between(0.6)):
            measure_actions.move_deadline(measure, to=to, reason=one.source.moved[1], by=self._author(measure))

    def _answer(self, task: MeasureTask, share: float) -> str:
        chance = self.demo.chance
        if self.demo.key_of[task.unit_id] == "furutun":
            return TaskStatus.DONE if share >= SHARE_OF_LEADER else TaskStatus.NOT_STARTED
        if chance.random() > share:
            return TaskStatus.NOT_STARTED
        return chance.choice((TaskStatus.DONE, TaskStatus.DONE, TaskStatus.IN_PROGRESS))

    def _report(self, task: MeasureTask, state: str) -> None:
        chance = self.demo.chance
        if state == TaskStatus.IN_PROGRESS:
            for number in range(chance.randint(1, 2)):
                self._say(
                    task,
                    state,
                    20 + 30 * number + chance.randrange(0, 20, 5),
                    chance.choice(UNDERWAY),
                    0.3 + 0.35 * number,
                )
        elif state == TaskStatus.DONE:
            self._say(task, TaskStatus.IN_PROGRESS, chance.randrange(20, 70, 10), chance.choice(UNDERWAY), 0.25)
            self._say(task, state, 100, chance.choice(FINISHED), 0.6, chance.choice(EVIDENCE))
        elif state == TaskStatus.POSTPONED:
            self._say(task, state, 10, WAITING, 0.7)
        elif state == TaskStatus.CANCELLED:
            self._say(task, state, 0, STOPPED, 0.5)

    def _say(
        self, task: MeasureTask, status: str, progress: int, comment: str, when: float, evidence: str = ""
    ) -> None:
        chance = self.demo.chance
        with at(self._between(when + chance.random() * 0.3), chance.randint(8, 15), chance.randrange(60)):
            task_actions.report_status(
                task,
                status=status,
                progress=progress,
                comment=comment,
                evidence=evidence,
                by=self._author(task.measure, task),
                as_read=False,
            )

    def _between(self, share: float) -> date:
        days = (self.until - self.begun).days
        return self.begun + timedelta(days=int(days * min(share, 1)))

    def _author(self, measure: Measure, task: MeasureTask | None = None) -> Person:
        if task is not None and not task.is_shared:
            return self.demo.leaders.get(self.demo.key_of[task.unit_id], self.planner.by)
        named = measure.responsibles.filter(kind=ResponsibleKind.PERSON).select_related("person").first()
        if named is not None and named.person is not None:
            return named.person
        return self.demo.leaders.get(self.demo.key_of[measure.unit_id], self.planner.by)
