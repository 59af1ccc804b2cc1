"""Who sees monthly reviews, and which of their items. [P4, D6]"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.choices import Circle
from deviations.models import Review, ReviewItem, ReviewParticipant
from deviations.policies.deviations import EVENTS, NO_ROLE, sight
from deviations.policies.risks import RISKS, risk_sight
from kvalitet.access.decisions import Decision, Policy, by_role
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.visibility import register_policy

MOST_INVITED = 5000
NOT_LEADER = gettext_lazy("Bare leder for enheten og kvalitetsrådgiver kan lede og skrive gjennomgangen.")
LEADS = by_role("deviations.review", NOT_LEADER)


def invited_to(scope: Scope) -> list[int]:
    """Return ids of the reviews the person, or one they stand in for, is asked to; looked up once a scope."""
    kept = scope._ids.get("deviations.invited")
    if kept is None:
        people = [scope.person_id, *scope.principals]
        rows = ReviewParticipant._base_manager.filter(person__in=people).order_by("-pk")
        kept = frozenset(rows.values_list("review_id", flat=True)[:MOST_INVITED])
        scope._ids["deviations.invited"] = kept
    return sorted(kept)


def review_sight(scope: Scope, prefix: str = "") -> Q:
    """Return the filter of reviews a scope sees; `prefix` leads from another model to the review."""
    names = {"unit": f"{prefix}unit_id", "municipality": f"{prefix}municipality_id"}
    found = scope.q("deviations.view_hse", **names)
    if invited := invited_to(scope):
        found |= Q(**{f"{prefix}pk__in": invited})
    return found


class ReviewPolicy(Policy):
    """Those who follow events of the area, representatives too, and those who are asked to it."""

    view_verb = "deviations.view_hse"
    rules = {"deviations.review": LEADS}
    deputies_of_parties = True

    def view_q(self, user: Any) -> Q:
        return review_sight(scope_of(user))

    def parties(self, obj: Review) -> list[tuple[Person, str]]:
        rows = ReviewParticipant._base_manager.filter(review=obj).select_related("person")
        return [(row.person, _("er innkalt til gjennomgangen")) for row in rows]


def _of_review(scope: Scope, obj: Any) -> Decision:
    return LEADS(scope, obj.review)


class FollowsReview(Policy):
    """What hangs on a review is seen by those who see it."""

    view_verb = "deviations.view_hse"
    rules = {"deviations.review": _of_review}
    deputies_of_parties = True

    def view_q(self, user: Any) -> Q:
        return review_sight(scope_of(user), "review__")

    def unit_of(self, obj: Any) -> Unit:
        unit: Unit = obj.review.unit
        return unit

    def parties(self, obj: Any) -> list[tuple[Person, str]]:
        return REVIEWS.parties(obj.review)


class ReviewItemPolicy(FollowsReview):
    """An item follows its review; one about a case that isn't for everyone follows the case instead."""

    def view_q(self, user: Any) -> Q:
        scope = scope_of(user)
        is_closed = Q(is_confidential=True) | Q(risk__is_confidential=True)
        is_closed |= Q(deviation__circle__in=[Circle.CONFIDENTIAL, Circle.RESTRICTED])
        is_open = Q(is_confidential=False) & (Q(deviation__isnull=True) | Q(deviation__circle=Circle.NORMAL))
        is_open &= Q(risk__isnull=True) | Q(risk__is_confidential=False)
        seen = Q(deviation__isnull=False) & sight(scope, "deviation__")
        seen |= Q(deviation__isnull=True, risk__isnull=False) & risk_sight(scope, "risk__")
        return (super().view_q(user) & is_open) | (is_closed & seen)

    def verb_for(self, obj: ReviewItem) -> str:
        if not _is_closed(obj):
            return self.view_verb
        if obj.deviation is not None:
            return EVENTS.verb_for(obj.deviation)
        return RISKS.verb_for(obj.risk) if obj.risk is not None else NO_ROLE

    def unit_of(self, obj: ReviewItem) -> Unit:
        thing = _is_closed(obj) and (obj.deviation or obj.risk)
        return thing.unit if thing else super().unit_of(obj)

    def parties(self, obj: ReviewItem) -> list[tuple[Person, str]]:
        if not _is_closed(obj):
            return super().parties(obj)
        if obj.deviation is not None:
            return EVENTS.parties(obj.deviation)
        return RISKS.parties(obj.risk) if obj.risk is not None else []

    def lent_parties(self, obj: ReviewItem) -> list[tuple[Person, str]]:
        if _is_closed(obj) and obj.deviation is not None:
            return EVENTS.lent_parties(obj.deviation)
        return self.parties(obj)


def _is_closed(item: ReviewItem) -> bool:
    """Whether what it is about isn't for everyone who takes part."""
    event, risk = item.deviation, item.risk
    is_hidden = (event is not None and event.circle != Circle.NORMAL) or (risk is not None and risk.is_confidential)
    return item.is_confidential or is_hidden


REVIEWS = ReviewPolicy()
register_policy(Review, REVIEWS)
register_policy(ReviewParticipant, FollowsReview())
register_policy(ReviewItem, ReviewItemPolicy())
