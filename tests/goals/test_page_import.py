"""The import of a plan in the browser: file, preview, done."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled

from goals.actions import plans as plan_actions
from goals.models import Goal, Measure, Plan, PlanImport
from tests.goals.plan_file import PLAN_FILE

pytestmark = pytest.mark.django_db
START = "/mal/import/"


def fields(unit, content=PLAN_FILE, name="plan.csv", **more):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    chosen = {"unit": unit.uuid, "kind": "programme", "name": "Kvalitetsplan", "starts_year": 2008, "ends_year": 2008}
    return {"file": file, "where": "new", **chosen, **more}


def upload_of(person):
    with scopes_disabled():
        return PlanImport.objects.filter(by=person).latest("pk")


@pytest.fixture
def uploaded(world, sign_in):
    """Return the quality adviser's client and the address of a preview."""
    client = sign_in(world.kim)
    assert client.post(START, fields(world.fjordvik)).status_code == 303
    return client, upload_of(world.kim).get_absolute_url()


def test_the_wizard_gives_what_the_command_gives(uploaded):
    """[G13]"""
    client, address = uploaded
    shown = client.get(address).content.decode()
    assert "6 mål, 11 delmål, 25 tiltak" in shown
    assert "som del av prosess med serviceerklæringer" in shown
    answer = client.post(address, typed(client, address) | {"gjor": "importer", "publish": "publish"}, follow=True)
    assert "ga 6 mål, 11 delmål, 25 tiltak" in answer.content.decode()
    with scopes_disabled():
        plan = Plan.objects.get(name="Kvalitetsplan")
        assert (plan.status, plan.goals.count(), plan.measures.count()) == ("published", 6, 25)


def typed(client, address):
    """Return the form as it stands, the way a browser sends it back."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_windows_1252_and_excel_read_the_same(world, sign_in):
    """[G13]"""
    from openpyxl import Workbook  # noqa: PLC0415 — only this test writes a workbook

    book, out = Workbook(), BytesIO()
    for line in PLAN_FILE.splitlines():
        book.active.append(line.split(";"))
    book.save(out)
    client = sign_in(world.kim)
    for content, name in ((PLAN_FILE.encode("cp1252"), "plan.csv"), (out.getvalue(), "plan.xlsx")):
        client.post(START, fields(world.fjordvik, content, name))
        assert "6 mål, 11 delmål, 25 tiltak" in client.get(upload_of(world.kim).get_absolute_url()).content.decode()


def test_corrections_are_kept_and_used(uploaded, world):
    """[G13] A name becomes a person, a deadline becomes a date, and a person's choice is stored before the import."""
    client, address = uploaded
    sent = typed(client, address)
    names = client.get(address).context["form"].names
    place = list(names).index("Prosjektleder")
    sent |= {f"navn_{place}": "Kari Kvam", "type_21": "date", "dato_21": "2008-10-01", "gjor": "lagre"}
    assert client.post(address, sent).status_code == 303
    after = typed(client, address)
    assert after["type_21"] == "date"
    client.post(address, after | {"gjor": "importer", "publish": "draft"})
    with scopes_disabled():
        measure = Measure.objects.get(title="Lage plan for bruk")
        assert str(measure.due) == "2008-10-01"
        assert Measure.objects.get(title="Hente inn oversikt").responsibles.get().person == world.kari
        assert Plan.objects.get(name="Kvalitetsplan").status == "draft"


