"""The way in to the yearly look at absence, what its deadline is called, and where a measure comes from. [S7]"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from goals.models import Measure
from kvalitet.access.decisions import may
from kvalitet.deadlines.registry import register_source
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from sickleave.hooks.absences import GROUP
from sickleave.models import Analysis
from sickleave.policies.analyses import VIEW

MOST = 20


def source_panel(request: Request, measure: Measure) -> dict[str, Any] | None:
    """Show which meeting led to a measure, to those who see the meeting."""
    rows = Analysis.objects.visible_to(request.user).filter(measure_links__measure=measure).select_related("unit")
    found = list(rows[:MOST])
    return {"template": "sickleave/analysis_source.html", "rows": found} if found else None


register_menu(
    MenuEntry(
        label=_("Årlig gjennomgang"),
        url_name="sickleave:analyses",
        icon="ClipboardCheckmark",
        group=GROUP,
        order=47,
        visible=lambda user: bool(may(user, VIEW)),
    )
)
register_panel("measure", source_panel)
register_source(Analysis, label=_("Årlig gjennomgang av nærvær"), action_label=_("Forbered gjennomgangen"))
