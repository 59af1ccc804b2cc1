"""A version of the plan on paper: what both have written, and both signatures. [S3]"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kvalitet.output import pdf
from sickleave.models import FollowUpPlan
from sickleave.queries.activity import statement_with
from sickleave.queries.plans import by_heading, signatures


def plan_pdf(plan: FollowUpPlan) -> bytes:
    """Lay out the parts that hold something, and who has signed, as headings and text so that it is tagged."""
    written = [(heading, text) for heading, text in by_heading(plan).items() if text.strip()]
    blocks: list[pdf.Block] = []
    for heading, text in written:
        blocks += [pdf.Heading(heading, 1), pdf.Text(text)]
    blocks.append(pdf.Heading(_("Godkjenning"), 1))
    blocks += [pdf.Text(f"{one.who}: {one.words}") for one in signatures(plan)]
    if plan.objection:
        blocks += [pdf.Heading(_("Dette er den ansatte uenig i"), 1), pdf.Text(plan.objection)]
    if statement := statement_with(plan):
        blocks += [pdf.Heading(_("Vedlegg: arbeidsgivers erklæring om aktivitetskravet"), 1), pdf.Text(statement.text)]
    return pdf.pdf(
        pdf.Document(
            owner=f"{plan.municipality} · {plan.case.unit}",
            title=_("Oppfølgingsplan"),
            facts=_facts(plan),
            blocks=blocks,
            upright=True,
        )
    )


def _facts(plan: FollowUpPlan) -> list[str]:
    words = {"number": plan.number, "state": str(plan.get_state_display()).lower()}
    facts = [str(plan.case.person), _("Versjon %(number)s, %(state)s") % words]
    if plan.finished_at is not None:
        facts.append(_("Ferdig %(day)s") % {"day": date_format(plan.finished_at, "j. F Y")})
    return facts
