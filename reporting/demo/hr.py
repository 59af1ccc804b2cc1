"""What came from HR in the demo: one night that closed somebody, and a file that waits to be looked over."""

from datetime import timedelta

from goals.actions.measures import ResponsibleChoice, edit_measure
from goals.choices import OPEN_STATUSES, PlanStatus
from goals.models import Measure
from kvalitet.imports import actions
from kvalitet.imports.actions.runs import approve_unattended
from kvalitet.imports.choices import ImportKind, ImportSource
from kvalitet.imports.models import ImportRun
from kvalitet.organisation.models import Person, Position
from reporting.demo.clock import at
from reporting.demo.people import Demo

HEADINGS = "Ansattnummer;Fornavn;Etternavn;E-post;Enhet;Stilling;Stillingsprosent"


def tell(demo: Demo) -> None:
    """Let one who had something to do leave, and a new file lie ready."""
    admin = demo.users["admin"]
    gone = _give_work(demo)
    with at(demo.today - timedelta(days=2)):
        run = _receive(demo, [row for row in _rows(demo) if not row.startswith(f"{gone.employee_number};")])
        approve_unattended(run)
        actions.work_on(run.pk)
    with at(demo.today):
        _receive(demo, _changed(demo, _rows(demo)), by=admin)


def _give_work(demo: Demo) -> Person:
    """Let one without a role answer for two measures together with others."""
    posts = Position.objects.filter(unit=demo.units["hjemme"], ends=None, person__assignments=None)
    person = posts.filter(person__leaderships=None, person__is_demo=False).order_by("pk")[0].person
    plans = {"plan__unit": demo.units["fjordvik"], "plan__status": PlanStatus.PUBLISHED}
    measures = Measure.objects.filter(**plans, tasks__status__in=OPEN_STATUSES, responsibles__kind="person")
    with at(demo.today - timedelta(days=20)):
        for measure in measures.distinct().order_by("pk")[:2]:
            rows = measure.responsibles.select_related("person", "group")
            kept = [
                ResponsibleChoice(row.person, row.group, row.position_title, row.source_text, row.role) for row in rows
            ]
            edit_measure(measure, responsible=[*kept, ResponsibleChoice(person=person)], by=demo.users["kvalitet"])
    return person


def _receive(demo: Demo, rows: list[str], *, by: Person | None = None) -> ImportRun:
    run = actions.receive(
        demo.municipality,
        kind=ImportKind.PEOPLE,
        file_name=f"ansatte-{demo.today:%Y-%m}.csv" if by else "ansatte-natt.csv",
        content="\n".join([HEADINGS, *rows]).encode(),
        is_complete=True,
        source=ImportSource.UPLOAD if by else ImportSource.FOLDER,
        by=by,
    )
    return actions.work_on(run.pk)


def _rows(demo: Demo) -> list[str]:
    """Everybody as the payroll system has them, the few without a post too."""
    posts = Position.objects.filter(person__municipality=demo.municipality, person__is_active=True, ends=None)
    held = [
        (post.person, f"{post.unit.name};{post.title};{post.percentage}")
        for post in posts.select_related("person", "unit").order_by("pk")
    ]
    people = Person.objects.filter(municipality=demo.municipality).active()
    held += [(person, ";;") for person in people.exclude(pk__in=[person.pk for person, _post in held])]
    return [
        f"{person.employee_number};{person.first_name};{person.last_name};{person.email};{post}"
        for person, post in held
    ]


def _changed(demo: Demo, rows: list[str]) -> list[str]:
    """Somebody is new, one has moved, one has two numbers, and one row is wrong."""
    quiet = [post for post in rows if f";{demo.units['hjemme'].name};Sykepleier;" in post][-4:]
    kept = [row for row in rows if row not in quiet]
    moved, renamed, twice = (row.split(";") for row in quiet[:3])  # the fourth has left
    moved[4] = demo.units["furutun"].name
    renamed[2] = f"{renamed[2]} Berge"
    twice[0], twice[3] = "9001", ""
    unit = demo.units["solbakken"].name
    new = [f"9002;Selma;Bergset;selma.bergset@fjordvik.example;{unit};Lærer;100"]
    bad = ["9003;Odd;Vestby;odd.vestby@fjordvik.example;Kulturskolen avd. 7;Lærer;40", "9004;Aud;Li;aud.li;;;"]
    return [*kept, *(";".join(row) for row in (moved, renamed, twice)), *new, *bad]
