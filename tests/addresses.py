"""Every address of ours with an object of the test world behind it, and who opens it."""

from django.test import Client
from django.urls import NoReverseMatch, reverse
from django_scopes import scopes_disabled

from goals.actions.uploads import keep_upload
from goals.choices import PlanKind
from goals.models import PlanImport
from kvalitet.notifications.models import KeptMail
from tests.access.matrix import names_of_addresses
from tests.access.targets import targets

USERS = {
    "home": "kari",
    "web": "kari",
    "notifications": "kari",
    "deadlines": "kari",
    "setup": "siri",
    "signin": "kari",
    "goals": "kim",
    "deviations": "kim",
    "privacy": "kari",
    "reporting": "anne",
    "search": "kari",
    "attachments": "kim",
    "sickleave": "kari",
}
OTHER_USERS = {
    "notifications:outbox": "siri",
    "notifications:municipality-hours": "siri",
    "notifications:kept-mail": "siri",
    "setup:my-deputy": "kari",
    "signin:factors-reset": "siri",
    "signin:visit-end-all": "siri",
    "signin:identities-remove": "siri",
    "deviations:my-reports": "ola",
    "deviations:report-sent": "ola",
    "deviations:deviation-answer": "ola",
    "deviations:representative-area": "vera",
    "deviations:representative-comment": "vera",
    "sickleave:meeting-answer": "ola",
    "sickleave:case-looks": "ola",
    **dict.fromkeys(("sickleave:retention", "sickleave:case-hold", "sickleave:case-release"), "heidi"),
    "sickleave:case-open": "heidi",
    "sickleave:routine-sums": "heidi",
    "sickleave:settings": "heidi",
    **{f"sickleave:follow-up{part}": "heidi" for part in ("", "-xlsx", "-leaders", "-help", "-ahead", "-rate")},
    "sickleave:plan-own-part": "ola",
    "sickleave:plan-object": "ola",
    "goals:task-status": "kari",
    "goals:task-status-many": "kari",
    **dict.fromkeys(
        (
            "sickleave:import",
            *(f"sickleave:import-{name}" for name in ("run", "approve", "drop", "bad-rows", "template")),
        ),
        "heidi",
    ),
}
OBJECTS = {
    "notifications:kept-mail": "brev",
    "notifications:open": "karis.varsel",
    "notifications:read": "karis.varsel",
    "notifications:why": "karis.varsel",
    "notifications:person-counts": "ola",
    "deadlines:finish": "karis.frist",
    "deadlines:snooze": "karis.frist",
    "deadlines:snooze-end": "karis.frist",
    "deadlines:snooze-notice": "karis.påminnelse",
    "deadlines:task-calendar": "karis.frist",
    "deadlines:feed": "karis.kalender",
    "setup:unit-": "skole",
    "setup:person-": "ola",
    "setup:position-add": "ola",
    "setup:position-end": "ola.stilling",
    "setup:role-end": "vera.rolle",
    "setup:deputy-end": "per.stedfortreder",
    "setup:service-area-": "skoleområdet",
    "setup:reorganisation-": "omorganisering",
    "setup:step-add": "omorganisering+type",
    "setup:step-edit": "omorganisering+steg",
    "setup:step-remove": "omorganisering+steg",
    "setup:member-add": "skole",
    "setup:member-end": "skole+medlem",
    "setup:import-": "hrfil",
    "setup:import-template": "hrmal",
    "setup:handover": "sluttet",
    "attachments:add": "tiltak+vedlegg",
    "attachments:file": "vedlegg+navn",
    "attachments:remove": "vedlegg",
    "signin:visit-end": "karis.innlogging",
    "signin:visit-end-all": "ola",
    "signin:identities-remove": "ola",
    "signin:code-make": "ola",
    "signin:factors-reset": "ola",
    "deviations:public-": "sted+nøkkel",
    "deviations:deviation-": "avvik",
    "deviations:review-": "gjennomgang",
    "deviations:review-item-": "gjennomgang+sak",
    "deviations:review-item-add": "gjennomgang",
    "deviations:cause-": "avvik",
    "deviations:measure-": "avvik",
    "deviations:measure-unlink": "avvik.tiltak",
    "deviations:effect-answer": "avvik.effekt",
    "deviations:effect-omit": "avvik",
    "deviations:similar": "avvik",
    "deviations:track-": "avvik+spor",
    "deviations:track-add": "avvik+vern",
    "deviations:track-told": "avvik+plikt",
    "deviations:track-not-required": "avvik+plikt",
    "deviations:track-again": "avvik+plikt",
    "deviations:reader-": "følger",
    "deviations:representative-": "avvik",
    "deviations:pattern-": "mønster",
    "deviations:pattern-event-remove": "mønster+hendelse",
    "deviations:pattern-measure-unlink": "mønster.tiltak",
    "deviations:risk-": "risiko",
    "deviations:risk-measure-unlink": "risiko.tiltak",
    "deviations:matrix-version": "risikomatrise",
    "deviations:category-": "kategori",
    "deviations:place-": "sted",
    "deviations:report-sent": "avvik",
    "sickleave:absence-": "fravær",
    "sickleave:analysis-": "årlig gjennomgang",
    "sickleave:case-": "sak",
    "sickleave:follow-up-help": "leder som trenger hjelp",
    "sickleave:contact-": "sak",
    "sickleave:contact-edit": "sak.samtale",
    "sickleave:milestone-": "sak.steg",
    "sickleave:milestone-done": "sak.nav",
    **dict.fromkeys(("sickleave:plan", "sickleave:plan-"), "sak"),
    **dict.fromkeys(("sickleave:plan-version", "sickleave:plan-changes", "sickleave:plan-pdf"), "sak.plan"),
    "sickleave:plan-send": "sak.plan til NAV",
    "sickleave:meeting-": "sak.møte",
    **dict.fromkeys(("sickleave:meeting-new", "sickleave:meeting-request"), "sak.nytt møte"),
    **dict.fromkeys(("sickleave:meeting-need", "sickleave:nav-", "sickleave:activity", "sickleave:maxdato"), "sak"),
    **dict.fromkeys(("sickleave:adaptations", "sickleave:adaptation-new"), "sak"),
    "sickleave:adaptation-": "sak.tilrettelegging",
    "sickleave:way-forward": "sak.veien videre",
    "sickleave:import-": "fraværsfil",
    "sickleave:import-template": "fraværsmal",
    "goals:plan-": "plan",
    "goals:plan-publish": "utkast",
    "goals:plan-grant-remove": "plan+ola",
    "goals:goal-": "mål",
    "goals:goal-create": "plan",
    "goals:measure-": "tiltak",
    "goals:measure-create": "mål",
    "goals:measure-due-reading": "plan",
    "goals:subgoal-": "delmål",
    "goals:subgoal-create": "mål",
    "goals:task-status": "oppgave",
    "goals:group-": "gruppe",
    "goals:import-": "import",
    "goals:unit-plan": "virksomhet",
    "goals:unit-plan-": "virksomhet",
    "goals:unit-plan-roll": "virksomhet.ifjor",
}
ONLY_POST = {
    *("notifications:read", "notifications:read-all", "goals:plan-grant-remove"),
    *("deadlines:snooze-end", "deadlines:calendar-renew", "deadlines:calendar-revoke"),
    *("setup:reorganisation-undo", "setup:reorganisation-drop", "setup:step-remove"),
    *("setup:service-area-close", "goals:plan-share"),
    *("setup:import-approve", "setup:import-drop", "setup:import-invite"),
    "setup:first",  # gone as soon as anybody is registered
    *("privacy:check", "deviations:public-check"),
    *("deviations:category-defaults", "deviations:category-move", "deviations:place-close", "deviations:place-rotate"),
    *("deviations:matrix-start", "deviations:matrix-drop"),
    *("deviations:deviation-receive", "deviations:deviation-begin"),
    *("deviations:deviation-resume", "deviations:deviation-to-measures"),
    *("deviations:review-item-add", "deviations:review-item-save", "deviations:review-item-remove"),
    *("deviations:reader-end", "deviations:representative-ask"),
    *("deviations:review-refresh", "deviations:review-invite", "deviations:review-approve"),
    "deviations:review-note-rest",
    *("sickleave:import-approve", "sickleave:import-drop", "sickleave:follow-up-help"),
    *("sickleave:case-open", "sickleave:case-release"),
    *("sickleave:plan-begin", "sickleave:plan-share", "sickleave:plan-sign"),
    *("goals:unit-plan-start", "goals:unit-plan-remind"),
    *("signin:visit-end", "signin:visit-end-others", "signin:visit-end-all", "signin:identities-remove"),
    *("setup:person-deactivate", "setup:person-activate", "setup:person-password-link"),
}


