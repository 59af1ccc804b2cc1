"""What people who have left still answer for, and who takes over. [P3, I11]"""

from uuid import UUID

from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import require
from kvalitet.deadlines.registry import Held, handover_sources
from kvalitet.organisation.models import Municipality, Person
from kvalitet.setup.forms.handover import HandoverForm
from kvalitet.setup.views.reach import administered, people_of
from kvalitet.web.errors import told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page


def waiting_after(municipality: Municipality) -> dict[int, int]:
    """Count what each person who has left still answers for, in every app."""
    counts: dict[int, int] = {}
    for source in handover_sources().values():
        for person, number in source.waiting(municipality).items():
            counts[person] = counts.get(person, 0) + number
    return counts


@require_safe
def handover_list(request: Request) -> HttpResponse:
    """Show who has left something behind."""
    municipality = administered(request)
    counts = waiting_after(municipality)
    people = Person.objects.visible_to(request.user).filter(municipality=municipality, pk__in=counts, is_active=False)
    rows = listing(request, people.annotate(last_day=Max("positions__ends")).order_by("sort_key", "first_name", "id"))
    for person in rows.rows:
        person.left_behind = counts[person.pk]
    return page(request, "setup/handover_list.html", {"rows": rows, "total": sum(counts.values())})


@require_http_methods(["GET", "POST"])
def handover(request: Request, pk: UUID) -> HttpResponse:
    """Let others take over what a person answers for, all in one go or some at a time."""
    people = Person.objects.visible_to(request.user).select_related("municipality").filter(is_active=False)
    person = get_or_404(people, pk)
    require(request.user, "setup.edit", person)
    held = {name: source.held(person, request.user) for name, source in handover_sources().items()}
    things = [one for found in held.values() for one in found]
    form = HandoverForm(request.POST or None, things=things, people=people_of(request, person.municipality))
    if form.is_valid():
        with told_on(form):
            number = _give(request, person, held, form)
            text = ngettext("%(n)s sak er overtatt av %(to)s.", "%(n)s saker er overtatt av %(to)s.", number)
            left = number < len(things)
            to = reverse("setup:handover", args=[person.uuid]) if left else reverse("setup:handover-list")
            return done(request, to, text % {"n": number, "to": form.cleaned_data["to"]})
    chosen = set(request.POST.getlist("keys")) if form.is_bound else {one.key for one in things}
    context = {"person": person, "form": form, "things": things, "chosen": chosen}
    return page(request, "setup/handover.html", context)


def _give(request: Request, person: Person, held: dict[str, list[Held]], form: HandoverForm) -> int:
    keys = set(form.cleaned_data["keys"])
    number = 0
    for name, source in handover_sources().items():
        mine = keys & {one.key for one in held[name]}
        number += source.give(person, form.cleaned_data["to"], mine, request.user) if mine else 0
    return number
