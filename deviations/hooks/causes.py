"""Why it happened, on the page of a case. Apps above hang up what they know by «deviation-cause»."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from deviations.choices import Cause, Kind
from deviations.models import Deviation
from deviations.rules.causes import blames_only_people
from kvalitet.access.decisions import may
from kvalitet.web.registry import panels_for, register_panel
from kvalitet.web.shortcuts import Request


def cause_panel(request: Request, event: Deviation) -> dict[str, Any] | None:
    """Show the causes; a proposal has none."""
    if event.kind == Kind.PROPOSAL and not event.causes:
        return None
    can_edit = event.is_open and bool(may(request.user, "deviations.handle", event))
    hint = _("Bare en menneskelig feil er valgt. Hva gjorde feilen lett å gjøre?")
    return {
        "template": "deviations/cause_panel.html",
        "event": event,
        "causes": [str(Cause(cause).label) for cause in event.causes],
        "whys": event.whys,
        "hint": hint if blames_only_people(event.causes) else "",
        "edit_url": reverse("deviations:cause-edit", args=[event.uuid]) if can_edit else "",
        "more": panels_for("deviation-cause", request, event),
    }


register_panel("deviation", cause_panel)
