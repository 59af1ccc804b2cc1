"""The register of risks as a workbook: what the person may see, with the words of each assessment's matrix."""

from datetime import date

from django.utils.translation import gettext as _

from deviations.models import Assessment, Risk, RiskMeasure
from deviations.queries.matrices import Versions
from deviations.querysets import RiskQuerySet
from kvalitet.organisation.people import leaders_of
from kvalitet.output import xlsx

NARROW, MIDDLE, WIDE = 12, 24, 48


def risks_xlsx(risks: RiskQuerySet, versions: Versions, today: date) -> bytes:
    """Write a row for each risk, and a sheet with every assessment of them."""
    rows = list(risks)
    return xlsx.workbook(
        [
            xlsx.Sheet(_("Risikoer"), _risk_columns(), _risk_rows(rows, versions, today)),
            xlsx.Sheet(_("Vurderinger"), _assessment_columns(), _assessment_rows(rows, versions)),
        ],
        title=_("Risikoregister"),
    )


def _risk_columns() -> list[xlsx.Column]:
    return [
        xlsx.Column(_("Risiko"), WIDE),
        xlsx.Column(_("Enhet"), MIDDLE),
        xlsx.Column(_("Område"), MIDDLE),
        xlsx.Column(_("Risikoeier"), MIDDLE),
        xlsx.Column(_("Status"), NARROW),
        xlsx.Column(_("Sannsynlighet"), NARROW + 2),
        xlsx.Column(_("Konsekvens"), NARROW),
        xlsx.Column(_("Risikotall"), NARROW),
        xlsx.Column(_("Risikonivå"), NARROW),
        xlsx.Column(_("Uten tiltak"), NARROW),
        xlsx.Column(_("Mål"), NARROW),
        xlsx.Column(_("Vurdert"), NARROW),
        xlsx.Column(_("Vurderes på nytt"), NARROW + 4),
        xlsx.Column(_("Tiltak"), WIDE),
        xlsx.Column(_("Årsak"), WIDE),
        xlsx.Column(_("Kan føre til"), WIDE),
        xlsx.Column(_("Gjøres allerede"), WIDE),
        xlsx.Column(_("Fortrolig"), NARROW),
    ]


def _risk_rows(risks: list[Risk], versions: Versions, today: date) -> list[list[xlsx.Value]]:
    leaders = leaders_of([risk.unit for risk in risks if risk.owner_id is None], today)
    titles: dict[int, list[str]] = {}
    links = RiskMeasure._base_manager.filter(risk__in=risks).order_by("at", "pk")
    for risk_id, title in links.values_list("risk_id", "measure__title"):
        titles.setdefault(risk_id, []).append(title)
    return [
        [
            *(risk.title, risk.unit.name, risk.get_area_display()),
            str(risk.owner or leaders.get(risk.unit_id) or ""),
            *(risk.get_state_display(), risk.likelihood, risk.consequence, risk.risk_score),
            band.name if (band := versions.band_of(risk)) else "",
            *(risk.inherent_score, risk.target_score, risk.assessed_on, risk.next_review),
            "\n".join(titles.get(risk.pk, [])),
            *(risk.cause, risk.consequence_text, risk.controls),
            _("ja") if risk.is_confidential else _("nei"),
        ]
        for risk in risks
    ]


def _assessment_columns() -> list[xlsx.Column]:
    return [
        xlsx.Column(_("Risiko"), WIDE),
        xlsx.Column(_("Vurdert"), NARROW),
        xlsx.Column(_("Gjelder"), MIDDLE),
        xlsx.Column(_("Sannsynlighet"), NARROW + 2),
        xlsx.Column(_("Konsekvens"), NARROW),
        xlsx.Column(_("Risikotall"), NARROW),
        xlsx.Column(_("Risikonivå"), NARROW),
        xlsx.Column(_("Begrunnelse"), WIDE),
        xlsx.Column(_("Av"), MIDDLE),
        xlsx.Column(_("Matrise"), NARROW),
    ]


def _assessment_rows(risks: list[Risk], versions: Versions) -> list[list[xlsx.Value]]:
    titles = {risk.pk: risk.title for risk in risks}
    found = Assessment._base_manager.filter(risk__in=risks).select_related("by").order_by("risk", "created_at", "pk")
    rows: list[list[xlsx.Value]] = []
    for one in found:
        version = versions.by_id[one.version_id]
        band = version.content.band_at(one.likelihood, one.consequence)
        told: list[xlsx.Value] = [titles[one.risk_id or 0], one.assessed_on, one.get_moment_display()]
        told += [one.likelihood, one.consequence, one.score, band.name, one.reason, str(one.by or ""), str(version)]
        rows.append(told)
    return rows
