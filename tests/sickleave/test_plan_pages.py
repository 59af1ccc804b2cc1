"""[S3, S5, S9] Who opens a plan, who writes what in it, and what leaves it."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from pypdf import PdfReader

from kvalitet.organisation import actions as organisation
from sickleave.actions import plans
from sickleave.actions.syncing import sync_people
from sickleave.models import CaseLook, FollowUpPlan
from tests.sickleave.planned import FULL, drafted, evaluation_day, ill_today, shared, signed
from tests.typing_in import FormReader

READ = ("plan", "plan-version", "plan-pdf")
LEADERS = ("plan-edit", "plan-finish", "plan-package", "plan-send")
OWN = ("plan-own-part", "plan-object")
POSTED = ("plan-begin", "plan-share", "plan-sign")
NUMBERED = {"plan-version", "plan-pdf", "plan-changes"}
OPENED = {"plan-package": 303}
"""What isn't done yet has no package: the leader is sent to the plan with a sentence."""
WHY = {"look_reason": "Lederen har bedt om hjelp med planen."}


def address(plan, name: str) -> str:
    extra = [1] if name in NUMBERED else ["nav"] if name == "plan-send" else []
    return reverse(f"sickleave:{name}", args=[plan.case.uuid, *extra])


def typed(plan, **more) -> dict[str, str]:
    """Return the form of the leader as it stands, with changes."""
    kept = {name: value for name, value in FULL.items() if isinstance(value, str)}
    day = {"evaluation_on": evaluation_day().isoformat(), "employee_took_part": "ja", "not_taking_part_reason": ""}
    empty = {"other_adaptation": "", "authority_measures": ""}
    return {**kept, **empty, **day, "version": str(plan.version), **more}


@scopes_disabled()
def fresh(plan) -> FollowUpPlan:
    return FollowUpPlan.objects.get(pk=plan.pk)


@pytest.mark.parametrize("name", [*READ, *LEADERS, *OWN])
def test_only_the_parties_know_of_a_plan(name, world, sign_in, client):
    plan = shared(world)
    url = address(plan, name)
    assert sign_in(world.kari).get(url).status_code == (403 if name in OWN else OPENED.get(name, 200))
    assert sign_in(world.ola).get(url).status_code == (403 if name in LEADERS else 200)
    hr = sign_in(world.heidi)
    assert "Hvorfor trenger du" in hr.get(url).text
    for person in ("per", "dag", "eli", "anne", "kim", "vera", "tore", "rolf", "siri", "nils"):
        assert sign_in(getattr(world, person)).get(url).status_code == 404, person
    assert client.get(url).status_code == 302


def test_hr_reads_for_a_reason_and_writes_nothing(world, sign_in):
    plan = shared(world)
    hr = sign_in(world.heidi)
    url = address(plan, "plan")
    assert FULL["can_do"] not in hr.get(url).text
    assert hr.post(url, WHY).status_code == 303
    assert FULL["can_do"] in hr.get(url).text
    for name in (*LEADERS, *OWN):
        assert hr.get(address(plan, name)).status_code == 403
    for name in POSTED:
        assert hr.post(address(plan, name)).status_code == 403
    with scopes_disabled():
        looks = CaseLook.objects.filter(case=plan.case, person=world.heidi)
        assert {one.reason for one in looks} == {WHY["look_reason"]}


def test_a_former_leader_loses_sight_and_the_new_one_gets_it(world, sign_in):
    plan = shared(world)
    with scopes_disabled():
        organisation.set_leader(world.skole, person=world.dag, starts=timezone.localdate(), by=None)
        sync_people([world.ola.pk], timezone.localdate())
    for name in (*READ, *LEADERS):
        assert sign_in(world.kari).get(address(plan, name)).status_code == 404
        assert sign_in(world.dag).get(address(plan, name)).status_code == OPENED.get(name, 200)
    assert sign_in(world.kari).post(address(plan, "plan-sign"), {"version": plan.version}).status_code == 404


def test_a_draft_is_the_leaders_alone(world, sign_in):
    plan = drafted(world)
    assert FULL["can_do"] in sign_in(world.kari).get(address(plan, "plan")).text
    hr = sign_in(world.heidi)
    hr.post(address(plan, "plan"), WHY)
    for reader in (sign_in(world.ola), hr):
        assert FULL["can_do"] not in reader.get(address(plan, "plan")).text
        assert reader.get(address(plan, "plan-version")).status_code == 404
        assert reader.get(address(plan, "plan-pdf")).status_code == 404
    assert sign_in(world.ola).get(address(plan, "plan-own-part")).status_code == 404


def test_from_nothing_to_signed_by_the_pages_alone(world, sign_in):
    with scopes_disabled():
        case = ill_today(world.ola)
    leader, employee = sign_in(world.kari), sign_in(world.ola)
    url = reverse("sickleave:plan", args=[case.uuid])
    assert "Begynn på planen" in leader.get(url).text
    assert "Begynn på planen" not in employee.get(url).text
    assert leader.post(f"{url}ny/").status_code == 303
    with scopes_disabled():
        plan = FollowUpPlan.objects.get(case=case)
    assert leader.post(f"{url}skriv/", typed(plan, phrases=["0.0"])).status_code == 303
    assert "tar forflytningene" in fresh(plan).adaptation_ahead
    assert leader.post(f"{url}del/").status_code == 303
    own = {"text": "Jeg vil ha tirsdagene fri.", "version": fresh(plan).version}
    assert employee.post(f"{url}min-del/", own).status_code == 303
    for person in (employee, leader):
        assert person.post(f"{url}godkjenn/", {"version": fresh(plan).version}).status_code == 303
    page = employee.get(url).text
    assert "Jeg vil ha tirsdagene fri." in page
    assert page.count("Godkjent ") == 2
    assert fresh(plan).is_signed


