"""What was done in the cases: most of it in time, some late, and what ended before it was done."""

from datetime import date, timedelta
from random import Random

from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from reporting.demo.people import Demo
from sickleave.actions import milestones
from sickleave.actions.syncing import STEP_FIELDS, sync_people
from sickleave.choices import CaseState, ContactForm, ExceptionReason, MilestoneState, Step
from sickleave.models import Absence, Case, Contact, Milestone
from sickleave.queries.settings import settings_for
from sickleave.queries.spells import dues_of, spell_of

IN_TIME, LATE = 0.84, 0.94
WEAK = {"nordvik": 0.45, "kjokken": 0.6}
"""Units where the follow-up doesn't come off; HR can see that a leader needs help."""
FOLLOWED = timedelta(days=400)


def tell(demo: Demo, named: dict[str, Person]) -> None:
    """Settle the steps of the last year, and tell the named cases by hand."""
    chance = Random(demo.today.toordinal() + 6)  # noqa: S311 — the same each time for the same day
    told = {person.pk for person in named.values()}
    _close_old(demo, chance, told)
    _settle_open(demo, chance, told)
    _talk(demo, named)
    going = Case.objects.filter(municipality=demo.municipality, state=CaseState.OPEN)
    sync_people(list(going.values_list("person_id", flat=True)), demo.today)


def _close_old(demo: Demo, chance: Random, told: set[int]) -> None:
    """Give the closed cases of the last year the steps they had."""
    rules = settings_for(demo.municipality)
    cases = Case.objects.filter(municipality=demo.municipality, state=CaseState.CLOSED, counted_days__gte=5)
    recent = list(cases.filter(closed_on__gte=demo.today - FOLLOWED).exclude(person__in=told))
    absences: dict[int, list[Absence]] = {}
    for row in Absence.objects.filter(person__in=[case.person_id for case in recent]).order_by("starts"):
        absences.setdefault(row.person_id, []).append(row)
    fresh = []
    for case in recent:
        spell = spell_of(case, absences[case.person_id], rules)
        for due in dues_of(spell, case, rules) if spell else ():
            row = Milestone(case=case, municipality=demo.municipality, step=due.step, law_version=case.law_version)
            row.due, row.act_by, row.gross_due, row.requirement = due.due, due.act_by, due.gross, due.requirement
            row.state = MilestoneState.MISSED
            _outcome(demo, chance, row, case.closed_on or demo.today)
            fresh.append(row)
    history.create_many(Milestone, fresh, by=None)


def _settle_open(demo: Demo, chance: Random, told: set[int]) -> None:
    rows = Milestone.objects.filter(municipality=demo.municipality, state=MilestoneState.WAITING, due__lt=demo.today)
    changed = []
    for row in rows.exclude(case__person__in=told).select_related("case__unit"):
        if _outcome(demo, chance, row, demo.today - timedelta(days=1)):
            deadlines.complete(row, by=None)
            changed.append(row)
    history.apply_many(Milestone, changed, (*STEP_FIELDS, "done_on", "done_by"), by=None)


def _outcome(demo: Demo, chance: Random, row: Milestone, latest: date) -> bool:
    """Let a step be done in time, late or not at all; say whether it was done."""
    weak = WEAK.get(demo.key_of.get(row.case.unit_id, ""), 1.0)
    luck = chance.random()
    if luck < IN_TIME * weak:
        row.done_on = row.due - timedelta(days=chance.randrange(0, 4))
    elif luck < LATE * weak:
        row.done_on = min(latest, row.due + timedelta(days=chance.randrange(1, 12)))
    else:
        return False
    row.state, row.done_by_id = MilestoneState.DONE, row.case.last_leader_id
    return True


def _talk(demo: Demo, named: dict[str, Person]) -> None:
    """Settle what Jonas Myhre has done in his cases; what is left is his to do."""
    leader = demo.users["avdelingsleder"]
    texts = {
        "plan": "Vi snakkes hver fredag. Ønsker å komme tilbake med kortere vakter.",
        "late": "Ringer på mandager. Kaffe med avdelingen i neste uke.",
        "long": "Trives med tre dager i uka. Vi ser på turnusen sammen etter jul.",
        "back": "Gleder seg til å komme tilbake.",
    }
    for key, text in texts.items():
        case = Case.objects.filter(person=named[key], state=CaseState.OPEN).first()
        if case is None:
            continue
        by = leader if key != "back" else demo.leaders["korttid"]
        on = case.starts + timedelta(days=3)
        history.create(
            Contact,
            by=by,
            case=case,
            municipality=case.municipality,
            on=on,
            form=ContactForm.PHONE,
            note=text,
            by_id=by.pk,
        )
        milestones.complete(case, Step.TALK, on=on, by=by)
    long = Case.objects.filter(person=named["long"], state=CaseState.OPEN).first()
    if long:
        for step, days in ((Step.PLAN, 24), (Step.PLAN_DOCTOR, 25)):
            milestones.complete(long, step, on=long.starts + timedelta(days=days), by=leader)
        milestones.except_from(
            long,
            Step.ACTIVITY,
            reason=ExceptionReason.MEASURES_WORK,
            text="Tilpassede oppgaver er i gang.",
            employee_informed=True,
            review_on=None,
            by=leader,
        )