def test_an_unknown_name_keeps_what_was_typed(uploaded):
    client, address = uploaded
    answer = client.post(address, typed(client, address) | {"navn_0": "Ingen Kjenner", "gjor": "importer"})
    assert answer.status_code == 422
    assert "Ingen Kjenner" in answer.content.decode()
    with scopes_disabled():
        assert not Plan.objects.filter(name="Kvalitetsplan").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": b"%PDF", "name": "plan.pdf"}, "CSV eller Excel"),
        ({"content": b"%PDF-1.4\x00", "name": "plan.csv"}, ""),
        ({"content": "a;b\n1;2\n"}, "Mål"),
        ({"name_": ""}, "Skriv hva planen heter."),
        ({"starts_year": "tull"}, "årstall"),
        ({"unit": "00000000-0000-0000-0000-000000000000"}, "Velg en enhet fra listen."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(world, sign_in, change, words):
    """[G13] 422 with the form as it was typed; no file is kept."""
    change = dict(change)
    form = fields(world.fjordvik, **({"content": change.pop("content")} if "content" in change else {}))
    if "name" in change:
        form["file"].name = change.pop("name")
    if "name_" in change:
        form["name"] = change.pop("name_")
    answer = sign_in(world.kim).post(START, form | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "2008" in answer.content.decode()
    with scopes_disabled():
        assert not PlanImport.objects.exists()


def test_a_leader_may_for_the_own_unit_only(world, sign_in):
    """[P4] The unit of another leader isn't in the list, and an employee has no page at all."""
    kari = sign_in(world.kari)
    assert kari.post(START, fields(world.skole, kind="unit_plan")).status_code == 303
    assert kari.post(START, fields(world.barnehage)).status_code == 422
    assert sign_in(world.ola).get(START).status_code == 403
    assert sign_in(world.ola).post(START, fields(world.skole)).status_code == 403


def test_another_persons_file_is_not_there(uploaded, world, sign_in):
    """[P4] 404 for colleagues, the chief executive and the neighbour, on both pages."""
    _client, address = uploaded
    for person in (world.anne, world.ola, world.nils):
        assert sign_in(person).get(address).status_code == 404
        assert sign_in(person).post(address, {"gjor": "importer"}).status_code == 404
        assert sign_in(person).get(f"{address}ferdig/").status_code == 404


def test_a_plan_goes_into_a_draft_that_exists(world, sign_in):
    """[G13] What is there stays, and the second time nothing changes."""
    with scopes_disabled():
        draft = plan_actions.create_plan(
            unit=world.fjordvik, kind="programme", name="Utkastet", starts_year=2008, ends_year=2009, by=world.kim
        )
    client = sign_in(world.kim)
    for state in ("Nytt", "Uendret"):
        client.post(START, {"file": fields(world.fjordvik)["file"], "where": "old", "plan": draft.uuid})
        address = upload_of(world.kim).get_absolute_url()
        assert state in client.get(address).content.decode()
        assert (
            client.post(address, typed(client, address) | {"gjor": "importer", "publish": "draft"}).status_code == 303
        )
    with scopes_disabled():
        assert Goal.objects.filter(plan=draft).count() == 6


def test_a_plan_is_not_imported_twice_by_two_clicks(uploaded):
    client, address = uploaded
    sent = typed(client, address) | {"gjor": "importer", "publish": "draft"}
    assert client.post(address, sent).status_code == 303
    assert "Planen er importert" in client.post(address, sent).content.decode()
    with scopes_disabled():
        assert Plan.objects.filter(name="Kvalitetsplan").count() == 1


def test_pages_take_no_more_queries_with_more_rows(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.kim)
    rows = "mål;delmål;tiltak;ansvarlig;frist\n" + "".join(f"Mål {n};;Tiltak {n};Rådgiver;1.6.08\n" for n in range(300))
    client.post(START, fields(world.fjordvik, rows))
    address = upload_of(world.kim).get_absolute_url()
    with django_assert_max_num_queries(40):
        shown = client.get(f"{address}?vis=alle&side=12").content.decode()
    assert "Tiltak 299" in shown


def test_a_closed_plan_says_so_before_anything_is_written(world, sign_in):
    """[G13] The same name and year as a plan that is over: back to the start with the reason."""
    with scopes_disabled():
        plan = plan_actions.create_plan(
            unit=world.fjordvik, kind="programme", name="Kvalitetsplan", starts_year=2008, ends_year=2008, by=world.kim
        )
        Plan.objects.filter(pk=plan.pk).update(status="closed")
    client = sign_in(world.kim)
    client.post(START, fields(world.fjordvik))
    answer = client.get(upload_of(world.kim).get_absolute_url(), follow=True)
    assert "Planen er avsluttet og kan ikke endres." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == START
