"""Minutes of the yearly look at a unit's absence. [S7]"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kvalitet.output import pdf
from sickleave.choices import ParticipantRole
from sickleave.models import Analysis
from sickleave.queries.analyses import MeasureRow
from sickleave.rules.analysis_topics import PHYSICAL, PSYCHOSOCIAL, RATINGS, Topic


def minutes(analysis: Analysis, *, told: list[str], measures: list[MeasureRow]) -> bytes:
    """Lay out what the meeting went through and what it led to."""
    blocks: list[pdf.Block] = []
    for heading, text in ((_("Tallene"), "\n".join(told)), (_("Hva tallene sier"), analysis.figures_text)):
        blocks += _part(heading, text)
    blocks += [pdf.Heading(_("Fysiske forhold"), 2), _ratings(PHYSICAL, analysis), *_text(analysis.physical_text)]
    blocks += [pdf.Heading(_("Psykososiale forhold"), 2), _ratings(PSYCHOSOCIAL, analysis)]
    blocks += _text(analysis.psychosocial_text)
    blocks += _part(_("Det som gjør at folk er på jobb"), analysis.presence_text)
    blocks += _part(_("Det vi ble enige om"), analysis.agreed_text)
    rows: list[list[str | pdf.Cell]] = [[one.title, _day(one), one.status] for one in measures]
    if rows:
        head = [_("Tiltak"), _("Frist"), _("Status")]
        blocks += [pdf.Heading(_("Tiltak"), 2), pdf.Grid(head, [4, 1, 1], rows)]
    return pdf.pdf(
        pdf.Document(
            owner=f"{analysis.municipality} · {analysis.unit}",
            title=_("Årlig gjennomgang av nærvær og arbeidsmiljø %(year)s") % {"year": analysis.year},
            facts=_facts(analysis),
            blocks=blocks,
            upright=True,
        )
    )


def _part(heading: str, text: str) -> list[pdf.Block]:
    return [pdf.Heading(heading, 2), pdf.Text(text)] if text.strip() else []


def _text(text: str) -> list[pdf.Block]:
    return [pdf.Text(text)] if text.strip() else []


def _ratings(topics: tuple[Topic, ...], analysis: Analysis) -> pdf.Grid:
    names = dict(RATINGS)
    rows: list[list[str | pdf.Cell]] = [
        [str(topic.label), str(names.get(analysis.ratings.get(topic.code, ""), _("Ikke vurdert")))] for topic in topics
    ]
    return pdf.Grid([_("Forhold"), _("Vurdering")], [3, 1], rows)


def _day(row: MeasureRow) -> str:
    return date_format(row.due, "j.n.Y") if row.due else ""


def _facts(analysis: Analysis) -> list[str]:
    facts = [str(analysis.unit)]
    if analysis.held_on:
        facts.append(_("Holdt %(day)s") % {"day": date_format(analysis.held_on, "j. F Y")})
    else:
        facts.append(_("Utkast, møtet er ikke holdt"))
    roles = ", ".join(str(ParticipantRole(role).label) for role in analysis.roles)
    names = ", ".join(line.strip() for line in analysis.participants.splitlines() if line.strip())
    if roles or names:
        facts.append(_("Til stede: %(who)s") % {"who": " – ".join(filter(None, (roles, names)))})
    return facts
