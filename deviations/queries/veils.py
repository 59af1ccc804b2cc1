"""What those who only represent others can't search for: the words that are taken out of what they are shown. [D11]"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deviations.policies.deviations import granted_events
from deviations.policies.readers import followed_q
from deviations.queries.representatives import area
from kvalitet.access.scopes import Held, Scope, scope_of
from kvalitet.organisation.models import Person
from kvalitet.privacy.queries import unsearchable
from kvalitet.privacy.rules import search_words
from kvalitet.search.registry import Veil
from kvalitet.search.rules.asking import Asked, without

SAID = _(
    "Navn, helseopplysninger og telefonnumre blir ikke søkt etter i saker du ser som verneombud eller tillitsvalgt. "
    "Skriv hele ord."
)


def veil_of(user: Person) -> Veil | None:
    """Return what hides words of events from the person; None where all that is seen is seen whole. No query."""
    scope = scope_of(user)
    represented = _represented(scope)
    led = [held.path for held in scope.held if "deviations.view" in held.verbs]
    if all(any(held.path.startswith(path) for path in led) for held in represented):
        return None

    def keep(asked: Asked) -> Asked:
        return without(asked, unsearchable(asked.text, _places(scope)))

    return Veil(seen_as_representative(scope), keep, SAID, number="number")


def openly(words: Sequence[str], user: Person) -> list[str]:
    """Return the words of a representative that may be asked for in events; one query."""
    hidden = unsearchable(" ".join(words), _places(scope_of(user)))
    return [word for word in words if hidden.isdisjoint(search_words(word))]


def _represented(scope: Scope) -> list[Held]:
    return [held for held in scope.held if "deviations.comment" in held.verbs]


def _places(scope: Scope) -> set[int]:
    return {held.municipality_id for held in _represented(scope)}


def seen_as_representative(scope: Scope) -> Q:
    """Match the events nothing but the task of representing others shows: `sees_as_representative` as a filter."""
    others = Q(reporter_id=scope.person_id) | Q(handler_id__in=[scope.person_id, *scope.principals])
    others |= scope.q("deviations.view") | Q(pk__in=granted_events(scope))
    if (by_track := followed_q(scope)) is not None:
        others |= by_track
    return area(scope) & ~others