def test_what_was_not_read_is_not_signed(world, sign_in):
    plan = shared(world)
    employee = sign_in(world.ola)
    with scopes_disabled():
        plans.write(plan, {"can_do": "Noe helt annet."}, by=world.kari)
    answer = employee.post(address(plan, "plan-sign"), {"version": plan.version}, follow=True)
    assert "endret siden du åpnet siden" in answer.text
    assert fresh(plan).employee_signed_at is None


def test_nothing_typed_is_lost_and_nothing_is_stored_when_something_is_wrong(world, sign_in):
    plan = shared(world)
    leader, url = sign_in(world.kari), address(plan, "plan-edit")
    for wrong in (
        {"evaluation_on": "i morgen"},
        {"evaluation_on": "2020-01-01"},
        {"employee_took_part": "nei"},
        {"can_do": "x" * 4001},
        {"phrases": ["99.1"]},
    ):
        answer = leader.post(url, typed(plan, **{"follow_up": "Nye ord om oppfølging.", **wrong}))
        assert answer.status_code == 422, wrong
        assert "Nye ord om oppfølging." in answer.text
    assert fresh(plan).version == plan.version


def test_health_words_are_warned_of(world, sign_in):
    plan = shared(world)
    told = typed(plan, cannot_do="Kan ikke løfte på grunn av prolaps.")
    answer = sign_in(world.kari).post(address(plan, "plan-edit"), told)
    assert answer.status_code == 422
    assert "Se over teksten" in answer.text
    text = {"text": "Jeg har angst.", "version": plan.version}
    assert sign_in(world.ola).post(address(plan, "plan-own-part"), text).status_code == 422


def test_two_editors_the_second_overwrites_only_on_purpose(world, sign_in):
    plan = shared(world)
    leader, url = sign_in(world.kari), address(plan, "plan-edit")
    assert leader.post(url, typed(plan, can_do="Først skrevet.")).status_code == 303
    refused = leader.post(url, typed(plan, can_do="Skrevet etterpå."))
    assert refused.status_code == 422
    assert "Først skrevet." in refused.text
    assert "Skrevet etterpå." in refused.text
    kept = {one.name: one.values[0] for one in FormReader(refused.text).fields.values() if one.values}
    assert leader.post(url, kept).status_code == 303
    assert fresh(plan).can_do == "Skrevet etterpå."


def test_the_employee_disagrees_and_the_leader_finishes(world, sign_in):
    plan = shared(world)
    answer = {"text": "Gymtimene går fint.", "version": plan.version}
    assert sign_in(world.ola).post(address(plan, "plan-object"), answer).status_code == 303
    leader = sign_in(world.kari)
    assert "Gymtimene går fint." in leader.get(address(plan, "plan")).text
    wrong = {"because": "no_part", "version": fresh(plan).version}
    assert leader.post(address(plan, "plan-finish"), wrong).status_code == 422
    assert leader.post(address(plan, "plan-finish"), {**wrong, "because": "objected"}).status_code == 303
    assert "Den ansatte er uenig i noe" in leader.get(address(plan, "plan")).text


def test_a_signed_plan_is_edited_by_nobody(world, sign_in):
    plan = signed(world)
    for person, name in (("kari", "plan-edit"), ("kari", "plan-finish"), ("ola", "plan-own-part")):
        answer = sign_in(getattr(world, person)).post(address(plan, name), typed(plan, text="Alt."), follow=True)
        assert "endres ikke" in answer.text
    assert fresh(plan).version == plan.version


def test_versions_are_compared_in_plain_words(world, sign_in):
    old = signed(world)
    with scopes_disabled():
        new = plans.write(plans.begin(old.case, by=world.kari), {"cannot_do": ""}, by=world.kari)
    url = reverse("sickleave:plan-changes", args=[new.case.uuid, 2])
    text = sign_in(world.kari).get(url).text
    assert "Dette er tatt bort." in text
    assert FULL["cannot_do"] in text
    assert sign_in(world.ola).get(url).status_code == 404  # version 2 isn't shared
    assert sign_in(world.kari).get(url.replace("/2/", "/1/")).status_code == 404


def test_the_plan_on_paper_has_a_name_that_says_nothing(world, sign_in):
    plan = signed(world)
    answer = sign_in(world.ola).get(address(plan, "plan-pdf"))
    assert answer["Content-Disposition"] == 'inline; filename="oppfolgingsplan.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert PdfReader(BytesIO(answer.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = pdf_text(answer.content)
    for words in (*(value for value in FULL.values() if isinstance(value, str)), "Ola Olsen", "Godkjent"):
        assert words in text


def pdf_text(content: bytes) -> str:
    """Return the words of a document, as they are read."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_many_versions_cost_no_more(world, sign_in):
    plan = signed(world)
    client, counts = sign_in(world.kari), []
    for wanted in (3, 10):
        with scopes_disabled():
            grow(plan, world, wanted)
        cache.clear()
        client.get(address(plan, "plan"))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(plan, "plan"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def grow(plan, world, wanted: int) -> None:
    """Let there be so many signed versions."""
    for _number in range(FollowUpPlan.objects.filter(case=plan.case).count(), wanted):
        new = plans.write(plans.begin(plan.case, by=world.kari), {"evaluation_on": evaluation_day()}, by=world.kari)
        plans.sign_as_leader(plans.sign_as_employee(plans.share(new, by=world.kari), by=world.ola), by=world.kari)