def names() -> list[str]:
    """Return the name of every address of ours, each once."""
    return sorted(set(names_of_addresses()))


def user_of(name: str) -> str:
    """Return who opens the page."""
    return OTHER_USERS.get(name, USERS[name.partition(":")[0]])


def object_of(name: str) -> str:
    """Return which object the page shows, "" for none. Raises KeyError for an address nobody has placed."""
    try:
        reverse(name)
    except NoReverseMatch:
        return _placed(name)
    return ""


def _placed(name: str) -> str:
    found = [known for known in OBJECTS if name == known or (known.endswith("-") and name.startswith(known))]
    if not found:
        raise KeyError(f"Say in tests/addresses.py which object {name} shows.")
    return OBJECTS[max(found, key=len)]


def kwargs_of(world) -> dict[str, dict[str, object]]:
    """Return the arguments of each object."""
    mail = KeptMail.objects.create(message_id="<1@kvalitet>", to=world.kari.email, subject="Hei", text="Hei")
    return {**targets(world), "brev": {"pk": mail.uuid}, "import": {"uuid": upload_of(world, 3).uuid}}


@scopes_disabled()
def upload_of(world, rows: int) -> PlanImport:
    """Keep a file of as many measures for the draft of the school."""
    lines = [f"Mål {n};Delmål {n};Tiltak {n};Navn {n};innen 1.6.{2020 + n}" for n in range(rows)]
    content = "\n".join(["mål;delmål;tiltak;ansvarlig;frist", *lines]).encode()
    fields = {"kind": PlanKind.UNIT_PLAN, "name": f"Import {rows}", "starts_year": 2026, "ends_year": 2026}
    return keep_upload(file_name="plan.csv", content=content, unit=world.skole, plan=None, by=world.kim, **fields)


def addresses(world) -> dict[str, str]:
    """Return the path of every address by its name."""
    kwargs = kwargs_of(world)
    return {name: reverse(name, kwargs=kwargs[object_of(name)]) for name in names()}


def clients_of(world) -> dict[str, Client]:
    """Return a signed-in client for each of the named people; make them before any transaction that is rolled back."""
    clients = {}
    for username, person in world.people.items():
        clients[username] = Client(raise_request_exception=False)
        clients[username].force_login(person)
    return clients
