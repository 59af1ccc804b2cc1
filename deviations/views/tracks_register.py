"""The register of breaches, injuries and other tracks, on the page and as a workbook. [D4]"""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from deviations.choices import TrackKind
from deviations.exports.tracks import register_workbook
from deviations.queries.representatives import cleaned
from deviations.queries.tracks_register import Chosen, for_list, lines, register_rows, waiting_cases
from deviations.rules.tracks import REGISTERS
from kvalitet.output import xlsx
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, page

MOST_ROWS = 20_000


@require_safe
def track_list(request: Request) -> HttpResponse:
    """List what the law wants kept a register of, those with something left to decide first to be chosen."""
    now = timezone.now()
    chosen = Chosen.of(request.GET)
    found = listing(request, for_list(register_rows(request.user, chosen)))
    cards = lines(found.rows, now)
    cleaned([card.track.deviation for card in cards], request.user)
    waiting = waiting_cases(request.user)
    context: dict[str, Any] = {
        "tracks": found,
        "cards": cards,
        "chosen": chosen,
        "kinds": TrackKind.choices,
        "shows": [("", _("Alle")), ("apne", _("Ikke avklart")), ("fjernet", _("Fjernet fra saken"))],
        "years": [str(year) for year in range(now.year, now.year - 6, -1)],
        "is_register": chosen.kind in REGISTERS,
        "conclusion": _conclusion(waiting),
    }
    return page(request, "deviations/track_list.html", context, fragment="table")


def _conclusion(waiting: int) -> str:
    if not waiting:
        return _("Alle lovpålagte varsler du kan se, er avklart.")
    text = ngettext(
        "%(n)s sak har lovpålagte varsler som ikke er avklart.",
        "%(n)s saker har lovpålagte varsler som ikke er avklart.",
        waiting,
    )
    return text % {"n": waiting}


@require_safe
def track_xlsx(request: Request) -> HttpResponse:
    """The register with the same choices as on the page, and everything that is documented."""
    now = timezone.now()
    tracks = list(for_list(register_rows(request.user, Chosen.of(request.GET)))[:MOST_ROWS])
    cards = lines(tracks, now)
    cleaned([card.track.deviation for card in cards], request.user, tracks=tracks)
    content = register_workbook(cards)
    return xlsx.response(content, f"varsling-etter-lov-{timezone.localdate(now):%Y-%m-%d}.xlsx")
