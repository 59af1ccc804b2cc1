"""Which pages are opened, as whom, and what they may cost."""

from dataclasses import dataclass

from django.utils import timezone
from django_scopes import scopes_disabled

from bench.event_visits import event_visits
from bench.reaching import at
from goals.choices import PlanKind, PlanStatus
from goals.models import Measure, Plan
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Leadership, Person, Unit

ROLES = (
    *("ansatt", "avdelingsleder", "leder", "hr", "kvalitet", "direktor", "revisor", "admin"),
    "nasjonal",
)
FRESH = frozenset({"uncached", "figures"})
"""Kinds whose figures are counted anew at each look."""


@dataclass(frozen=True)
class Visit:
    """A page to open."""

    name: str
    kind: str
    url: str

    @property
    def is_fresh(self) -> bool:
        """Whether the cache is emptied before each look."""
        return self.kind in FRESH


def people() -> list[Person]:
    """Return those of the roles there are in this size."""
    found = {person.username: person for person in Person.objects.filter(username__in=ROLES)}
    return [found[name] for name in ROLES if name in found]


@scopes_disabled()  # type: ignore[untyped-decorator]
def visits() -> list[Visit]:
    """Return the pages, with the largest objects of the first municipality as the ones looked at."""
    plan = Plan.objects.filter(kind=PlanKind.ACTION_PLAN, status=PlanStatus.PUBLISHED).order_by("pk").first()
    leader = Person.objects.get(username="leder")
    led = Leadership.objects.valid_on(timezone.localdate()).filter(person=leader).values("unit")
    unit = Unit.objects.filter(pk__in=led, kind=UnitKind.UNIT).first()
    if plan is None or unit is None:
        raise LookupError("The size has no published plan, or no unit with a leader.")
    measures = Measure.objects.filter(plan=plan).order_by("pk")
    shared = measures.filter(tasks__is_shared=True).first()
    given = measures.filter(tasks__is_shared=False).first()
    found = [
        ("measures", "list", at("goals:measure-list")),
        ("measures, late", "list", at("goals:measure-list", query={"vis": "forsinket"})),
        ("tasks of measures", "list", at("goals:task-list")),
        ("my tasks", "list", at("deadlines:tasks")),
        ("plans", "list", at("goals:plan-list")),
        ("notices", "list", at("notifications:list")),
        ("people", "list", at("setup:person-list")),
        ("measure", "detail", at("goals:measure-detail", shared.uuid) if shared else ""),
        ("measure given to all units", "detail", at("goals:measure-detail", given.uuid) if given else ""),
        ("unit", "detail", at("setup:unit-detail", unit.uuid)),
        ("person", "detail", at("setup:person-detail", leader.uuid)),
        ("plan as a tree", "tree", at("goals:plan-detail", plan.uuid)),
        ("overview", "cached", at("reporting:dashboard")),
        ("overview", "uncached", at("reporting:dashboard")),
        ("start page", "home", at("home:start")),
        ("search", "search", at("search:results", query={"q": "plan"})),
        ("search, no hit", "search", at("search:results", query={"q": "qzxqzx"})),
        ("hr cases", "list", at("sickleave:follow-up")),
        ("hr cases, late", "list", at("sickleave:follow-up", query={"vis": "forsinket"})),
        ("hr cases, one step", "list", at("sickleave:follow-up", query={"steg": "dm1"})),
        ("hr leaders behind", "list", at("sickleave:follow-up-leaders")),
        ("hr weeks ahead", "uncached", at("sickleave:follow-up-ahead")),
        ("hr done in time", "cached", at("sickleave:follow-up-rate")),
        *event_visits(unit),
    ]
    return [Visit(name, kind, url) for name, kind, url in found if url]
