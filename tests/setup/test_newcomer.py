"""From an empty installation to a plan with responsible people, by three files and a few clicks. [P15]"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scopes_disabled

from goals.models import MeasureTask, Plan, PlanImport
from kvalitet.imports.models import ImportRun
from kvalitet.organisation.models import Leadership, Municipality, Person, Unit
from kvalitet.setup.actions import first
from tests.goals.plan_file import PLAN_FILE

START = "/oppsett/start/"
UNITS = "Enhetsnr;Enhetsnavn;Overordnet enhetsnr;Leder\n" + "\n".join(
    f"{sector}00;Sektor {sector};;\n"
    + "\n".join(f"{sector}{unit:02};Virksomhet {sector}-{unit};{sector}00;{sector}{unit:02}1" for unit in range(1, 10))
    for sector in range(1, 5)
)
PEOPLE = "Ansattnr;Navn;E-post;Enhetsnr;Stilling;Stillings %;Ansatt fra\n" + "\n".join(
    f"{sector}{unit:02}{one};Hansen{sector}{unit}{one}, Åse;ase{sector}{unit}{one}@ny.example;"
    f"{sector}{unit:02};Lærer;80 %;1.8.24"
    for sector in range(1, 5)
    for unit in range(1, 10)
    for one in range(1, 10)
)


@pytest.fixture
def newcomer(db, monkeypatch, client):
    """One who has just made the municipality; the test world beside it isn't counted."""
    monkeypatch.setattr(first, "is_empty", lambda: not Person.objects.filter(last_name="Nyhus").exists())
    typed = {"municipality": "Ny kommune", "number": "9999", "first_name": "Nora", "last_name": "Nyhus"}
    secrets = {"email": "nora@ny.example", "password": "fjell-og-fjord-2026", "code": first.make_code()}
    assert client.post("/oppsett/forste/", typed | secrets).url == START
    return client


def bring_in(client, text, kind, encoding):
    """Upload, look over, carry out: as the buttons of the pages do. Returns the summary."""
    file = SimpleUploadedFile(f"{kind}.csv", text.encode(encoding))
    url = client.post("/oppsett/import/", {"kind": kind, "reach": "all", "file": file}).url
    page = client.get(url).content.decode()
    shown = re.search(r'name="vist" value="(\w+)"', page)[1]
    assert client.post(f"{url}gjennomfor/", {"vist": shown}).url == url
    return ImportRun.objects.get(uuid=url.split("/")[-2]).summary


def states(client):
    page = client.get(START).content.decode()
    return re.findall(r"Gjort\. </span>.*?<span>(.*?)</span>", page, re.DOTALL)


def test_newcomer_goes_from_nothing_to_a_plan_with_tasks(newcomer):
    """[P15] Organisation in the encoding of Windows, people with a mark, a plan as the council decided it."""
    assert bring_in(newcomer, UNITS, "units", "cp1252") == "40 nye"
    assert bring_in(newcomer, PEOPLE, "people", "utf-8-sig") == "324 nye, 36 nye ledere"
    newcomer.post(f"{START}roller/", {"chief": "1011", "hr": "ase111@ny.example", "quality": "Nora Nyhus"})
    newcomer.post(f"{START}omrader/", {"common": ["Barnehage", "Skole og SFO"], "own": "Beredskap"})
    municipality = Municipality.objects.get(slug="ny")
    root = Unit.objects.get(municipality=municipality, parent=None)
    assert Leadership.objects.get(unit=root).person.employee_number == "1011"
    plan = SimpleUploadedFile("plan.csv", PLAN_FILE.encode())
    chosen = {"unit": root.uuid, "kind": "action_plan", "name": "Handlingsplan", "starts_year": 2026, "ends_year": 2029}
    assert newcomer.post("/mal/import/", {"file": plan, "where": "new", **chosen}).status_code == 303
    with scopes_disabled():
        address = PlanImport.objects.latest("pk").get_absolute_url()
    form = newcomer.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert newcomer.post(address, typed | {"gjor": "importer", "publish": "publish"}).status_code == 303
    with scopes_disabled():
        made = Plan.objects.get(municipality=municipality)
        assert (made.status, made.measures.count()) == ("published", 25)
        assert MeasureTask.objects.filter(measure__plan=made, unit__name="Virksomhet 2-3").exists()
    told = states(newcomer)
    assert told[:3] == ["Ny kommune", "40 enheter.", "325 personer."]
    assert "3 områder." in told
    assert "1 plan med 25 tiltak." in told


def test_neighbours_see_nothing_of_the_newcomer(newcomer, world, sign_in):
    """[P2]"""
    bring_in(newcomer, UNITS, "units", "utf-8")
    assert "Virksomhet 1-1" not in sign_in(world.siri).get("/oppsett/organisasjon/").content.decode()
    assert "Solbakken skole" not in newcomer.get("/oppsett/organisasjon/").content.decode()
