"""What the law wants told hangs on the case, stops its closing, and stands in the lists of tasks. [D4]"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.actions.clock import register_follower
from deviations.actions.flow import register_after
from deviations.actions.notices import follow, told_by_reading
from deviations.models import Deviation, TrackNotice
from deviations.policies.deviations import sees_all
from deviations.queries.flow import register_closing_needs
from deviations.queries.representatives import cleaned
from deviations.queries.tracks import cards_of, closing_needs, undecided
from deviations.rules.flow import Step
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines.registry import register_source
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request


def panel(request: Request, event: Deviation) -> dict[str, Any] | None:
    """Show the laws a case follows; to those who only reported it, nothing."""
    if not sees_all(scope_of(request.user), event):
        return None
    cards = cards_of(event, request.user, timezone.now())
    can_handle = bool(may(request.user, "deviations.handle", event))
    if not cards and not (can_handle and event.is_open):
        return None
    tracks, notices = [card.track for card in cards], [row.notice for card in cards for row in card.rows]
    cleaned([event], request.user, tracks=tracks, notices=notices)
    return {
        "template": "deviations/track_panel.html",
        "event": event,
        "cards": [card for card in cards if card.track.removed_at is None],
        "removed": [card for card in cards if card.track.removed_at is not None],
        "can_handle": can_handle,
        "can_add": can_handle and event.is_open,
    }


def stop_rejection(event: Deviation, by: Person | None) -> None:
    """A case isn't ended without an answer to what the law asks, whatever the way. Raises Refused."""
    if undecided(event).exists():
        raise Refused(gettext("Avklar de lovpålagte varslene først, også når saken avvises."))


def notices_by_key(pks: list[int]) -> dict[int, Any]:
    """Fetch notices for the list of deadlines, in one query."""
    found: dict[int, Any] = TrackNotice._base_manager.select_related("track", "deviation").in_bulk(pks)
    return found


def may_see_register(user: Any) -> bool:
    """Whether the person follows up events of others somewhere."""
    scope = scope_of(user)
    return any(scope.has(f"deviations.{verb}") for verb in ("view", "view_hse", "handle"))


register_panel("deviation", panel)
register_follower(follow)
register_closing_needs(closing_needs)
register_after(Step.REJECT, stop_rejection)
register_after(Step.RECEIVE, told_by_reading)
register_after(Step.BEGIN, told_by_reading)
register_source(
    TrackNotice,
    label=_("Varsling etter lov"),
    action_label=_("Avklar"),
    action_url=lambda notice: notice.get_absolute_url(),
    load=notices_by_key,
    neutral_title=_("Et lovpålagt varsel skal avklares"),
)
register_menu(
    MenuEntry(
        label=_("Varsling etter lov"),
        url_name="deviations:track-list",
        icon="Bell",
        group=_("Kvalitet"),
        order=26,
        visible=may_see_register,
    )
)
