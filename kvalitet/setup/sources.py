"""What the search finds of the organisation: places, and people by name, post and place. [P9]"""

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kvalitet.access.choices import Role
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Position, Unit
from kvalitet.search.registry import Hit, PageEntry, SearchSource
from kvalitet.text.columns import NAMES
from kvalitet.web.templatetags.ds import tall


def unit_hit(unit: Unit) -> Hit:
    """Show a unit."""
    above = (_("Under %(unit)s") % {"unit": unit.parent.name},) if unit.parent else ()
    return Hit(
        unit.name,
        unit.get_absolute_url(),
        (str(unit.get_kind_display()), *above),
        tag=_("Lagt ned") if unit.closed else "",
    )


def person_hit(person: Any) -> Hit:
    """Show a colleague with the largest post; nothing else of the person is searched or shown."""
    facts = tuple(fact for fact in (person.post_title, person.post_unit) if fact)
    return Hit(str(person), person.get_absolute_url(), facts)


def with_post(people: QuerySet[Any]) -> QuerySet[Any]:
    """Give each person the titles of the posts held today, the largest first, and the unit of the largest."""
    posts = Position.objects.valid_on(timezone.localdate()).filter(person=OuterRef("pk"))
    titles = posts.order_by().values("person").annotate(all=StringAgg("title", ", ", order_by=("-percentage", "id")))
    unit = posts.order_by("-percentage", "id").values("unit__name")[:1]
    found: QuerySet[Any] = people.annotate(post_title=Subquery(titles.values("all")), post_unit=Subquery(unit))
    return found


def by_post(words: Any, user: Any) -> Q:
    """Match people by the title or the unit of a post held today."""
    posts = Position.objects.valid_on(timezone.localdate()).filter(
        Q(search=words) | Q(unit__search=words), unit__municipality__in=sorted(scope_of(user).member_of)
    )
    return Q(pk__in=posts.values("person"))


def in_unit(unit: Unit) -> Q:
    """Match people with a post at or below a unit today."""
    posts = Position.objects.valid_on(timezone.localdate())
    below = posts.filter(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~")
    return Q(pk__in=below.values("person"))


SOURCES = (
    SearchSource(
        key="enheter",
        model=Unit,
        label=gettext_lazy("Enheter"),
        counted=lambda n: ngettext("%(n)s enhet", "%(n)s enheter", n) % {"n": tall(n)},
        icon="Buildings3",
        order=80,
        hit=unit_hit,
        rows=lambda units: units.select_related("parent"),
        titles=("name",),
        sort=("sort_key",),
        in_unit=lambda unit: Q(path__gte=unit.path, path__lt=f"{unit.path}~"),
    ),
    SearchSource(
        key="personer",
        model=Person,
        label=gettext_lazy("Personer"),
        counted=lambda n: ngettext("%(n)s person", "%(n)s personer", n) % {"n": tall(n)},
        icon="PersonGroup",
        order=90,
        hit=person_hit,
        rows=with_post,
        titles=("first_name", "last_name"),
        sort=("sort_key", "first_name"),
        config=NAMES,
        kept=Q(is_active=True),
        also=by_post,
        in_unit=in_unit,
    ),
)

PAGES = (
    PageEntry(
        gettext_lazy("Min profil"),
        "setup:my-profile",
        gettext_lazy("konto passord nærmeste leder stilling rolle vikar stedfortreder"),
    ),
    PageEntry(
        gettext_lazy("Utpek stedfortreder"),
        "setup:my-deputy",
        gettext_lazy("vikar ferie fravær permisjon borte"),
        gettext_lazy("Min profil"),
        visible=lambda user: scope_of(user).holds(Role.LEADER),
    ),
)
WORDS = {
    "setup:unit-tree": gettext_lazy("enheter avdelinger sektorer organisasjonskart"),
    "setup:overview": gettext_lazy("oppsett innstillinger administrasjon"),
    "setup:person-list": gettext_lazy("ansatte medarbeidere brukere kontoer passord sperre"),
    "setup:role-list": gettext_lazy("tilgang rettigheter tillitsvalgt verneombud"),
    "setup:deputy-list": gettext_lazy("vikar ferie fravær"),
    "setup:service-area-list": gettext_lazy("planområder"),
    "setup:reorganisation-list": gettext_lazy("omorganisere slå sammen flytte enheter"),
    "setup:municipality-edit": gettext_lazy("innstillinger kommunenavn utdatert status"),
    "setup:look-list": gettext_lazy("logg innsyn revisjon"),
}
"""Other words people use for the entries of the menu."""
