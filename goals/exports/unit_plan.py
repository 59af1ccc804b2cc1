"""A unit's plan for a year on paper: what it is given first, then what it adds. [G9]"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goals.choices import TaskStatus
from goals.exports.plans import plan_blocks, plan_content
from goals.models import Plan
from goals.queries.unit_plan import InheritedGoal, InheritedMeasure, inherited
from kvalitet.organisation.models import Person, Unit
from kvalitet.output import pdf


def unit_plan_pdf(user: Person, unit: Unit, year: int, plan: Plan | None, today: date) -> bytes:
    """Lay it out for print."""
    found = inherited(user, unit, year, today)
    blocks: list[pdf.Block] = [pdf.Heading(_("Gitt til enheten"))]
    for goal in found.goals:
        blocks += _goal(goal)
    if not found.goals:
        blocks.append(pdf.Text(_("Ingen mål eller tiltak er gitt til enheten dette året."), subtle=True))
    own = plan_blocks(plan_content(user, plan, today)) if plan else []
    if not own:
        own = [pdf.Text(_("Enheten har ingen egne mål for året ennå."), subtle=True)]
    status = plan.get_status_display() if plan else _("Ingen plan ennå")
    printed = _("Skrevet ut %(date)s") % {"date": date_format(today, "j. F Y")}
    return pdf.pdf(
        pdf.Document(
            owner=str(unit.municipality),
            title=_("Virksomhetsplan %(year)s for %(unit)s") % {"year": year, "unit": unit.name},
            facts=[f"{status} · {printed}"],
            blocks=[*blocks, pdf.Heading(_("Enhetens egne mål og tiltak")), *own],
        )
    )


def _goal(found: InheritedGoal) -> list[pdf.Block]:
    blocks: list[pdf.Block] = [
        pdf.Heading(found.goal.title, 2),
        pdf.Text(f"{found.goal.plan.name} {found.goal.plan.years} · {found.why}", subtle=True),
    ]
    if found.measures:
        headings = [_("Tiltak"), _("Frist"), _("Status i enheten")]
        blocks.append(pdf.Grid(headings, [56, 24, 20], [_row(measure) for measure in found.measures]))
    return blocks


def _row(measure: InheritedMeasure) -> list[str | pdf.Cell]:
    is_late = measure.due is not None and measure.due.is_late
    is_done = measure.task is not None and measure.task.status == TaskStatus.DONE
    tone = "danger" if is_late else "success" if is_done else ""
    return [measure.title, measure.due.text if measure.due else _("Uten frist"), pdf.Cell(measure.status or "–", tone)]
