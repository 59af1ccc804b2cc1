"""The newest file of absences from payroll: mostly what is known already, and two rows HR must look at."""

from datetime import timedelta

from reporting.demo.clock import at
from reporting.demo.people import Demo
from sickleave.actions import absence_imports
from sickleave.choices import AbsenceKind, Source
from sickleave.models import Absence

ROWS = 120


def tell(demo: Demo) -> None:
    """Bring it in; payroll's own numbers of the absences are what is new."""
    rows = Absence._base_manager.filter(municipality=demo.municipality, source=Source.IMPORT)
    rows = rows.exclude(person__employee_number="").select_related("person").order_by("-starts", "-id")[:ROWS]
    lines = ["Ansattnummer;Type;Fra;Til;Grad;Fraværs-ID"]
    for row in rows:
        days = f"{row.starts:%d.%m.%Y};{row.ends:%d.%m.%Y}"
        lines.append(f"{row.person.employee_number};{AbsenceKind(row.kind).label};{days};{row.grade};F{row.pk}")
    yesterday = f"{demo.today - timedelta(days=1):%d.%m.%Y}"
    lines += [f"99999;Egenmelding;{yesterday};{yesterday};;", f"1001;Kurs;{yesterday};{yesterday};;"]
    with at(demo.today, hour=7):
        run = absence_imports.receive(demo.municipality, content="\n".join(lines).encode(), by=demo.users["hr"])
        run = absence_imports.work_on(run.pk)
        if run.has_changes:
            absence_imports.approve(run, by=demo.users["hr"])
            absence_imports.work_on(run.pk)
