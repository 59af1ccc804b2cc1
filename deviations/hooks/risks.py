"""What the register of risks hangs up: menu, search, reminders, files, handover, and its rows on lower pages. [D5]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deviations.actions import risk_handover
from deviations.models import Risk
from deviations.queries.matrices import Versions
from goals.models import Measure
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.attachments.registry import register_attachable
from kvalitet.deadlines.registry import HandoverSource, Held, register_handover, register_source
from kvalitet.organisation.models import Person, Unit
from kvalitet.search.registry import Hit, PageEntry, SearchSource, register_pages, register_search, register_words
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from kvalitet.web.templatetags.ds import tall
from kvalitet.web.thread import Direction, Strand, ThreadRow, register_thread

MOST_AT_HOME, MOST_ON_A_MEASURE = 4, 10
GROUP = gettext_lazy("Kvalitet")
TONES = {"orange": "warning", "violet": "info"}


def measure_strands(request: Request, measure: Measure) -> Iterable[Strand]:
    """Name the risks a measure shall make smaller, as far as the person sees them."""
    rows = Risk.objects.visible_to(request.user).live().filter(measure_links__measure=measure)
    found = list(rows.order_by("-risk_score", "pk")[:MOST_ON_A_MEASURE])
    if not found:
        return
    versions = Versions([measure.municipality_id])
    yield Strand(Direction.UP, [_strand(risk, versions) for risk in found])


def _strand(risk: Risk, versions: Versions) -> ThreadRow:
    band = versions.band_of(risk)
    state = f"{risk.risk_score} {band.name}" if band else _("Ikke vurdert")
    tone = TONES.get(band.tone, band.tone) if band else "neutral"
    return ThreadRow(risk.title, risk.get_absolute_url(), _("Risiko som tiltaket demper"), state, tone)


def red_without_measure(request: Request, obj: object) -> dict[str, Any] | None:
    """Tell leaders and advisers of risks that demand a measure and have none."""
    if not scope_of(request.user).has("risks.edit"):
        return None
    rows = Risk.objects.visible_to(request.user).without_measure().select_related("unit").order_by("-risk_score", "pk")
    found = list(rows[: MOST_AT_HOME + 1])
    if not found:
        return None
    url = f"{reverse('deviations:risk-list')}?vis=uten-tiltak"
    return {"template": "deviations/risk_home.html", "risks": found[:MOST_AT_HOME], "url": url}


def risk_hit(risk: Risk) -> Hit:
    """Show a risk among the hits."""
    score = (_("Risikotall %(score)d") % {"score": risk.risk_score},) if risk.risk_score else ()
    facts = (risk.unit.name, str(risk.get_area_display()), *score)
    texts = (risk.description, risk.cause, risk.consequence_text)
    tag = _("Fortrolig") if risk.is_confidential else "" if risk.is_live else str(risk.get_state_display())
    return Hit(risk.title, risk.get_absolute_url(), facts, texts, tag)


def _in_unit(unit: Unit) -> Q:
    return Q(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~")


def held_by(person: Person, user: Person) -> list[Held]:
    """List the risks a person owns; one who hands over without sight of a risk learns where it is, not what."""
    seen = set(Risk.objects.visible_to(user).filter(owner=person).values_list("pk", flat=True))
    return [
        Held(
            f"{risk_handover.KEY}-{one.uuid}",
            one.title if one.pk in seen else _("Risiko i %(unit)s") % {"unit": one.unit.name},
            one.get_absolute_url() if one.pk in seen else "",
            one.unit.name,
            one.next_review,
            _("Risiko"),
        )
        for one in risk_handover.risks_of(person, user)
    ]


def risks_by_key(pks: list[int]) -> dict[int, Any]:
    """Fetch risks for the list of deadlines, in one query."""
    found: dict[int, Any] = Risk._base_manager.in_bulk(pks)
    return found


def sees_risks(user: Any) -> bool:
    """Those whose role shows risks somewhere; others own one at most, and come by their tasks."""
    return bool(may(user, "risks.view"))


register_thread("measure", measure_strands)
register_panel("home.work", red_without_measure)
register_attachable(Risk, kind="risiko", place="risk", add_verb="risks.edit", select=("unit", "municipality"))
register_handover("risks", HandoverSource(risk_handover.waiting, held_by, risk_handover.give))
register_source(
    Risk,
    label=gettext_lazy("Risiko"),
    action_label=gettext_lazy("Vurder på nytt"),
    action_url=lambda risk: reverse("deviations:risk-assess", args=[risk.uuid]),
    load=risks_by_key,
)
register_search(
    SearchSource(
        key="risikoer",
        model=Risk,
        label=gettext_lazy("Risikoer"),
        counted=lambda n: ngettext("%(n)s risiko", "%(n)s risikoer", n) % {"n": tall(n)},
        icon="Shield",
        order=46,
        hit=risk_hit,
        rows=lambda rows: rows.select_related("unit"),
        in_unit=_in_unit,
        in_year=lambda year: Q(created_at__year=year),
    )
)
register_menu(
    MenuEntry(
        label=gettext_lazy("Risiko"),
        url_name="deviations:risk-list",
        icon="Shield",
        group=GROUP,
        order=26,
        visible=sees_risks,
    )
)
register_words(
    {"deviations:risk-list": gettext_lazy("risikoregister risikovurdering ROS fare sannsynlighet konsekvens")}
)
register_pages(
    [
        PageEntry(
            label=gettext_lazy("Risikomatrise"),
            url_name="deviations:matrix",
            words=gettext_lazy("matrise sannsynlighet konsekvens farger akseptkriterier"),
            group=GROUP,
            visible=sees_risks,
        ),
        PageEntry(
            label=gettext_lazy("Matrisen og versjonene"),
            url_name="deviations:matrix-versions",
            words=gettext_lazy("risikomatrise oppsett nivåer farger akseptkriterier"),
            group=GROUP,
            visible=lambda user: bool(may(user, "deviations.setup")),
        ),
    ]
)
