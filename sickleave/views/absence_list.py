"""The list of absences: of those one leads, of a sub-tree for HR, and one's own. [S1]"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person
from kvalitet.web.listing import keyset_listing
from kvalitet.web.shortcuts import Request, page, untraced
from kvalitet.web.templatetags.ds import dato
from sickleave.actions import lists
from sickleave.choices import OWN_ILLNESS, AbsenceKind, Source
from sickleave.forms.absence_filters import ALL, NOW, YEAR, FilterForm
from sickleave.forms.absences import OWN_BACK
from sickleave.models import Absence, Case
from sickleave.policies.cases import led_by
from sickleave.queries.absences import VERB, has_staff, staff_of

FIELDS = (
    *("uuid", "kind", "starts", "ends", "grade", "source", "unit__name", "case_id", "case__uuid"),
    *("person_id", "person__uuid", "person__first_name", "person__last_name"),
)
BY = ("starts", "id")
COLORS = {AbsenceKind.SELF_CERTIFIED: "info", AbsenceKind.CERTIFIED: "accent"}
MOST_PEOPLE = 60


@require_safe
def absence_list(request: Request) -> HttpResponse:
    """List what the person may see, newest first, narrowed by what the address says."""
    today = timezone.localdate()
    filters = FilterForm(request.GET)
    seen = Absence.objects.visible_to(request.user)
    found = keyset_listing(request, filters.narrowed(seen, today), fields=FIELDS, by=BY)
    manages = has_staff(request.user)
    if scope_of(request.user).has(VERB):
        lists.log_list(request.user, page=_("Fravær"), shown=len(found.rows))
    context: dict[str, Any] = {
        "absences": found,
        "rows": _rows(request, found.rows),
        "filters": filters,
        "shows": [(NOW, _("Borte i dag")), (YEAR, _("Siste 12 måneder")), (ALL, _("Alle"))],
        "kinds": AbsenceKind.choices,
        "people": _people(request, today),
        "person": _person(request, filters),
        "manages": manages,
        "may_search": scope_of(request.user).has(VERB),
        "may_import": bool(scope_of(request.user).municipalities("sickleave.import")),
        "conclusion": _conclusion(request, seen, today) if manages else "",
    }
    return untraced(page(request, "sickleave/absence_list.html", context, fragment="table"))


def _conclusion(request: Request, seen: Any, today: date) -> str:
    """Say how many are away today."""
    away = seen.own_illness().touching(today, today).exclude(person=request.user.pk)
    number = away.values("person").distinct().count()
    if not number:
        return _("Ingen er sykmeldt eller har egenmelding i dag.")
    return ngettext(
        "%(n)s er borte i dag med egenmelding eller sykmelding.",
        "%(n)s er borte i dag med egenmelding eller sykmelding.",
        number,
    ) % {"n": number}


def _people(request: Request, today: date) -> list[tuple[str, str]]:
    """Offer people to choose from where they are few; HR of many finds the person by name elsewhere."""
    if scope_of(request.user).has(VERB) or not led_by(scope_of(request.user)):
        return []
    staff = staff_of(request.user, today)[:MOST_PEOPLE]
    return [(str(one.uuid), f"{one.last_name}, {one.first_name}") for one in staff]


def _person(request: Request, filters: FilterForm) -> Person | None:
    """The one person the list is narrowed to; a name only for those who see an absence of theirs."""
    wanted = filters.cleaned_data.get("person")
    if not wanted:
        return None
    row = Absence.objects.visible_to(request.user).filter(person__uuid=wanted).select_related("person").first()
    return row.person if row else None


def _rows(request: Request, found: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Make the rows ready to show; a case is led to only by those who see it. One query whatever their number."""
    asked = {row["case_id"] for row in found if row["case_id"]}
    cases = set(Case.objects.visible_to(request.user).filter(pk__in=asked).values_list("pk", flat=True))
    today = timezone.localdate()
    return [_row(row, request.user.pk, cases, today) for row in found]


def _row(row: Mapping[str, Any], user: int, cases: set[int], today: date) -> dict[str, Any]:
    is_own, kind = row["person_id"] == user, AbsenceKind(row["kind"])
    days = (row["ends"] - row["starts"]).days + 1
    share = f" {row['grade']} %" if kind == AbsenceKind.CERTIFIED else ""
    case = reverse("sickleave:case-detail", args=[row["case__uuid"]]) if row["case_id"] in cases else ""
    return {
        "person_url": f"?person={row['person__uuid']}&vis=alle",
        "name": _("Deg selv") if is_own else f"{row['person__first_name']} {row['person__last_name']}",
        "unit": row["unit__name"],
        "kind": f"{kind.label}{share}",
        "color": COLORS.get(kind, "neutral"),
        "period": dato(row["starts"]) if days == 1 else f"{dato(row['starts'])}–{dato(row['ends'])}",
        "days": ngettext("%(n)s dag", "%(n)s dager", days) % {"n": days},
        "source": str(Source(row["source"]).label),
        "case_url": case if kind in OWN_ILLNESS else "",
        "change_url": _change_url(row, is_own=is_own, today=today),
    }


def _change_url(row: Mapping[str, Any], *, is_own: bool, today: date) -> str:
    """One's own is changed only when one registered it oneself, and not long ago."""
    if is_own and (row["source"] != Source.EMPLOYEE or row["ends"] < today - OWN_BACK):
        return ""
    return reverse("sickleave:absence-change", args=[row["uuid"]])
