"""Who sees an event: roles by its circle, those who take part, and explicit grants. [P4, D11]"""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.choices import Circle
from deviations.models import Category, Deviation, DeviationGrant, DeviationSettings, Entry, Place
from deviations.policies.readers import followed_q, readers_of
from kvalitet.access.decisions import Allowed, Decision, Denied, Policy
from kvalitet.access.policies import root_of
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import valid_on
from kvalitet.web.visibility import register_policy

MOST_GRANTS = 5000
NOT_HANDLER = gettext_lazy("Bare den som behandler saken, leder for enheten og kvalitetsrådgiver kan gjøre dette.")
NOT_SETUP = gettext_lazy("Bare kvalitetsrådgiver og systemansvarlig kan endre dette.")
NO_ROLE = "deviations.view_restricted"
"""A verb that no role gives: what is restricted is seen by named people only."""


def granted_events(scope: Scope) -> list[int]:
    """Return ids of events explicitly granted today; looked up once a scope."""
    kept = scope._ids.get("deviations.granted")
    if kept is None:
        rows = DeviationGrant.objects.filter(valid_on(timezone.localdate()), user_id=scope.person_id)
        kept = frozenset(rows.values_list("content_object_id", flat=True)[:MOST_GRANTS])
        scope._ids["deviations.granted"] = kept
    return sorted(kept)


def sight(scope: Scope, prefix: str = "") -> Q:
    """Return the filter of events a scope sees, of literal ids; `prefix` leads from another model to the event."""
    return Q(**{f"{prefix}reporter_id": scope.person_id}) | sight_of_all(scope, prefix)


def sight_of_all(scope: Scope, prefix: str = "") -> Q:
    """Return the filter of events a scope sees the whole of, and not only what is meant for the one who reported.

    Who stands in for a handler doesn't see a case about a leader: the stand-in may be that leader.
    """

    def of(verb: str, **limits: Any) -> Q:
        found = scope.q(verb, unit=f"{prefix}unit_id", municipality=f"{prefix}municipality_id")
        return found & Q(**{f"{prefix}{name}": value for name, value in limits.items()})

    found = Q(**{f"{prefix}handler_id": scope.person_id})
    if scope.principals:
        open_circles = {f"{prefix}circle__in": [Circle.NORMAL, Circle.CONFIDENTIAL]}
        found |= Q(**{f"{prefix}handler_id__in": list(scope.principals)}, **open_circles)
    if scope.has("deviations.view"):
        found |= of("deviations.view", circle=Circle.NORMAL)
    if scope.has("deviations.view_hse"):
        found |= of("deviations.view_hse", circle=Circle.NORMAL, is_hse=True)
    if scope.has("deviations.view_confidential"):
        found |= of("deviations.view_confidential", circle=Circle.CONFIDENTIAL)
    if granted := granted_events(scope):
        found |= Q(**{f"{prefix}pk__in": granted})
    if (by_track := followed_q(scope, prefix)) is not None:
        found |= by_track
    return found


def may_handle(scope: Scope, event: Deviation) -> Decision:
    """The one chosen to handle it, and who stands in; otherwise those with the role on its unit."""
    lent = scope.principals if event.circle != Circle.RESTRICTED else ()
    if event.handler_id is not None and event.handler_id in {scope.person_id, *lent}:
        return Allowed()
    covered = scope.covers("deviations.handle", municipality_id=event.municipality_id, unit_id=event.unit_id)
    if event.circle != Circle.RESTRICTED and covered:
        return Allowed()
    return Denied(str(NOT_HANDLER))


def may_answer(scope: Scope, event: Deviation) -> Decision:
    """Only the one who reported it answers as the reporter."""
    if event.reporter_id == scope.person_id:
        return Allowed()
    return Denied(_("Bare den som meldte saken kan svare her."))


def may_attach(scope: Scope, event: Deviation) -> Decision:
    """Files come from the one who reported it and from those who handle it."""
    return Allowed() if may_answer(scope, event) else may_handle(scope, event)


def sees_all(scope: Scope, event: Deviation) -> bool:
    """Whether the person, who sees the event, sees all of it and not only what is meant for the one who reported."""
    if event.reporter_id != scope.person_id:
        return True
    return Deviation._base_manager.filter(sight_of_all(scope), pk=event.pk).exists()


