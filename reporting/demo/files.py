"""Files as people attach them: minutes, a budget, pictures from the work; made here, so that none is shipped."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from goals.choices import PlanStatus, TaskStatus
from goals.models import Measure, MeasureTask, Plan
from kvalitet.attachments.actions import attach, receive
from reporting.demo.clock import at
from reporting.demo.people import Demo

MOST_EVIDENCE = 12


def tell(demo: Demo) -> None:
    """Attach files to the plan in force, to its first measures, and to what was reported as finished."""
    author = demo.users["kvalitet"]
    plans = Plan.objects.filter(municipality=demo.municipality, status=PlanStatus.PUBLISHED)
    for plan in plans.filter(unit__parent=None):
        with at(demo.today - timedelta(days=60)):
            _attach(plan, [("Vedtak i kommunestyret.pdf", _pdf("Vedtak i kommunestyret"))], author)
    measures = Measure.objects.filter(plan__in=plans.filter(unit__parent=None)).order_by("pk")
    for measure, files in zip(measures, _on_measures(), strict=False):
        with at(demo.today - timedelta(days=40)):
            _attach(measure, files, author)
    tasks = MeasureTask.objects.filter(measure__plan__in=plans, status=TaskStatus.DONE).order_by("pk")
    for number, task in enumerate(tasks.select_related("unit")[:MOST_EVIDENCE]):
        with at(demo.today - timedelta(days=20 - number)):
            _attach(task, [_evidence(number, task.unit.name)], demo.leaders.get(demo.key_of[task.unit_id], author))


def _attach(obj: Any, files: list[tuple[str, bytes]], author: Any) -> None:
    attach(obj, receive(SimpleUploadedFile(name, content) for name, content in files).good, by=author)


def _on_measures() -> Iterator[list[tuple[str, bytes]]]:
    yield [("Møtereferat arbeidsmiljøutvalget.pdf", _pdf("Møtereferat")), ("Kostnadsoverslag.xlsx", _sheet())]
    yield [("Framdriftsplan.pdf", _pdf("Framdriftsplan"))]
    yield [("Svar fra enhetene.csv", b"enhet;svar\nSolbakken sykehjem;ja\nFurutun sykehjem;nei\n")]


def _evidence(number: int, unit: str) -> tuple[str, bytes]:
    if number % 3 == 0:
        return "Bilde fra gjennomgangen.jpg", _picture(number)
    if number % 3 == 1:
        return "Deltakerliste.xlsx", _sheet()
    return f"Oppsummering {unit}.pdf", _pdf(f"Oppsummering {unit}")


def _pdf(title: str) -> bytes:
    out = BytesIO()
    page = Canvas(out, pagesize=A4, invariant=True)
    page.setTitle(title)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(72, 760, title)
    page.setFont("Helvetica", 11)
    page.drawString(72, 730, "Fjordvik kommune. Eksempeldokument.")
    page.save()
    return out.getvalue()


def _sheet() -> bytes:
    out, book = BytesIO(), Workbook()
    sheet: Any = book.active
    for row in (("Post", "Kroner"), ("Opplæring", 85_000), ("Vikarer", 120_000), ("Utstyr", 40_000)):
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def _picture(number: int) -> bytes:
    """A room with a table and a window, roughly."""
    image = Image.new("RGB", (960, 640), (232, 226, 214))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 440, 960, 640), fill=(176, 150, 120))
    draw.rectangle((120 + 40 * number, 90, 420 + 40 * number, 320), fill=(160, 200, 230), outline=(90, 90, 90), width=8)
    draw.polygon([(300, 420), (780, 420), (860, 520), (220, 520)], fill=(120, 84, 56))
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
