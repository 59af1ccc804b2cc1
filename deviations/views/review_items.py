"""The rows of a review, saved one by one while the meeting goes on. [D6]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from deviations.actions import review_items
from deviations.forms.reviews import ItemForm
from deviations.models import Review, ReviewItem
from deviations.views.acting import stored
from deviations.views.review_page import PARTS, items_of, people_for, review_context
from deviations.views.reviews import find_own_review
from kvalitet.web.errors import Refused
from kvalitet.web.options import options
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


@require_POST
def review_item_save(request: Request, uuid: UUID, item: UUID) -> HttpResponse:
    """Save one row: the row comes back to htmx, the whole page to everyone else."""
    review = find_own_review(request, uuid)
    row = _find(request, review, item)
    form = ItemForm(request.POST, instance=row, people=people_for(request.user, review), today=timezone.localdate())
    if form.is_valid():
        fields = {"status": form.cleaned_data["status"], "decision": form.cleaned_data["decision"]}
        saved = stored(form, lambda: review_items.decide(row, **fields, measure=form.told, by=request.user))
        if saved is not None and not request.htmx:
            return done(request, saved, _("Saken er lagret."))
    return _answer(request, review, form)


@require_POST
def review_item_remove(request: Request, uuid: UUID, item: UUID) -> HttpResponse:
    """Take a thing off the agenda that nothing is decided about."""
    review = find_own_review(request, uuid)
    try:
        review_items.remove_item(_find(request, review, item), by=request.user)
    except Refused as refused:
        return failed(request, review, str(refused))
    return done(request, review, _("Saken er tatt av sakslisten."))


@require_POST
def review_note_rest(request: Request, uuid: UUID) -> HttpResponse:
    """Say of everything that is left that it is noted, as far as the person sees it."""
    review = find_own_review(request, uuid)
    try:
        noted = review_items.note_rest(review, items_of(request.user, review), by=request.user)
    except Refused as refused:
        return failed(request, review, str(refused))
    words = ngettext("Én sak er tatt til orientering.", "%(n)s saker er tatt til orientering.", noted) % {"n": noted}
    return done(request, review, words if noted else _("Alle sakene er allerede behandlet."))


def _find(request: Request, review: Review, uuid: UUID) -> ReviewItem:
    rows = ReviewItem.objects.visible_to(request.user).filter(review=review).select_related(*PARTS)
    found = get_or_404(rows, uuid)
    found.review = review
    return found


def _answer(request: Request, review: Review, form: ItemForm) -> HttpResponse:
    """Show the row as it is now, or with what was typed and what is wrong with it."""
    review.refresh_from_db(fields=["state", "version"])
    context = review_context(request, review)
    row = next(one for one in context["rows"] if one.item.pk == form.instance.pk)
    if not form.is_valid():
        row.form = form
        row.typed = {name: form.data.get(name, "") for name in form.fields}
        people = [(str(one.pk), str(one)) for one in people_for(request.user, review)]
        row.people = options(people, row.typed["responsible"])
    if not request.htmx:
        return page(request, "deviations/review_detail.html", {**context, "form": form})
    part: dict[str, Any] = {**context, "row": row, "is_saved": form.is_valid()}
    if not form.is_valid():
        return page(request, "deviations/review_row.html", part, status=422)
    return page(request, "deviations/review_saved.html", part)