def may_comment(scope: Scope, event: Deviation) -> Decision:
    """Safety and union representatives of the area comment on what concerns health and safety."""
    covered = scope.covers("deviations.comment", municipality_id=event.municipality_id, unit_id=event.unit_id)
    if covered and event.is_hse:
        return Allowed()
    return Denied(_("Bare verneombud og tillitsvalgte for området kan uttale seg."))


def may_set_up(scope: Scope, obj: Any) -> Decision:
    """The rules and lists of events belong to the whole municipality."""
    if obj.municipality_id in scope.municipalities("deviations.setup"):
        return Allowed()
    return Denied(str(NOT_SETUP))


class DeviationPolicy(Policy):
    """Events: roles by circle, the reporter, the handler and their stand-ins, and explicit grants."""

    view_verb = "deviations.view"
    rules = {
        "deviations.handle": may_handle,
        "deviations.answer": may_answer,
        "deviations.attach": may_attach,
        "deviations.comment": may_comment,
    }

    def view_q(self, user: Any) -> Q:
        return sight(scope_of(user))

    def verb_for(self, obj: Deviation) -> str:
        if obj.circle == Circle.RESTRICTED:
            return NO_ROLE
        if obj.circle == Circle.CONFIDENTIAL:
            return "deviations.view_confidential"
        return "deviations.view_hse" if obj.is_hse else self.view_verb

    def parties(self, obj: Deviation) -> list[tuple[Person, str]]:
        found = [(obj.reporter, _("meldte saken"))] if obj.reporter else []
        found += self.handlers(obj)
        rows = obj.grants.filter(valid_on(timezone.localdate())).select_related("user")
        found += [(row.user, _("særskilt tilgang: %(reason)s") % {"reason": row.reason}) for row in rows]
        return found + readers_of(obj)

    def lent_parties(self, obj: Deviation) -> list[tuple[Person, str]]:
        return self.handlers(obj) if obj.circle != Circle.RESTRICTED else []

    def handlers(self, obj: Deviation) -> list[tuple[Person, str]]:
        """Return the one chosen to handle the event."""
        return [(obj.handler, _("behandler saken"))] if obj.handler else []


class FollowsDeviation(Policy):
    """What hangs on an event by `deviation` is seen by those who see the event."""

    view_verb = "deviations.view"

    def __init__(self, rules: dict[str, Any] | None = None) -> None:
        follows = {verb: _of_event(rule) for verb, rule in DeviationPolicy.rules.items()}
        self.rules = {**follows, **(rules or {})}

    def view_q(self, user: Any) -> Q:
        return sight(scope_of(user), "deviation__")

    def verb_for(self, obj: Any) -> str:
        return EVENTS.verb_for(obj.deviation)

    def unit_of(self, obj: Any) -> Unit:
        return EVENTS.unit_of(obj.deviation)

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        return EVENTS.parties(obj.deviation)

    def lent_parties(self, obj: Any) -> list[tuple[Person, str]]:
        return EVENTS.lent_parties(obj.deviation)


def _of_event(rule: Any) -> Any:
    def asked(scope: Scope, obj: Any) -> Decision:
        decision: Decision = rule(scope, obj.deviation)
        return decision

    return asked


class EntryPolicy(FollowsDeviation):
    """The reporter sees only the lines meant for them, unless a role or a task shows them the rest."""


class OpenToMembersPolicy(Policy):
    """Lists to choose from: everyone in the municipality sees them, `deviations.setup` changes them."""

    view_verb = "deviations.setup"
    rules = {"deviations.setup": may_set_up}

    def view_q(self, user: Any) -> Q:
        return Q(municipality_id__in=sorted(scope_of(user).member_of))

    def unit_of(self, obj: Any) -> Unit:
        return root_of(obj.municipality_id)

    def open_to_all(self, obj: Any) -> str:
        return _("Alle som hører til %(municipality)s.") % {"municipality": obj.municipality}


EVENTS = DeviationPolicy()
register_policy(Deviation, EVENTS)
register_policy(Entry, EntryPolicy())
for listed in (Category, Place, DeviationSettings):
    register_policy(listed, OpenToMembersPolicy())
