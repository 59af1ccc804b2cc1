"""Every page there is, with an object of the demo municipality for each key in its address."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.choices import NoticeDecision
from deviations.models import (
    Category,
    Deviation,
    MatrixVersion,
    Place,
    Review,
    ReviewItem,
    Risk,
    RiskMeasure,
    TrackNotice,
    TrackReader,
)
from goals.actions.uploads import finish_upload, keep_upload
from goals.choices import PlanKind, PlanStatus, TaskStatus
from goals.importers import read_plan
from goals.models import Goal, Group, Measure, MeasureTask, Plan, PlanGrant, PlanImport, SubGoal
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.attachments.models import Attachment
from kvalitet.deadlines.models import Deadline
from kvalitet.deadlines.queries import tasks_for
from kvalitet.deadlines.rules import why_not_snoozed
from kvalitet.imports.models import ImportRun
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import KeptMail, Notice
from kvalitet.organisation.models import Municipality, Person, Position, ServiceArea, Unit, UnitMembership
from kvalitet.setup.models import Reorganisation, ReorganisationStep
from sickleave.models import Absence, AbsenceImport, Analysis
from tests.browser.event_pages import came_of, event_of_pattern
from tests.browser.sick_pages import CASE_PAGES, case_keys
from tests.goals.plan_file import PLAN_FILE

NO_PAGE = {
    "account_signup",  # closed
    "setup:first",  # gone as soon as anybody is registered
    "account_inactive",
    "web:health-live",
    "web:health-ready",
    "deadlines:health",  # for machines; red until the clock runs
    "deadlines:feed",  # for calendar programs
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_reauthenticate",
    "account_confirm_login_code",
    "account_request_login_code",
    "account_confirm_password_reset_code",
    "mfa_authenticate",  # in the middle of a sign-in, or after saying who one is: see test_sign_in_ways
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
    "openid_connect_login",  # where a provider is configured
    "openid_connect_callback",
    "openid_connect_link",
    "openid_connect_unlink",
    *("deviations:service-worker", "deviations:app-manifest", "deviations:report-who"),  # for the device
}
SIGNED_OUT = {
    *("account_login", "account_reset_password", "account_reset_password_done"),
    *("signin:code", "signin:signed-out"),
    *("deviations:case-code", "deviations:public-report"),
    *("deviations:report-no-net",),
}
USERS = {
    "setup": "admin",
    "notifications": "leder",
    "deadlines": "leder",
    "goals": "kvalitet",
    "reporting": "direktor",
    "attachments": "kvalitet",
    "sickleave": "avdelingsleder",
}
OTHER_USER = {
    "notifications:municipality-hours": "admin",
    "notifications:outbox": "admin",
    "notifications:kept-mail": "admin",
    "goals:task-status-many": "leder",
    "signin:factors-reset": "admin",
    **dict.fromkeys((f"deviations:matrix-{name}" for name in ("edit", "size", "publish", "start", "drop")), "kvalitet"),
    "deviations:my-reports": "ansatt",
    "deviations:report-sent": "ansatt",
    **dict.fromkeys(
        (f"deviations:category-{name}" for name in ("list", "create", "edit", "move", "defaults")), "kvalitet"
    ),
    **dict.fromkeys((f"deviations:place-{name}" for name in ("list", "create", "edit", "poster", "code")), "kvalitet"),
    **dict.fromkeys(("deviations:place-close", "deviations:place-rotate", "deviations:settings"), "kvalitet"),
    "deviations:deviation-answer": "ansatt",
    "deviations:reader-list": "admin",
    "deviations:reader-add": "admin",
    "deviations:reader-end": "admin",
    "deviations:representative-area": "verneombud",
    "deviations:representative-comment": "verneombud",
    "sickleave:self-certify": "ansatt",
    "sickleave:meeting-answer": "ansatt",
    "sickleave:routine-sums": "hr",
    "sickleave:settings": "hr",
    **{f"sickleave:follow-up{part}": "hr" for part in ("", "-leaders", "-help", "-ahead", "-rate", "-xlsx")},
    **dict.fromkeys(("sickleave:retention", "sickleave:case-hold", "sickleave:case-release"), "hr"),
    "sickleave:case-looks": "ansatt",
    "sickleave:own": "ansatt",
    **dict.fromkeys(("sickleave:plan-own-part", "sickleave:plan-object"), "ansatt"),
    **dict.fromkeys(
        (
            "sickleave:import",
            *(f"sickleave:import-{name}" for name in ("run", "approve", "drop", "bad-rows", "template")),
        ),
        "hr",
    ),
}


@dataclass(frozen=True)
class Address:
    """A page to open, and who opens it (None: nobody is signed in)."""

    name: str
    keys: tuple[str, ...]

    @property
    def user(self) -> str | None:
        if self.name in SIGNED_OUT:
            return None
        return OTHER_USER.get(self.name, USERS.get(self.name.split(":")[0], "leder"))


def addresses() -> list[Address]:
    """Return every named pattern of the product, but the sign-in pages that need a mailed key."""
    return [address for address in _walk(get_resolver()) if address.name not in NO_PAGE]


def _walk(resolver: URLResolver, space: str = "") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Address(f"{space}{entry.name}", tuple(entry.pattern.converters))


@scopes_disabled()
def path_of(address: Address) -> str:
    """Fill in the keys. Raises KeyError when nobody has said which object the page shows."""
    if not address.keys:
        return reverse(address.name)
    found = _case_keys(address.name) or _objects(address.name)
    return reverse(address.name, args=[found[key] for key in address.keys])


def _case_keys(name: str) -> dict[str, object]:
    """Return the keys of the pages of a case of sick leave; nothing for others."""
    space, _, page = name.partition(":")
    return case_keys(page) if space == "sickleave" and page.startswith(CASE_PAGES) else {}


def _objects(name: str) -> dict[str, object]:
    space, _, page = name.partition(":")
    thing = page.split("-")[0]
    leader = Person.objects.get(username="leder")
    plans = Plan.objects.filter(municipality__slug="fjordvik", unit__parent=None).exclude(kind=PlanKind.PROGRAMME)
    plan = plans.filter(status=PlanStatus.DRAFT if page in {"plan-publish"} else PlanStatus.PUBLISHED).first()
    measures = Measure.objects.filter(plan=plan, responsibles__group__isnull=False)
    measure = measures.order_by("id").first()
    tasks = MeasureTask.objects.filter(unit__leaderships__person=leader, status=TaskStatus.NOT_STARTED)
    position = Position.objects.filter(person=leader).first()
    file = Attachment.objects.filter(uploaded_by__username="kvalitet").first()
    key = {
        "goals:plan": lambda: plan,
        "goals:goal": lambda: Goal.objects.filter(plan=plan).first(),
        "goals:subgoal": lambda: SubGoal.objects.filter(plan=plan).first(),
        "goals:measure": lambda: measure,
        "goals:task": lambda: tasks.filter(measure__plan__status=PlanStatus.PUBLISHED).first(),
        "goals:group": lambda: Group.objects.filter(municipality__slug="fjordvik").first(),
        "goals:unit": lambda: Unit.objects.get(name="Furutun sykehjem"),
        "goals:import": lambda: _upload(leader.municipality, is_done=page == "import-done"),
        "sickleave:follow": lambda: leader,
        "sickleave:analysis": lambda: Analysis.objects.filter(unit__name="Langtidsavdelingen").first(),
        "sickleave:absence": lambda: Absence.objects.filter(person__username="ansatt").first(),
        "sickleave:import": lambda: AbsenceImport.objects.first(),
        "signin:visit": lambda: leader,
        "signin:code": lambda: (
            Person.objects.filter(positions__unit__leaderships__person=leader, assignments=None)
            .exclude(pk=leader.pk)
            .first()
        ),
        "deviations:public": lambda: leader,
        "deviations:report": lambda: Deviation.objects.filter(reporter__username="ansatt").first(),
        "deviations:category": lambda: Category.objects.filter(municipality__slug="fjordvik").first(),
        "deviations:place": lambda: Place.objects.filter(municipality__slug="fjordvik").first(),
        "deviations:deviation": lambda: _case(page),
        **dict.fromkeys(
            (f"deviations:{one}" for one in ("cause", "measure", "effect", "similar", "pattern")), lambda: came_of(page)
        ),
        "deviations:risk": lambda: Risk.objects.filter(unit__name="Langtidsavdelingen", needs_measure=True).first(),
        "deviations:matrix": lambda: MatrixVersion.objects.filter(municipality__slug="fjordvik", number=1).first(),
        "deviations:track": lambda: _asked_about(NoticeDecision.UNDECIDED, "datatilsynet"),
        "deviations:reader": lambda: TrackReader.objects.first(),
        "deviations:representative": lambda: _asked_about(NoticeDecision.UNDECIDED, "arbeidstilsynet"),
        "deviations:review": lambda: Review.objects.filter(unit__name="Furutun sykehjem").first(),
        "signin:factors": lambda: leader,
        "signin:identities": lambda: leader,
        "setup:unit": lambda: Unit.objects.get(name="Furutun sykehjem"),
        "setup:person": lambda: leader,
        "setup:position": lambda: leader,
        "setup:role": lambda: RoleAssignment.objects.filter(municipality__slug="fjordvik").first(),
        "setup:deputy": lambda: Deputy.objects.filter(principal__municipality__slug="fjordvik").first(),
        "setup:import": lambda: ImportRun.objects.filter(municipality__slug="fjordvik").first(),
        "setup:handover": lambda: Person.objects.filter(municipality__slug="fjordvik", is_active=False).first(),
        "setup:service": lambda: ServiceArea.objects.filter(municipality__slug="fjordvik").first(),
        "setup:reorganisation": lambda: Reorganisation.objects.filter(status="draft").first(),
        "setup:step": lambda: Reorganisation.objects.filter(status="draft").first(),
        "setup:member": lambda: UnitMembership.objects.first().unit,
        "notifications:open": lambda: (
            Notice.objects.filter(recipient=leader).exclude(kind=Kind.DIGEST).exclude(state=State.CANCELLED).first()
        ),
        "notifications:read": lambda: (
            Notice.objects.filter(recipient=leader).exclude(kind=Kind.DIGEST).exclude(state=State.CANCELLED).first()
        ),
        "notifications:why": lambda: (
            Notice.objects.filter(recipient=leader, kind=Kind.REMINDER).exclude(state=State.CANCELLED).first()
        ),
        "notifications:person": lambda: leader,
        "deadlines:snooze": lambda: _can_be_put_off(leader),
        "deadlines:task": lambda: _can_be_put_off(leader),
        "notifications:kept": lambda: KeptMail.objects.filter(to=leader.email).first(),
        "attachments:add": lambda: measure,
        "attachments:file": lambda: file,
        "attachments:remove": lambda: file,
        "deadlines:finish": lambda: Deadline.objects.open().filter(unit__leaderships__person=leader).first(),
    }
    first = key[f"{space}:{thing}"]()
    if page == "risk-measure-unlink":
        first = RiskMeasure.objects.filter(risk__unit__name="Langtidsavdelingen").first()
    if name == "deadlines:snooze-notice":
        first = key["notifications:why"]()
    if page == "goal-create" or page.startswith("measure-due"):
        first = plan
    if page == "unit-plan-roll":
        first = Unit.objects.get(name="Solbakken skole", municipality__slug="fjordvik")
    if name in {"goals:subgoal-create", "goals:measure-create"}:
        first = Goal.objects.filter(plan=plan).first()
    grant = PlanGrant.objects.first()
    return {
        "uuid": first.uuid,
        "pk": first.uuid,
        "position": position.uuid,
        "step": ReorganisationStep.objects.filter(reorganisation__status="draft").first().uuid,
        "member": UnitMembership.objects.first().uuid,
        "person": grant.user.uuid if grant else leader.uuid,
        "duty": "datatilsynet",
        "kind": _kind(space, page),
        "ending": "csv",
        "event": event_of_pattern().uuid,
        "token": Place.objects.filter(municipality__slug="fjordvik", allows_public=True).first().token,
        "name": file.name,
        "item": ReviewItem.objects.filter(review__unit__name="Furutun sykehjem").first().uuid,
    }


def _kind(space: str, page: str) -> str:
    if page.startswith("track-"):
        return "privacy"
    return "people" if page == "import-template" else "merge" if space == "setup" else "tiltak"


def _case(page: str) -> Deviation | None:
    """Return one the leader works on; for the answer, one that waits for the employee."""
    rows = Deviation.objects.filter(municipality__slug="fjordvik", circle="normal")
    if page == "deviation-answer":
        return rows.filter(state="returned", reporter__username="ansatt").first()
    return rows.filter(state="in_progress", unit__name="Langtidsavdelingen").first()


def _asked_about(decision: str, duty: str) -> Deviation:
    """Return an event below Furutun where the law wants somebody told."""
    rows = TrackNotice.objects.filter(decision=decision, duty=duty, deviation__unit__name="Langtidsavdelingen")
    return rows.select_related("deviation").first().deviation


def _can_be_put_off(person: Person) -> Deadline:
    today = timezone.localdate()
    rows = tasks_for(person, today).filter(statutory=False, due__isnull=False)
    return next(row for row in rows if not why_not_snoozed(row.due, row.steps, today, is_statutory=False))


def _upload(municipality: Municipality, *, is_done: bool) -> PlanImport:
    by, content = Person.objects.get(username="kvalitet"), PLAN_FILE.encode()
    upload = keep_upload(
        file_name="plan.csv",
        content=content,
        unit=Unit.objects.get(municipality=municipality, parent=None),
        kind=PlanKind.PROGRAMME,
        name=f"Kvalitetsprogram {PlanImport.objects.count()}",
        starts_year=2008,
        ends_year=2008,
        plan=None,
        by=by,
    )
    if is_done:
        draft = read_plan(content, year=2008, ends_year=2008, today=None, known=())
        finish_upload(upload, draft, decided={}, publish=False, by=by)
    return upload
